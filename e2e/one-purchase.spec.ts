import { cards } from "./support/visitor";
import { expect, test } from "./support/test";

test("a double click opens one checkout and ends in one subscription and one license", async ({ visitor, records }) => {
  const { page } = visitor;
  await visitor.arriveSignedIn("/start?offer=ATLAS-EDITOR-MONTHLY");
  await page.getByLabel("Full name").fill("Robin Visitor");
  await page.getByLabel("Billing e-mail").fill(visitor.email);
  await page.getByRole("button", { name: "Continue to offer and seats" }).dblclick();
  await expect(visitor.heading).toHaveText("Offer and seats");
  await page.getByRole("button", { name: "Continue to payment" }).dblclick();
  await page.waitForURL(/\/c\/pay\//);
  await visitor.fillCard(cards.good);
  await visitor.payButton.dblclick();
  await visitor.seeLicenseArrive();
  expect(await records.countFor(visitor.email)).toEqual({
    customers: 1,
    licensees: 1,
    checkouts: 1,
    subscriptions: 1,
    orders: 0,
    licenses: 1,
    valid_licenses: 1,
  });
});

test("two tabs lead to the same checkout, and paying in both is paying once", async ({ visitor, records }) => {
  const { page } = visitor;
  await visitor.arriveSignedIn("/start?offer=ATLAS-EDITOR-MONTHLY");
  await visitor.sayPerson();
  const second = await page.context().newPage();
  await second.goto("/start?offer=ATLAS-EDITOR-MONTHLY");
  await Promise.all(
    [page, second].map(async (tab) => {
      await tab.getByRole("button", { name: "Continue to payment" }).click();
      await tab.waitForURL(/\/c\/pay\//);
    }),
  );
  expect(new URL(second.url()).pathname).toBe(new URL(page.url()).pathname);

  await visitor.payWith(cards.good);
  await visitor.seeLicenseArrive();
  await second.reload();
  await expect(second.getByRole("heading", { name: "Already paid" })).toBeVisible();
  await second.getByRole("link", { name: "Continue" }).click();
  await expect(second.getByRole("heading", { level: 1 })).toHaveText("Your license is ready");
  expect(await records.countFor(visitor.email)).toMatchObject({ checkouts: 1, subscriptions: 1, licenses: 1 });
});

test("another number of seats closes the first checkout, so that only one can be paid", async ({
  visitor,
  records,
}) => {
  const { page } = visitor;
  await visitor.arriveSignedIn("/start?offer=ATLAS-EDITOR-MONTHLY");
  await visitor.sayPerson();
  await visitor.goToPayment();
  const first = page.url();
  await page.goto("/start?offer=ATLAS-EDITOR-MONTHLY");
  await page.getByRole("button", { name: "Start over" }).click();
  await expect(visitor.heading).toHaveText("Offer and seats");
  await page.getByRole("textbox", { name: "Seats" }).fill("3");
  await visitor.goToPayment();
  expect(page.url()).not.toBe(first);
  await visitor.payWith(cards.good);
  await visitor.seeLicenseArrive();
  await page.goto(first);
  await expect(page.getByRole("heading", { name: "Checkout expired" })).toBeVisible();
  expect(await records.countFor(visitor.email)).toMatchObject({ subscriptions: 1, licenses: 1 });
});
