import { expect, test } from "./support/test";

test("the price of a one-time order given back ends its license, and the portal says refunded", async ({
  visitor,
  records,
  vendor,
}) => {
  await visitor.buyAsPerson("ATLAS-DIAGRAMS-PERPETUAL");
  expect(await records.countFor(visitor.email)).toMatchObject({ orders: 1, valid_licenses: 1 });
  await vendor.refund(visitor.email);
  await visitor.seeInPortal("Ended");
  await visitor.seeInPortal("Refunded", "/portal/purchases");
  expect(await records.countFor(visitor.email)).toMatchObject({ orders: 1, licenses: 1, valid_licenses: 0 });
});

test("a part of it given back leaves the license as it is, and the portal says partly refunded", async ({
  visitor,
  records,
  vendor,
}) => {
  await visitor.buyAsPerson("ATLAS-DIAGRAMS-PERPETUAL");
  const key = await visitor.showKey();
  await vendor.refund(visitor.email, 1000);
  await visitor.seeInPortal("Partly refunded", "/portal/purchases");
  await visitor.seeInPortal("Active");
  expect(await visitor.showKey()).toBe(key);
  expect(await records.countFor(visitor.email)).toMatchObject({ licenses: 1, valid_licenses: 1 });
});
