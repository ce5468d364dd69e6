import { expectAccessible } from "./support/expect-accessible";
import { expect, test } from "./support/test";

test("no accessibility violation before signing in", async ({ page }) => {
  for (const path of [
    "/",
    "/sign-in",
    "/sign-in/check-your-mail",
    "/sign-in/error",
    "/sign-in/confirm",
    "/no-such-page",
  ]) {
    await page.goto(path);
    await expectAccessible(page, path);
  }
});

test("no accessibility violation from the first step to the portal", async ({ visitor }) => {
  const { page } = visitor;
  await visitor.signInByMail("/portal");
  await expectAccessible(page, "portal without anything");
  await page.goto("/start?offer=ATLAS-RENDER-NODE-MONTHLY");
  await expectAccessible(page, "who");
  await page.getByLabel("Billing e-mail").fill("wrong@address");
  await page.getByLabel("Full name").fill("Robin Visitor");
  await page.getByRole("button", { name: "Continue to offer and seats" }).click();
  await expect(page.getByLabel("Billing e-mail")).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page, "who, with an error");
  await visitor.sayPerson();
  await expectAccessible(page, "offer");
  await visitor.goToPayment();
  await expectAccessible(page, "sandbox checkout");
  await page.goto("/start?offer=ATLAS-RENDER-NODE-MONTHLY");
  await expectAccessible(page, "open checkout");
  await visitor.goToPayment();
  await visitor.payWith("4242 4242 4242 4242");
  await visitor.seeLicenseArrive();
  await expectAccessible(page, "return");
  for (const path of [
    "/portal",
    "/portal/purchases",
    "/portal/billing",
    "/portal/account",
    "/start?offer=ATLAS-RENDER-NODE-MONTHLY",
  ]) {
    await page.goto(path);
    await expectAccessible(page, path);
  }
  await visitor.openBillingPortal();
  await expectAccessible(page, "sandbox billing portal");
});

test("no accessibility violation in the sandbox's own pages", async ({ page, sandbox, visitor }) => {
  await visitor.askForSignInLink();
  for (const path of ["/", "/mail", "/fastspring", "/fastspring/store", "/fastspring/store/session/unknown"]) {
    await page.goto(`${sandbox.origin}${path}`);
    await expectAccessible(page, `sandbox ${path}`);
  }
});

test("the whole flow works with the keyboard alone", async ({ visitor }) => {
  const { page } = visitor;
  await visitor.signInByMail("/start?offer=ATLAS-EDITOR-MONTHLY");
  await page.getByLabel("Full name").focus();
  await page.keyboard.type("Robin Visitor");
  await page.keyboard.press("Enter");
  await expect(visitor.heading).toHaveText("Offer and seats");
  await page.getByRole("textbox", { name: "Seats" }).focus();
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("textbox", { name: "Seats" })).toHaveValue("2");
  await page.getByRole("button", { name: "Continue to payment" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/c\/pay\//);
  await expect(page.getByText("$24.00").first()).toBeVisible();
});
