import { expectAccessible } from "./support/expect-accessible";
import { expect, test } from "./support/test";

test("from monthly to yearly and more seats at the provider: the license is the new plan's, once", async ({
  visitor,
  records,
}) => {
  await visitor.buyAsPerson("ATLAS-EDITOR-MONTHLY", 2);
  await visitor.changePlan({ plan: /Atlas Editor \$120\.00 per year/, seats: 5 });
  await expect(visitor.page.getByText("$600.00").first()).toBeVisible();
  await visitor.seeInPortal(/^Yearly · 5 seats/);
  expect(await records.countFor(visitor.email)).toMatchObject({ subscriptions: 1, valid_licenses: 1 });
});

test("seats down at the provider: the license holds what is paid for, same key", async ({ visitor, records }) => {
  await visitor.buyAsPerson("ATLAS-RENDER-NODE-MONTHLY", 5);
  const key = await visitor.showKey();
  await expect(visitor.page.getByText(/5 seats/).first()).toBeVisible();
  await visitor.changePlan({ seats: 2 });
  await visitor.seeInPortal(/^Monthly · 2 seats/);
  expect(await visitor.showKey()).toBe(key);
  expect(await records.countFor(visitor.email)).toMatchObject({ licenses: 1, valid_licenses: 1 });
});

test("the provider's pages for plan and seats are accessible, with an error and with the cost", async ({ visitor }) => {
  const { page } = visitor;
  await visitor.buyAsPerson("ATLAS-EDITOR-MONTHLY", 2);
  await visitor.openBillingPortal();
  await expectAccessible(page, "billing");
  await page.getByRole("link", { name: "Update subscription" }).click();
  await expectAccessible(page, "update");
  await page.getByLabel("Seats").fill("5000");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("At most 500 seats.")).toBeVisible();
  await expect(page.getByLabel("Seats")).toHaveValue("5000");
  await expectAccessible(page, "update with an error");
  await page.getByLabel("Seats").fill("3");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(visitor.heading).toHaveText("Confirm the update");
  await expectAccessible(page, "confirm");
});
