import { cards } from "./support/visitor";
import { expect, test } from "./support/test";

test.beforeEach(async ({ visitor }) => {
  await visitor.arriveSignedIn("/start?offer=ATLAS-EDITOR-MONTHLY");
  await visitor.sayPerson();
  await visitor.goToPayment();
});

test("a declined card, then a good one: one license", async ({ visitor, records }) => {
  await visitor.payWith(cards.declined);
  await expect(visitor.page.getByText(/declined/i).first()).toBeVisible();
  await visitor.payWith(cards.insufficientFunds);
  await expect(visitor.page.getByText(/insufficient funds/i).first()).toBeVisible();
  await visitor.payWith(cards.good);
  await visitor.seeLicenseArrive();
  expect(await records.countFor(visitor.email)).toMatchObject({ subscriptions: 1, licenses: 1 });
});

test("a card that asks for authentication: refused, nothing; passed, the license", async ({ visitor, records }) => {
  const { page } = visitor;
  await visitor.payWith(cards.asksForAuthentication);
  await page.getByRole("button", { name: "Fail authentication" }).click();
  await expect(page.getByText(/authenticate/i).first()).toBeVisible();
  expect(await records.countFor(visitor.email)).toMatchObject({ licenses: 0 });
  await visitor.payWith(cards.asksForAuthentication);
  await page.getByRole("button", { name: "Complete authentication" }).click();
  await visitor.seeLicenseArrive();
});

test("leaving the checkout and coming back goes on with the same one", async ({ visitor, records }) => {
  const { page } = visitor;
  const checkout = page.url();
  await page.getByRole("link", { name: /Back/ }).click();
  await expect(visitor.heading).toHaveText("You have an open checkout");
  await expect(page.getByText("You left the payment page")).toBeVisible();
  await visitor.goToPayment();
  expect(page.url()).toBe(checkout);
  await visitor.payWith(cards.good);
  await visitor.seeLicenseArrive();
  expect(await records.countFor(visitor.email)).toMatchObject({ checkouts: 1, licenses: 1 });
});

test("the return page shows nothing to another signed-in user, nor to anybody signed out", async ({
  visitor,
  another,
}) => {
  await visitor.payWith(cards.good);
  await visitor.seeLicenseArrive();
  const address = visitor.page.url();

  const stranger = await another();
  await stranger.page.goto(address);
  await expect(stranger.page).toHaveURL(/\/sign-in/);
  await stranger.arriveSignedIn("/portal");
  const answer = await stranger.page.goto(address);
  expect(answer?.status()).toBe(404);
  await expect(stranger.page.getByText("Atlas Editor")).toHaveCount(0);
  const status = await stranger.page.request.get(address.replace("/start/return?", "/start/return/status?"));
  expect(status.status()).toBe(404);
});
