import { afterAll, beforeAll, expect, it } from "vitest";
import { formatSubject, type PaymentSubject } from "@/lib/commerce/subject";
import { AdapterError } from "@/lib/kernel/errors";
import { openTestContext } from "@/lib/test-context";
import { followSubject } from "./follow-subject";

let world: Awaited<ReturnType<typeof openTestContext>>;
beforeAll(async () => {
  world = await openTestContext();
});
afterAll(() => world.close());

async function notify(subject: PaymentSubject): Promise<() => Promise<unknown>> {
  const { db } = world.ctx;
  const { id } = await db.inboxEvent.create({
    data: {
      provider: "STRIPE",
      eventId: `evt_${subject.id}`,
      type: "charge.dispute.created",
      subject: formatSubject(subject),
      status: "WAITING",
      rawBody: "{}",
      occurredAt: new Date(),
    },
  });
  return () => db.inboxEvent.findUniqueOrThrow({ where: { id } });
}

const finding = (findPaidPurchases: () => Promise<[]>) => ({
  ...world.ctx,
  commerce: { STRIPE: { ...world.ctx.commerce.STRIPE, findPaidPurchases } },
});
const failing = (retryable: boolean) =>
  finding(() => Promise.reject(new AdapterError("stripe", "Stripe said no", { retryable })));

it("an event of a payment waits while the provider is down, and is settled by the next run", async () => {
  const subject = { provider: "STRIPE", kind: "payment", id: "pi_1" } as const;
  const event = await notify(subject);
  const request = { subject, cause: "test", forEvents: true };
  expect(await followSubject(failing(true), request)).toEqual({ kind: "retry", reason: "Stripe said no" });
  expect(await event()).toMatchObject({ status: "WAITING", attempts: 1, lastError: "Stripe said no" });
  expect(
    await followSubject(
      finding(() => Promise.resolve([])),
      request,
    ),
  ).toMatchObject({ kind: "ignored" });
  expect(await event()).toMatchObject({ status: "IGNORED", attempts: 2, lastError: null });
});

it("an event of a payment that the provider refuses for good is parked", async () => {
  const subject = { provider: "STRIPE", kind: "payment", id: "pi_2" } as const;
  const event = await notify(subject);
  expect(await followSubject(failing(false), { subject, cause: "test", forEvents: true })).toMatchObject({
    kind: "parked",
  });
  expect(await event()).toMatchObject({ status: "PARKED", attempts: 1, reason: "Stripe said no" });
});
