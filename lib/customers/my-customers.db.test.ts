import { afterAll, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/db/test-database";
import { systemClock } from "@/lib/kernel/clock";
import { NotFoundError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { findMyCustomer } from "./find-my-customer";
import { foundCustomer } from "./found-customer";
import { listMyCustomers } from "./list-my-customers";
import { givenCustomer, givenUser, times, type UserActor } from "./test-given";

const database = await createTestDatabase();
afterAll(() => database.drop());

const profile = {
  type: "ORGANIZATION",
  name: " Given Company ",
  displayName: "  ",
  email: " Bills@Example.com ",
} as const;
const found = (actor: UserActor, input: Parameters<typeof foundCustomer>[1] = profile) =>
  foundCustomer({ db: database.db, now: systemClock, actor }, input);

test("the founder becomes owner, and the founding is in the audit", async () => {
  const { db } = database;
  const actor = await givenUser(db);
  const { kind, customer } = await found(actor);
  expect(kind).toBe("founded");
  expect(customer).toEqual({
    id: customer.id,
    type: "ORGANIZATION",
    origin: "MANAGED",
    name: "Given Company",
    displayName: null,
    email: "bills@example.com",
    licenseeId: null,
  });
  const memberships = await db.membership.findMany({ where: { customerId: customer.id } });
  expect(memberships).toMatchObject([{ userId: actor.userId, role: "OWNER" }]);
  const audit = await db.auditEntry.findMany({ where: { customerId: customer.id } });
  expect(audit).toMatchObject([{ action: "customer.founded", actor: `user:${actor.userId}`, cause: "onboarding" }]);
});

test("20 forms sent at once found one customer, with one owner and one audit entry", async () => {
  const { db } = database;
  const actor = await givenUser(db);
  const outcomes = await times(20, () => found(actor));
  expect(outcomes.filter(({ kind }) => kind === "founded")).toHaveLength(1);
  expect(new Set(outcomes.map(({ customer }) => customer.id)).size).toBe(1);
  const customerId = outcomes[0]?.customer.id ?? "";
  expect(await db.customer.count({ where: { foundedByUserId: actor.userId } })).toBe(1);
  expect(await db.membership.count({ where: { customerId } })).toBe(1);
  expect(await db.auditEntry.count({ where: { customerId } })).toBe(1);
});

test("a second tab that asks for something else gets the customer that exists, unchanged", async () => {
  const actor = await givenUser(database.db);
  const first = await found(actor);
  const second = await found(actor, { type: "PERSON", name: "Other", displayName: null, email: null });
  expect(second).toEqual({ kind: "existing", customer: first.customer });
});

test("two users with the same billing e-mail found two customers", async () => {
  const [first, second] = [await givenUser(database.db), await givenUser(database.db)];
  const { customer } = await found(first);
  expect((await found(second)).customer.id).not.toBe(customer.id);
});

test("when the membership can't be stored, there is no customer either", async () => {
  const ghost: UserActor = { kind: "user", userId: newId(), email: null };
  await expect(found(ghost)).rejects.toThrow();
  expect(await database.db.customer.count({ where: { foundedByUserId: ghost.userId } })).toBe(0);
});

test("people see the customers they are members of, with their role, oldest membership first", async () => {
  const { db } = database;
  const mine = await givenCustomer(db);
  const theirs = await givenCustomer(db, { type: "ORGANIZATION" });
  const { userId } = mine.actor;
  await db.membership.create({ data: { userId, customerId: theirs.customer.id, role: "MEMBER" } });
  expect(await listMyCustomers({ db }, { userId })).toEqual([
    { customer: mine.customer, role: "OWNER", providerCustomers: [] },
    { customer: theirs.customer, role: "MEMBER", providerCustomers: [] },
  ]);
  expect(await findMyCustomer({ db }, { userId, customerId: theirs.customer.id })).toMatchObject({ role: "MEMBER" });
});

test("provider customers are shown once the provider has answered", async () => {
  const { db } = database;
  const { actor, customer } = await givenCustomer(db);
  const find = () => findMyCustomer({ db }, { userId: actor.userId, customerId: customer.id });
  const row = await db.providerCustomer.create({ data: { provider: "STRIPE", customerId: customer.id } });
  expect((await find()).providerCustomers).toEqual([]);
  await db.providerCustomer.update({ where: { id: row.id }, data: { providerCustomerId: "cus_1" } });
  expect((await find()).providerCustomers).toEqual([{ provider: "STRIPE", providerCustomerId: "cus_1" }]);
});

test("a foreign customer answers exactly like one that does not exist", async () => {
  const { db } = database;
  const { customer } = await givenCustomer(db);
  const { userId } = await givenUser(db);
  expect(await listMyCustomers({ db }, { userId })).toEqual([]);
  for (const customerId of [customer.id, newId(), "no-such-id", ""]) {
    const refused = findMyCustomer({ db }, { userId, customerId });
    await expect(refused).rejects.toEqual(new NotFoundError("Customer"));
  }
});
