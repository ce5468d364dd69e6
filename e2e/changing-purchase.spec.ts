import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/expect-accessible";
import { openWithoutScripts } from "./support/open-without-scripts";
import { expect, test } from "./support/test";
import { cards, type Visitor } from "./support/visitor";

async function openChange(visitor: Visitor): Promise<void> {
  await visitor.openPurchase("Atlas Editor");
  await visitor.page.getByRole("link", { name: "Change plan or seats" }).click();
  await expect(visitor.heading).toHaveText("Change plan or seats");
}

const seats = (page: Page) => page.getByRole("textbox", { name: "Seats" });
const confirm = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

const licenseOn = (page: Page) => page.getByRole("region", { name: "License" });

/** The license on the purchase's page says so, and so does the one in the list of licenses. */
async function expectLicense(page: Page, text: string): Promise<void> {
  await expect(page.getByText("Your subscription was changed")).toBeVisible();
  await expect(licenseOn(page).getByText(text)).toBeVisible();
  await page.goto("/portal");
  await expect(page.getByText(text)).toBeVisible();
}

test("monthly becomes yearly, priced before it is confirmed, and the license follows", async ({ visitor, records }) => {
  const { page } = visitor;
  await visitor.buyAsPerson("ATLAS-EDITOR-MONTHLY");
  await openChange(visitor);
  await page.getByRole("radio", { name: /Yearly/ }).check();
  await expect(confirm(page, "Confirm and pay $108.00")).toBeEnabled();
  const summary = page.getByRole("status").filter({ hasText: "Due now" });
  await expect(summary).toContainText("Next invoice");
  await expect(summary).toContainText("$120");
  await confirm(page, "Confirm and pay $108.00").click();
  await expect(page.getByText("Next invoice", { exact: true })).toBeVisible();
  await expectLicense(page, "Yearly · 1 seat");
  expect(await records.countFor(visitor.email)).toMatchObject({ subscriptions: 1, valid_licenses: 1 });
});

test("seats go up with the keyboard alone", async ({ visitor }) => {
  const { page } = visitor;
  await visitor.buyAsPerson("ATLAS-EDITOR-MONTHLY");
  await openChange(visitor);
  await seats(page).focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(seats(page)).toHaveValue("3");
  await expect(confirm(page, "Confirm and pay $24.00")).toBeVisible();
  await expect(seats(page)).toBeFocused();
  await confirm(page, "Confirm and pay $24.00").focus();
  await page.keyboard.press("Enter");
  await expectLicense(page, "Monthly · 3 seats");
});

test("seats go down: nothing is charged, and what was paid becomes credit", async ({ visitor }) => {
  const { page } = visitor;
  await visitor.buyAsPerson("ATLAS-EDITOR-MONTHLY", 4);
  await openChange(visitor);
  await seats(page).fill("1");
  const summary = page.getByRole("status").filter({ hasText: "Due now" });
  await expect(summary).toContainText("$0");
  await expect(summary).toContainText("Credit, used for the next invoices$36");
  await confirm(page, "Confirm the change").click();
  await expectLicense(page, "Monthly · 1 seat");
});

test("a number of seats that is not sold says why, keeps what was typed, and can't be confirmed", async ({
  visitor,
}) => {
  const { page } = visitor;
  await visitor.buyAsPerson("ATLAS-EDITOR-MONTHLY");
  await openChange(visitor);
  await seats(page).fill("5000");
  await expect(page.getByText("Please enter a whole number from 1 to 500.")).toBeVisible();
  await expect(seats(page)).toHaveValue("5000");
  await expect(seats(page)).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("button", { name: /^Confirm/ })).toHaveCount(0);
  await expectAccessible(page, "a change that is not sold");
});

test("two tabs: the second sees what the first has done before it does anything", async ({ visitor }) => {
  const { page } = visitor;
  await visitor.buyAsPerson("ATLAS-EDITOR-MONTHLY");
  await openChange(visitor);
  await seats(page).fill("2");
  await expect(confirm(page, "Confirm and pay $12.00")).toBeVisible();
  const other = await page.context().newPage();
  await other.goto(page.url());
  await seats(other).fill("5");
  await expect(confirm(other, "Confirm and pay $48.00")).toBeVisible();
  await confirm(page, "Confirm and pay $12.00").click();
  await expect(page.getByText("Your subscription was changed")).toBeVisible();
  await confirm(other, "Confirm and pay $48.00").click();
  await expect(other.getByText("This subscription was changed elsewhere meanwhile")).toBeVisible();
  await expect(seats(other)).toHaveValue("5");
  await confirm(other, "Confirm and pay $36.00").click();
  await expectLicense(other, "Monthly · 5 seats");
});

test("canceled with a second question, kept with one click; the license says until when", async ({
  visitor,
  records,
}) => {
  const { page } = visitor;
  await visitor.buyAsPerson("ATLAS-EDITOR-MONTHLY");
  await visitor.openPurchase("Atlas Editor");
  await expectAccessible(page, "a purchase");
  await page.getByRole("link", { name: "Cancel subscription" }).click();
  await expect(visitor.heading).toHaveText("Cancel Atlas Editor?");
  await expect(page.getByText(/Then the license ends: Atlas Editor, Monthly · 1 seat/)).toBeVisible();
  await expectAccessible(page, "the question before a cancellation");
  await page.getByRole("button", { name: "Cancel subscription" }).click();
  await expect(page.getByText("This subscription is canceled")).toBeVisible();
  await expect(page.getByText(/Canceled, valid until/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Change plan or seats" })).toHaveCount(0);
  await expectAccessible(page, "a canceled purchase");
  await page.getByRole("button", { name: "Keep subscription" }).click();
  await expect(page.getByText("Your subscription goes on")).toBeVisible();
  await expect(licenseOn(page).getByText(/Renews on/)).toBeVisible();
  expect(await records.countFor(visitor.email)).toMatchObject({ valid_licenses: 1 });
});

test("a declined card changes nothing; with a new card the change goes through", async ({ visitor }) => {
  const { page } = visitor;
  await visitor.buyAsPerson("ATLAS-EDITOR-MONTHLY");
  await visitor.replaceCard(cards.failsLater);
  await openChange(visitor);
  await seats(page).fill("2");
  await confirm(page, "Confirm and pay $12.00").click();
  await expect(page.getByRole("alert").filter({ hasText: "Nothing was changed." })).toContainText("declined");
  await expectAccessible(page, "a declined change");
  await page.getByRole("button", { name: "Update card" }).click();
  await page.waitForURL(/\/p\/session\//);
  await visitor.fillCard(cards.good);
  await page.getByRole("button", { name: "Save card" }).click();
  await expect(page.getByText("You are back from the payment provider")).toBeVisible();
  await expect(page.getByText("Monthly · 1 seat").first()).toBeVisible();
  await openChange(visitor);
  await seats(page).fill("2");
  await confirm(page, "Confirm and pay $12.00").click();
  await expectLicense(page, "Monthly · 2 seats");
});

test("a bank that wants to be asked: the change comes true when the payer has confirmed", async ({ visitor }) => {
  const { page } = visitor;
  await visitor.buyAsPerson("ATLAS-EDITOR-MONTHLY");
  await visitor.replaceCard(cards.asksForAuthentication);
  await openChange(visitor);
  await seats(page).fill("2");
  await confirm(page, "Confirm and pay $12.00").click();
  await expect(page.getByText("Your bank wants you to confirm this payment")).toBeVisible();
  await page.getByRole("link", { name: "Confirm with your bank" }).click();
  await page.getByRole("button", { name: "Pay $12.00" }).click();
  await expect(page.getByRole("button", { name: "Pay $12.00" })).toHaveCount(0);
  await expect(async () => {
    await visitor.openPurchase("Atlas Editor");
    await expect(licenseOn(page).getByText("Monthly · 2 seats")).toBeVisible({
      timeout: 500,
    });
  }).toPass({ timeout: 15_000 });
});

test("without JavaScript it takes one more step", async ({ visitor, browser }) => {
  await visitor.buyAsPerson("ATLAS-EDITOR-MONTHLY");
  await openChange(visitor);
  await expectAccessible(visitor.page, "a change");
  const page = await openWithoutScripts(visitor, browser);
  await page.getByRole("radio", { name: /Yearly/ }).check();
  await page.getByRole("button", { name: "Show what it costs" }).click();
  await confirm(page, "Confirm and pay $108.00").click();
  await expect(page.getByText("Your subscription was changed")).toBeVisible();
  await expect(licenseOn(page).getByText("Yearly · 1 seat")).toBeVisible();
  await page.context().close();
});
