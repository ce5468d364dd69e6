import { cards } from "./support/visitor";
import { expect, test } from "./support/test";

test("a new person goes from the start page to a working license in their portal", async ({ visitor, records }) => {
  const { page } = visitor;
  await page.goto("/");
  await page.getByRole("link", { name: "Get Atlas Editor" }).click();
  await page.waitForURL(/\/sign-in/);
  await page.getByLabel("E-mail address").fill(visitor.email);
  await visitor.signInByMail("/start?offer=ATLAS-EDITOR-MONTHLY");
  await expect(visitor.heading).toHaveText("Who is the license for?");
  await visitor.sayPerson();
  await expect(page.getByRole("radio", { name: "Monthly" }).first()).toBeChecked();
  await visitor.goToPayment();
  await expect(page.getByText("$12.00").first()).toBeVisible();
  await visitor.payWith(cards.good);
  await visitor.seeLicenseArrive();

  await page.getByRole("link", { name: "Go to your licenses" }).click();
  await expect(visitor.heading).toHaveText("Licenses");
  await expect(page.getByRole("heading", { name: "Atlas Editor" })).toBeVisible();
  await expect(page.getByText("1 seat")).toBeVisible();
  await expect(page.getByText("Signed-in use")).toBeVisible();
  await expect(page.getByText("Active")).toBeVisible();
  await page.getByText("Details of Atlas Editor").click();
  await expect(page.getByText("ATLAS-EDITOR-MONTHLY")).toBeVisible();
  expect(await records.countFor(visitor.email)).toMatchObject({
    customers: 1,
    licensees: 1,
    subscriptions: 1,
    licenses: 1,
  });
});

test("a mail says that the license is ready", async ({ visitor, sandbox }) => {
  await visitor.buyAsPerson("ATLAS-EDITOR-MONTHLY");
  expect(await sandbox.mailTo(visitor.email, /license/i)).toContain("Atlas Editor");
});

test("typed input survives a mistake in the form", async ({ visitor }) => {
  const { page } = visitor;
  await visitor.signInByMail("/start?offer=ATLAS-EDITOR-MONTHLY");
  await page.getByRole("radio", { name: /An organization/ }).check();
  await page.getByLabel("Legal name of the organization").fill("Example Works Ltd");
  await page.getByLabel("Display name").fill("Example Works");
  await page.getByLabel("Billing e-mail").fill("billing@invalid");
  await page.getByRole("button", { name: "Continue to offer and seats" }).click();
  await expect(page.getByLabel("Billing e-mail")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Legal name of the organization")).toHaveValue("Example Works Ltd");
  await expect(page.getByLabel("Display name")).toHaveValue("Example Works");
  await expect(page.getByLabel("Billing e-mail")).toHaveValue("billing@invalid");
  await expect(page.getByRole("radio", { name: /An organization/ })).toBeChecked();
});

test("continuing without an offer asks for one", async ({ visitor }) => {
  const { page } = visitor;
  await visitor.signInByMail("/start");
  await visitor.sayPerson();
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await expect(page.getByText("Choose an offer")).toBeVisible();
});
