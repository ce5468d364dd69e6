import { expectAccessible } from "./support/expect-accessible";
import { expect, test } from "./support/test";
import { cards } from "./support/visitor";

test("whose address has an account of its own in FastSpring's store types another for receipts, and buys", async ({
  visitor,
  store,
}) => {
  const { page, email } = visitor;
  // Somebody else's account, with their cards and receipts in it.
  const taken = `taken-${email}`;
  await store.happens("accounts", { contact: { first: "Ada", last: "Else", email: taken } });
  await visitor.arriveSignedIn("/start?offer=ATLAS-TRANSLATE-PERPETUAL");
  await page.getByRole("radio", { name: /A person/ }).check();
  await page.getByLabel("Full name").fill("Robin Visitor");
  await page.getByLabel("Billing e-mail").fill(taken);
  await page.getByRole("button", { name: "Continue to offer and seats" }).click();
  const address = page.getByLabel("E-mail for receipts");
  await expect(address).toHaveCount(0);
  const pay = page.getByRole("button", { name: "Continue to payment" });
  await pay.click();
  await expect(address).toBeFocused();
  await expect(page.getByText(`The store already has an account for ${taken}.`)).toBeVisible();
  await expectAccessible(page, "an address for receipts");

  await address.fill("bills at example");
  await pay.click();
  await expect(page.getByText("Enter an e-mail address, for example name@example.com.")).toBeVisible();
  await expect(address).toHaveValue("bills at example");

  await address.fill(`bills-${email}`);
  await pay.click();
  await page.waitForURL(/\/fastspring\/store\/session\//);
  await visitor.fillCard(cards.good);
  await page.getByRole("button", { name: "Buy now" }).click();
  await visitor.seeLicenseArrive();
});
