import { cards } from "./support/visitor";
import { expect, test } from "./support/test";

test("a new organization buys five seats and gets a license of five seats", async ({ visitor, records }) => {
  const { page } = visitor;
  await visitor.signInByMail("/start?offer=ATLAS-RENDER-NODE-MONTHLY");
  await visitor.sayOrganization("Example Works Ltd");
  await page.getByRole("textbox", { name: "Seats" }).fill("5");
  await expect(page.getByText("$145")).toBeVisible();
  await visitor.goToPayment();
  await expect(page.getByText("$145.00").first()).toBeVisible();
  await visitor.payWith(cards.good);
  await visitor.seeLicenseArrive();
  await expect(page.getByText("5 seats")).toBeVisible();
  await expect(page.getByText(/^License key: \w{5}(-\w{5}){4}$/)).toBeVisible();

  await page.getByRole("link", { name: "Go to your licenses" }).click();
  await expect(page.getByText("5 seats")).toBeVisible();
  await page.getByRole("button", { name: "Show key of Atlas Render Node" }).click();
  await expect(page.getByText(/\w{5}(-\w{5}){4}/)).toBeVisible();
  expect(await records.countFor(visitor.email)).toMatchObject({ customers: 1, licensees: 1, licenses: 1 });
});

test("a number of seats that is not sold is refused beside the field, and kept", async ({ visitor }) => {
  const { page } = visitor;
  await visitor.signInByMail("/start?offer=ATLAS-EDITOR-MONTHLY");
  await visitor.sayPerson();
  await page.goto("/start?offer=ATLAS-EDITOR-MONTHLY&quantity=100000");
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await expect(page.getByText("Enter a whole number from 1 to 500.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Seats" })).toHaveValue("100000");
  await expect(page).toHaveURL(/\/start\?/);
});
