import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { systemClock } from "@/lib/kernel/clock";
import { AdapterError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import type { RenderedMail } from "./mail-port";
import { queueMail } from "./queue-mail";
import { sendQueuedMail } from "./send-queued-mail";

let database: TestDatabase;
let sent: RenderedMail[];
let failure: Error | null;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  sent = [];
  failure = null;
  await database.db.outgoingMail.deleteMany();
});

const message = {
  kind: "license_ready",
  licenseeName: "Ada",
  productName: "Atlas",
  seats: 1,
  portalUrl: "http://localhost:3000/portal",
} as const;
const input = { dedupeKey: "license_ready:1", recipient: "ada@example.com", message };

function context() {
  const send = async (mail: RenderedMail) => {
    if (failure) throw failure;
    sent.push(mail);
  };
  const linkOfClaim = (claimId: string) => `http://localhost:3000/claim?token=${claimId}.signed`;
  return { db: database.db, mail: { send }, now: systemClock, linkOfClaim };
}

async function jobsWaiting(): Promise<number> {
  const [row] = await database.db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE task_identifier = 'send-mail'`;
  return row?.count ?? 0;
}

describe("the outbox", () => {
  it("says one thing once, also when it is queued twenty times at once", async () => {
    const before = await jobsWaiting();
    const answers = await Promise.all(Array.from({ length: 20 }, () => queueMail(database.db, input)));
    expect(answers.filter((answer) => answer.kind === "queued")).toHaveLength(1);
    expect((await jobsWaiting()) - before).toBe(1);
  });

  it("forgets the mail when its transaction is rolled back", async () => {
    const before = await jobsWaiting();
    const deed = database.db.$transaction(async (tx) => {
      await queueMail(tx, input);
      throw new Error("no");
    });
    await expect(deed).rejects.toThrow("no");
    expect(await database.db.outgoingMail.count()).toBe(0);
    expect(await jobsWaiting()).toBe(before);
  });

  it("sends what is queued, and a second run of the job sends nothing", async () => {
    const id = await queued();
    expect((await sendQueuedMail(context(), id)).kind).toBe("done");
    expect((await sendQueuedMail(context(), id)).kind).toBe("ignored");
    expect(sent.map((mail) => mail.to)).toEqual(["ada@example.com"]);
    expect(await stored(id)).toMatchObject({ status: "SENT", attempts: 1, lastError: null });
  });

  it("makes the link of a claim when it is sent, and never stores it", async () => {
    const claimId = newId();
    const claim = {
      kind: "claim_purchase",
      licenseeName: "Ada",
      productName: "Atlas",
      seats: 2,
      validDays: 30,
    } as const;
    await queueMail(database.db, { ...input, message: { ...claim, claimId } });
    const mail = await database.db.outgoingMail.findUniqueOrThrow({ where: { dedupeKey: input.dedupeKey } });
    expect(JSON.stringify(mail)).not.toContain("signed");
    expect((await sendQueuedMail(context(), mail.id)).kind).toBe("done");
    for (const part of [sent[0]?.text, sent[0]?.html]) expect(part).toContain(`${claimId}.signed`);
    expect(JSON.stringify(await stored(mail.id))).not.toContain("signed");
  });

  it("tries again when the mail host is away, and is parked for an operator after the last attempt", async () => {
    const id = await queued();
    failure = new AdapterError("smtp", "The mail host can't be reached (ECONNREFUSED)", { retryable: true });
    expect((await sendQueuedMail(context(), id, { attempt: 1, maxAttempts: 2 })).kind).toBe("retry");
    expect(await stored(id)).toMatchObject({ status: "WAITING", attempts: 1, lastError: failure.message });
    expect((await sendQueuedMail(context(), id, { attempt: 2, maxAttempts: 2 })).kind).toBe("parked");
    expect(await stored(id)).toMatchObject({ status: "FAILED", attempts: 2 });
  });

  it("parks what the mail host refuses for good", async () => {
    const id = await queued();
    failure = new AdapterError("smtp", "The mail host said no (EENVELOPE 550)", { retryable: false });
    expect((await sendQueuedMail(context(), id)).kind).toBe("parked");
  });

  it("parks a stored message that it can't read instead of sending half of it", async () => {
    const id = await queued();
    await database.db.outgoingMail.update({ where: { id }, data: { message: { kind: "unknown" } } });
    expect((await sendQueuedMail(context(), id)).kind).toBe("parked");
    expect(sent).toEqual([]);
  });
});

async function queued(): Promise<string> {
  await queueMail(database.db, input);
  return (await database.db.outgoingMail.findUniqueOrThrow({ where: { dedupeKey: input.dedupeKey } })).id;
}

function stored(id: string) {
  return database.db.outgoingMail.findUniqueOrThrow({ where: { id } });
}
