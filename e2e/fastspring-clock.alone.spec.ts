import { expect, test } from "./support/test";

const sku = "ATLAS-TRANSLATE-MONTHLY";

test.beforeEach(({ records }) => records.sellUntilPeriodEnd(sku, true));
test.afterEach(({ records }) => records.sellUntilPeriodEnd(sku, false));

test("time passes at FastSpring: a change late in the period costs its rest, the renewal extends the license, what is canceled ends", async ({
  visitor,
  store,
  records,
}) => {
  const { page, email } = visitor;
  await visitor.buyAtFastSpring(sku, 2);

  await store.happens("clock", { days: 20 });
  await visitor.openPurchase("Atlas Translate");
  await page.getByRole("link", { name: "Change plan or seats" }).click();
  await page.getByRole("textbox", { name: "Seats" }).fill("3");
  const confirm = page.getByRole("button", { name: /^Confirm and pay/ });
  const words = await confirm.textContent();
  await confirm.click();
  await expect(page.getByText("Your subscription was changed")).toBeVisible();
  expect(words).toBe(`Confirm and pay ${await store.findLastCharge(email)}`);
  const due = await store.findNextDay(email);
  await visitor.seeInPortal(new RegExp(`^Monthly · 3 seats · Renews on ${due}`));
  const [end] = await records.licenseEndsOf(email);

  await store.happens("clock", { days: 15 });
  const renewed = await store.findNextDay(email);
  expect(renewed).not.toBe(due);
  await visitor.seeInPortal(new RegExp(`^Monthly · 3 seats · Renews on ${renewed}`));
  const [extended] = await records.licenseEndsOf(email);
  expect(Number(extended)).toBeGreaterThan(Number(end));

  await visitor.openPurchase("Atlas Translate");
  await page.getByRole("link", { name: "Cancel subscription" }).click();
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(page.getByText("This subscription is canceled")).toBeVisible();
  await store.happens("clock", { days: 32 });
  await visitor.seeInPortal("Ended");
  expect(await records.licenseEndsOf(email)).toEqual([]);
});
