import { expectAccessible } from "./support/expect-accessible";
import { expect, test } from "./support/test";
import { cards, type Visitor } from "./support/visitor";

/** From a page of ours that offers it, at FastSpring's account page, and back by the browser's own way. */
async function updateCard(visitor: Visitor, number: string): Promise<void> {
  const { page } = visitor;
  await page.getByRole("button", { name: "Update card" }).click();
  await page.waitForURL(/\/fastspring\/store\/account\//);
  await page.getByRole("link", { name: "Update card" }).click();
  await visitor.fillCard(number);
  await page.getByRole("button", { name: "Save card" }).click();
  await expect(page.getByText("The new card is saved.")).toBeVisible();
}

test("a declined card changes nothing; overdue, the portal says so, and with another card all is well", async ({
  visitor,
  store,
  records,
}) => {
  const { page, email } = visitor;
  await visitor.buyAtFastSpring("ATLAS-TRANSLATE-MONTHLY");
  const key = await visitor.showKey();
  await visitor.openPurchase("Atlas Translate");
  await updateCard(visitor, cards.failsLater);

  await visitor.openPurchase("Atlas Translate");
  await page.getByRole("link", { name: "Change plan or seats" }).click();
  await page.getByRole("textbox", { name: "Seats" }).fill("3");
  await page.getByRole("button", { name: /^Confirm and pay/ }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Nothing was changed." })).toContainText("declined");
  await visitor.openPurchase("Atlas Translate");
  await expect(page.getByText("Monthly · 1 seat").first()).toBeVisible();

  await store.happens(`subscriptions/${await store.findSubscription(email)}/renew`);
  await visitor.seeInPortal("Payment due");
  await visitor.openPurchase("Atlas Translate");
  await expect(page.getByText(/Your licenses keep working until/)).toBeVisible();
  await expectAccessible(page, "an overdue purchase");
  await updateCard(visitor, cards.good);
  await visitor.seeInPortal("Active");
  await expect(page.getByText("Payment due")).toHaveCount(0);
  expect(await visitor.showKey()).toBe(key);
  expect(await records.countFor(email)).toMatchObject({ licenses: 1, valid_licenses: 1 });
});

test("a part given back keeps the license, all of it ends it; a chargeback suspends, and its page says why", async ({
  visitor,
  store,
  records,
}) => {
  const { page, email } = visitor;
  await visitor.buyAtFastSpring("ATLAS-TRANSLATE-PERPETUAL");
  const order = await store.findOrder(email);
  await store.happens(`orders/${order}/return`, { share: 0.5 });
  await visitor.seeInPortal("Partly refunded", "/portal/purchases");
  expect(await records.countFor(email)).toMatchObject({ valid_licenses: 1 });
  await store.happens(`orders/${order}/return`, { share: 0.5 });
  await visitor.seeInPortal("Refunded", "/portal/purchases");
  expect(await records.countFor(email)).toMatchObject({ valid_licenses: 0 });

  await page.goto("/start?offer=ATLAS-TRANSLATE-MONTHLY");
  await visitor.payAtFastSpring();
  await store.happens(`orders/${await store.findOrder(email)}/chargeback`);
  await visitor.seeInPortal("Suspended");
  await visitor.openPurchase("Atlas Translate");
  await expect(page.getByText("Your bank asked for a payment back")).toBeVisible();
  await expect(page.getByRole("link", { name: "Change plan or seats" })).toHaveCount(0);
  await expectAccessible(page, "a disputed purchase");
});

test("bought in FastSpring's store without signing in: the mailed link leads to the license in the portal", async ({
  visitor,
  sandbox,
  store,
  records,
}) => {
  const { page, email } = visitor;
  await page.goto(store.productPage("atlas-translate-monthly"));
  await page.getByLabel("First name").fill("Robin");
  await page.getByLabel("Last name").fill("Visitor");
  await page.getByLabel("Email").fill(email);
  await visitor.fillCard(cards.declined);
  await page.getByRole("button", { name: "Buy now" }).click();
  await expect(page.getByRole("alert")).toContainText("declined");
  await expectAccessible(page, "FastSpring's store, declined");
  await visitor.fillCard(cards.good);
  await page.getByRole("button", { name: "Buy now" }).click();
  await expect(visitor.heading).toHaveText("Thank you");

  const text = await sandbox.mailTo(email, /license .* is ready/);
  const link = new URL(/https?:\/\/\S+\/claim\?\S+/.exec(text)?.[0] ?? "");
  await visitor.signInByMail(link.pathname + link.search);
  await page.getByRole("button", { name: "Add to my account" }).click();
  await page.waitForURL(/\/portal\?customer=/);
  await expect(page.getByText(/^Monthly · 1 seat/)).toBeVisible();
  expect(await records.countFor(email)).toMatchObject({ customers: 1, licensees: 1, licenses: 1, subscriptions: 1 });
});
