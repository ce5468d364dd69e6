import { expect, test } from "./support/test";

test("cancel now in the billing portal revokes the license within seconds", async ({ visitor, records }) => {
  const { page } = visitor;
  await visitor.buyAsPerson("ATLAS-EDITOR-MONTHLY");
  await visitor.openBillingPortal();
  await page.getByRole("link", { name: "Cancel subscription" }).click();
  await page.getByRole("button", { name: "Cancel now" }).click();
  await expect(page.getByText(/canceled/i).first()).toBeVisible();
  await expect(async () => {
    await page.goto("/portal");
    await expect(page.getByText("Ended", { exact: true })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 10_000 });
  expect(await records.countFor(visitor.email)).toMatchObject({ licenses: 1, valid_licenses: 0 });
});

test("cancel at period end leaves it valid and says until when; then it ends", async ({
  visitor,
  records,
  sandbox,
}) => {
  const { page } = visitor;
  await visitor.buyAsPerson("ATLAS-EDITOR-MONTHLY");
  await visitor.openBillingPortal();
  await page.getByRole("link", { name: "Cancel subscription" }).click();
  await page.getByRole("button", { name: /^Cancel on/ }).click();
  await expect(page.getByText(/Cancels on/)).toBeVisible();
  await visitor.seeInPortal(/(Ends on|until) \w+ \d{1,2}, \d{4}/i);
  await expect(page.getByText("Active")).toBeVisible();
  expect(await records.countFor(visitor.email)).toMatchObject({ valid_licenses: 1 });

  await page.getByText("Details of Atlas Editor").click();
  const subscriptionId = (await page.getByText(/^sub_/).first().textContent()) ?? "";
  await sandbox.endPeriod(subscriptionId);
  await expect(async () => expect(await records.countFor(visitor.email)).toMatchObject({ valid_licenses: 0 })).toPass();
});

test("a withdrawn cancellation keeps the license going", async ({ visitor }) => {
  const { page } = visitor;
  await visitor.buyAsPerson("ATLAS-EDITOR-MONTHLY");
  await visitor.openBillingPortal();
  await page.getByRole("link", { name: "Cancel subscription" }).click();
  await page.getByRole("button", { name: /^Cancel on/ }).click();
  await page.getByRole("button", { name: "Don't cancel" }).click();
  await expect(page.getByText(/Cancels on/)).toHaveCount(0);
  await visitor.seeInPortal(/Renews on/);
});
