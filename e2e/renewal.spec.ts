import { expect, test } from "./support/test";

test("a renewal that is paid leaves the license as it is, until a later day", async ({
  visitor,
  sandbox,
  records,
  vendor,
}) => {
  const { page, email } = visitor;
  await visitor.buyAsPerson("ATLAS-RENDER-NODE-MONTHLY");
  const key = await visitor.showKey();
  const renewsOn = await page.getByText(/Renews on/).textContent();
  const { customer } = await vendor.findBuyer(email);
  // A month and a half: what renews next does so in about two weeks from the clock on the wall.
  await sandbox.passDays(customer, 45);
  await expect(async () => {
    await page.goto("/portal");
    const shown = page.getByText(/Renews on/);
    await expect(shown).toBeVisible({ timeout: 500 });
    expect(await shown.textContent()).not.toBe(renewsOn);
  }).toPass({ timeout: 30_000 });
  await expect(page.getByText("Active", { exact: true })).toBeVisible();
  expect(await visitor.showKey()).toBe(key);
  expect(await records.countFor(email)).toMatchObject({ subscriptions: 1, licenses: 1, valid_licenses: 1 });
});
