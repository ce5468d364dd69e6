import type { Browser } from "@playwright/test";
import { expectAccessible } from "./support/expect-accessible";
import type { Records } from "./support/records";
import { openWithoutScripts } from "./support/open-without-scripts";
import { expect, test } from "./support/test";
import type { Visitor } from "./support/visitor";

/** What the webhooks bring is there in a moment. */
async function seeValidLicenses(records: Records, { email }: Visitor, count: number): Promise<void> {
  const counting = expect.poll(async () => (await records.countFor(email)).valid_licenses, { timeout: 30_000 });
  await counting.toBe(count);
}

/** To five seats for a year, in our portal and without JavaScript; answers the price that was confirmed. */
async function changeWithoutJavaScript(visitor: Visitor, browser: Browser): Promise<string> {
  const page = await openWithoutScripts(visitor, browser);
  await page.getByRole("link", { name: "Change plan or seats" }).click();
  await page.getByRole("radio", { name: /Yearly/ }).check();
  await page.getByRole("textbox", { name: "Seats" }).fill("5");
  await page.getByRole("button", { name: "Show what it costs" }).click();
  const confirm = page.getByRole("button", { name: /^Confirm and pay/ });
  const price = ((await confirm.textContent()) ?? "").replace("Confirm and pay ", "");
  await confirm.click();
  await expect(page.getByText("Your subscription was changed")).toBeVisible();
  await page.context().close();
  return price;
}

test("a customer of FastSpring buys once and by subscription, changes it at the price that is shown, cancels and keeps it", async ({
  visitor,
  browser,
  store,
  records,
}) => {
  const { page } = visitor;
  await visitor.buyAtFastSpring("ATLAS-TRANSLATE-PERPETUAL");
  await page.goto("/start?offer=ATLAS-TRANSLATE-MONTHLY&quantity=2");
  await visitor.payAtFastSpring();
  await visitor.seeInPortal(/^Perpetual · 1 seat/);
  await visitor.seeInPortal(/^Monthly · 2 seats/);

  await visitor.openPurchase("Atlas Translate");
  const price = await changeWithoutJavaScript(visitor, browser);
  expect(await store.findLastCharge(visitor.email)).toBe(price);
  await visitor.seeInPortal(/^Yearly · 5 seats/);
  await seeValidLicenses(records, visitor, 2);

  await visitor.openPurchase("Atlas Translate");
  await page.getByRole("link", { name: "Cancel subscription" }).click();
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(page.getByText("This subscription is canceled")).toBeVisible();
  await page.getByRole("button", { name: "Keep subscription" }).click();
  await expect(page.getByText("Your subscription goes on")).toBeVisible();
  await store.happens(`subscriptions/${await store.findSubscription(visitor.email)}/deactivate`);
  await seeValidLicenses(records, visitor, 1);
  await visitor.seeInPortal(/^Perpetual · 1 seat/);
});

test("one customer has subscriptions at both providers, each handled by its own, and billing leads to both", async ({
  visitor,
  store,
  records,
}) => {
  const { page } = visitor;
  await visitor.buyAsPerson("ATLAS-EDITOR-MONTHLY");
  await page.goto("/start?offer=ATLAS-TRANSLATE-MONTHLY");
  await visitor.payAtFastSpring();
  expect(await records.countFor(visitor.email)).toMatchObject({ customers: 1, licensees: 1, valid_licenses: 2 });

  await page.goto("/portal/billing");
  await expect(page.getByText("Bought there: Atlas Editor.")).toBeVisible();
  await expectAccessible(page, "billing at two providers");
  await page.getByRole("button", { name: "Open billing at Stripe" }).click();
  await page.waitForURL(/\/p\/session\//);
  await page.goto("/portal/billing");
  await page.getByRole("button", { name: "Open billing at FastSpring" }).click();
  await page.waitForURL(/\/fastspring\/store\/account\//);
  await expectAccessible(page, "FastSpring's account page");
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  await visitor.seeInPortal(/Canceled, valid until/);
  await store.happens(`subscriptions/${await store.findSubscription(visitor.email)}/deactivate`);
  await seeValidLicenses(records, visitor, 1);
  await page.goto("/portal");
  await expect(page.getByRole("heading", { name: "Atlas Editor" })).toBeVisible();
});
