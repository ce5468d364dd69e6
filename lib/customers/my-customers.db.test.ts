import { afterAll, expect, test } from "vitest";
import { createTestDatabase } from "@/lib/db/test-database";
import { NotFoundError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { findMyCustomer } from "./find-my-customer";
import { listMyCustomers } from "./list-my-customers";
import { givenCustomer, givenUser } from "./test-given";

const database = await createTestDatabase();
afterAll(() => database.drop());

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
