import { cards } from "./support/visitor";
import { expect, test } from "./support/test";

test("a returning customer buys the one-time offer and lands on the same licensee", async ({ visitor, records }) => {
  await visitor.buyAsPerson("ATLAS-EDITOR-MONTHLY");
  await visitor.page.goto("/portal/account");
  await visitor.page.getByRole("button", { name: "Sign out", exact: true }).click();
  await visitor.page.waitForURL((url) => !url.pathname.startsWith("/portal"));

  await visitor.arriveSignedIn("/start?offer=ATLAS-DIAGRAMS-PERPETUAL");
  await expect(visitor.heading).toHaveText("Offer and seats");
  await visitor.goToPayment();
  await visitor.payWith(cards.good);
  await visitor.seeLicenseArrive();
  await visitor.page.goto("/portal");
  await expect(visitor.page.getByRole("heading", { name: "Atlas Editor" })).toBeVisible();
  await expect(visitor.page.getByRole("heading", { name: "Atlas Diagrams" })).toBeVisible();
  expect(await records.countFor(visitor.email)).toMatchObject({
    customers: 1,
    licensees: 1,
    subscriptions: 1,
    orders: 1,
    licenses: 2,
  });
});

test("the one-time offer can be bought again, for a second license", async ({ visitor, records }) => {
  await visitor.buyAsPerson("ATLAS-DIAGRAMS-PERPETUAL");
  await visitor.page.goto("/start?offer=ATLAS-DIAGRAMS-PERPETUAL");
  await visitor.goToPayment();
  await visitor.payWith(cards.good);
  await visitor.seeLicenseArrive();
  expect(await records.countFor(visitor.email)).toMatchObject({ licensees: 1, orders: 2, licenses: 2 });
});

test("who has a live subscription is led to change it, not to a second one", async ({ visitor, records }) => {
  await visitor.buyAsPerson("ATLAS-EDITOR-MONTHLY");
  await visitor.page.goto("/start?offer=ATLAS-EDITOR-YEARLY");
  await expect(visitor.heading).toHaveText("You already have Atlas Editor");
  await visitor.page.getByRole("link", { name: "Change subscription" }).click();
  await expect(visitor.heading).toHaveText("Change plan or seats");
  await expect(visitor.page.getByRole("radio", { name: /Yearly/ })).toBeChecked();
  await expect(visitor.page.getByRole("button", { name: "Confirm and pay $108.00" })).toBeVisible();
  expect(await records.countFor(visitor.email)).toMatchObject({ subscriptions: 1, licenses: 1 });
});
