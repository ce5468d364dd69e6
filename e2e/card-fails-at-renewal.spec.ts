import type { Sandbox } from "./support/sandbox";
import { expect, test } from "./support/test";
import type { Vendor } from "./support/vendor";
import { cards, type Visitor } from "./support/visitor";

type Scene = { visitor: Visitor; vendor: Vendor; sandbox: Sandbox };

/** Subscribed, paid for once; then the card on file goes bad and the period ends. */
async function fallBehind({ visitor, vendor, sandbox }: Scene): Promise<string> {
  await visitor.buyAsPerson("ATLAS-RENDER-NODE-MONTHLY");
  const key = await visitor.showKey();
  await expect(visitor.page.getByText("Payment due")).toHaveCount(0);
  await visitor.replaceCard(cards.failsLater);
  await sandbox.endPeriod(await vendor.findSubscription(visitor.email));
  await visitor.seeInPortal("Payment due");
  return key;
}

test("a renewal that is not paid: the portal says so and the license holds; with a new card all is well", async ({
  visitor,
  sandbox,
  records,
  vendor,
}) => {
  const { page, email } = visitor;
  const key = await fallBehind({ visitor, vendor, sandbox });
  await expect(page.getByText("The last payment failed")).toBeVisible();
  await expect(page.getByRole("link", { name: "Update your card" })).toBeVisible();
  expect(await records.countFor(email)).toMatchObject({ licenses: 1, valid_licenses: 1 });

  await visitor.openPurchase("Atlas Render Node");
  await expect(page.getByText(/Your licenses keep working until/)).toBeVisible();
  await page.getByRole("button", { name: "Update card" }).click();
  await page.waitForURL(/\/p\/session\//);
  await visitor.fillCard(cards.good);
  await page.getByRole("button", { name: "Save card" }).click();
  await page.waitForURL(/\/portal\/purchases\//);
  await visitor.seeInPortal("Active");
  await expect(page.getByText("Payment due")).toHaveCount(0);
  expect(await visitor.showKey()).toBe(key);
  expect(await records.countFor(email)).toMatchObject({ licenses: 1, valid_licenses: 1 });
});

test("once the grace is over the license is suspended; with a new card the same one works again, same key", async ({
  visitor,
  sandbox,
  records,
  vendor,
}) => {
  const { page, email } = visitor;
  const key = await fallBehind({ visitor, vendor, sandbox });
  const { customer } = await vendor.findBuyer(email);
  // After the second retry on the eighth day, before the last on the fifteenth.
  await sandbox.passDays(customer, 14.5);
  await visitor.seeInPortal("Suspended");
  await expect(page.getByText(/overdue for more than 14 days/)).toBeVisible();
  expect(await records.countFor(email)).toMatchObject({ licenses: 1, valid_licenses: 0 });

  await visitor.replaceCard(cards.good);
  await visitor.seeInPortal("Active");
  expect(await visitor.showKey()).toBe(key);
  expect(await records.countFor(email)).toMatchObject({ licenses: 1, valid_licenses: 1 });
});

test("a debt that is never paid ends the subscription, and with it the license", async ({
  visitor,
  sandbox,
  records,
  vendor,
}) => {
  await fallBehind({ visitor, vendor, sandbox });
  const { customer } = await vendor.findBuyer(visitor.email);
  await sandbox.passDays(customer, 16);
  await visitor.seeInPortal("Ended");
  expect(await records.countFor(visitor.email)).toMatchObject({ licenses: 1, valid_licenses: 0 });
});
