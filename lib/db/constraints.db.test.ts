import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDb } from "./client";
import { createTestDatabase, type TestDatabase } from "./test-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe("the audit log is append-only", () => {
  const entry = { actor: "system", action: "test", entity: "customer", entityId: "1", cause: "test" };

  test("an entry can be neither changed nor deleted", async () => {
    const { db } = database;
    const { id } = await db.auditEntry.create({ data: entry });
    await expect(db.auditEntry.update({ where: { id }, data: { actor: "other" } })).rejects.toThrow("append-only");
    await expect(db.auditEntry.deleteMany()).rejects.toThrow("append-only");
    await expect(db.$executeRaw`TRUNCATE "AuditEntry"`).rejects.toThrow("append-only");
    expect(await db.auditEntry.findUnique({ where: { id } })).toMatchObject(entry);
  });

  test("erasing a person's data works when it announces itself, in that transaction only", async () => {
    const { db } = database;
    const { id } = await db.auditEntry.create({ data: entry });
    await db.$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL usher.erasing = 'on'`;
      await tx.auditEntry.update({ where: { id }, data: { actor: "erased" } });
    });
    await expect(db.auditEntry.deleteMany()).rejects.toThrow("append-only");
  });
});

test("a closed purchase intent holds no open slot, and an open one always does", async () => {
  const { db } = database;
  const customer = await db.customer.create({ data: { type: "PERSON", origin: "MANUAL", name: "Ada" } });
  const product = await db.product.create({
    data: { productName: "p", displayName: "P", description: "", features: [] },
  });
  const offer = { productId: product.id, sku: "s", displayName: "S", description: "", access: "KEY" } as const;
  const { id: offerId } = await db.offer.create({ data: { ...offer, kind: "SUBSCRIPTION" } });
  const intent = { customerId: customer.id, offerId, provider: "STRIPE", quantity: 1 } as const;
  await expect(db.purchaseIntent.create({ data: intent })).rejects.toThrow("openSlot_check");
  await expect(db.purchaseIntent.create({ data: { ...intent, status: "CLOSED", openSlot: "slot" } })).rejects.toThrow(
    "openSlot_check",
  );
  await expect(db.purchaseIntent.create({ data: { ...intent, quantity: 0, openSlot: "slot" } })).rejects.toThrow(
    "quantity_check",
  );
  await db.purchaseIntent.create({ data: { ...intent, openSlot: "slot" } });
  await expect(db.purchaseIntent.create({ data: { ...intent, openSlot: "slot" } })).rejects.toThrow(
    "Unique constraint",
  );
});

test("times come back as they were written, whatever time zone the server runs in", async () => {
  const { url } = database;
  const at = new Date("2026-03-29T01:30:00.123Z");
  await database.db.$executeRawUnsafe(`ALTER DATABASE "${new URL(url).pathname.slice(1)}" SET TimeZone = 'Asia/Tokyo'`);
  const db = createDb(url);
  await db.workerHeartbeat.create({ data: { workerId: "w", seenAt: at } });
  const [row] = await db.$queryRaw<{ text: string }[]>`
    SELECT to_char("seenAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS text FROM "WorkerHeartbeat"`;
  const read = await db.workerHeartbeat.findUniqueOrThrow({ where: { workerId: "w" } });
  await db.$disconnect();
  expect(row?.text).toBe(at.toISOString());
  expect(read.seenAt).toEqual(at);
});
