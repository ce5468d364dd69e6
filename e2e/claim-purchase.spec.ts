import { expectAccessible } from "./support/expect-accessible";
import { expect, test } from "./support/test";
import type { Vendor } from "./support/vendor";
import { cards, type Visitor } from "./support/visitor";

const monthly = "usher_demo_atlas_editor_monthly";

/** Buys by a payment link, known to nobody; answers the link that the mail brings. */
async function buyWithoutSigningIn(visitor: Visitor, vendor: Vendor, mailTo: (address: string) => Promise<string>) {
  const { page } = visitor;
  await page.goto(await vendor.makePaymentLink(monthly, 3));
  await page.waitForURL(/\/c\/pay\//);
  await page.getByLabel("Email").fill(visitor.email);
  await visitor.payWith(cards.good);
  await expect(visitor.heading).toHaveText("Thanks for your payment");
  const text = await mailTo(visitor.email);
  const link = /https?:\/\/\S+\/claim\?\S+/.exec(text)?.[0];
  if (!link) throw new Error(`No claim link in: ${text}`);
  return link;
}

test("bought by a payment link without signing in: the mailed link leads to the license in the portal", async ({
  visitor,
  sandbox,
  records,
  vendor,
}) => {
  const { page, email } = visitor;
  const link = await buyWithoutSigningIn(visitor, vendor, (to) => sandbox.mailTo(to, /license .* is ready/));
  await page.goto(link);
  await expect(visitor.heading).toHaveText("Your purchase is ready for you");
  await expect(page.getByText("Atlas Editor")).toBeVisible();
  await expect(page.getByText("3 seats")).toBeVisible();
  await expect(page.getByText("v•••@example.com")).toBeVisible();
  await expectAccessible(page, "a purchase to claim");

  await page.getByRole("link", { name: "Sign in to add it" }).click();
  await page.waitForURL(/\/sign-in\?returnTo=/);
  await visitor.signInByMail(new URL(page.url()).searchParams.get("returnTo") ?? "");
  await expect(visitor.heading).toHaveText("Add this purchase to your account");
  await expectAccessible(page, "the question whose it becomes");
  await page.getByRole("button", { name: "Add to my account" }).click();
  await page.waitForURL(/\/portal\?customer=/);
  await expect(page.getByRole("heading", { name: "Atlas Editor" })).toBeVisible();
  await expect(page.getByText("3 seats")).toBeVisible();
  expect(await sandbox.mailTo(email, /added to an account/)).toContain("v•••@example.com");
  expect(await records.countFor(email)).toMatchObject({ customers: 1, licensees: 1, licenses: 1 });

  await page.goto(link);
  await page.waitForURL(/\/portal\?customer=/);
  await page.goto("/start?offer=ATLAS-DIAGRAMS-PERPETUAL");
  await expect(visitor.heading).toHaveText("Offer and seats");
});

test("signing in with the very address is enough; after that the link opens nothing for others", async ({
  visitor,
  another,
  sandbox,
  vendor,
}) => {
  const link = await buyWithoutSigningIn(visitor, vendor, (to) => sandbox.mailTo(to, /license .* is ready/));
  await visitor.signInByMail("/portal");
  await expect(visitor.page.getByRole("heading", { name: "Atlas Editor" })).toBeVisible();

  const other = await another();
  await other.page.goto(link);
  await expect(other.heading).toHaveText("This purchase was added before");
  await other.signInByMail(new URL(link).pathname + new URL(link).search);
  await expect(other.heading).toHaveText("This purchase was added before");
  await expectAccessible(other.page, "a purchase that was claimed");
  await other.page.getByRole("link", { name: "Go to your licenses" }).click();
  await expect(other.page.getByText("No licenses yet")).toBeVisible();
});

test("an address that nobody proved attaches nothing; whoever was given the link becomes the owner, and the buyer is told", async ({
  visitor,
  another,
  sandbox,
  vendor,
}) => {
  const { page } = visitor;
  const link = await buyWithoutSigningIn(visitor, vendor, (to) => sandbox.mailTo(to, /license .* is ready/));
  await visitor.signInByProvider("/portal", { verified: false });
  await expect(page.getByText("No licenses yet")).toBeVisible();

  const colleague = await another();
  await colleague.signInByMail(new URL(link).pathname + new URL(link).search);
  await colleague.page.getByRole("button", { name: "Add to my account" }).click();
  await colleague.page.waitForURL(/\/portal\?customer=/);
  await expect(colleague.page.getByRole("heading", { name: "Atlas Editor" })).toBeVisible();
  expect(await sandbox.mailTo(visitor.email, /added to an account/)).toContain("v•••@example.com");
  await page.goto("/portal");
  await expect(page.getByText("No licenses yet")).toBeVisible();
});

test("who is a customer already gets what they bought without signing in as a second one, and changes between them", async ({
  visitor,
  sandbox,
  vendor,
}) => {
  await visitor.buyAsPerson("ATLAS-DIAGRAMS-PERPETUAL");
  await buyWithoutSigningIn(visitor, vendor, (to) => sandbox.mailTo(to, /Atlas Editor is ready/));
  const { page } = visitor;
  await page.goto("/portal");
  await expect(page.getByRole("heading", { name: "Atlas Editor" })).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: "Robin Visitor" }).click();
  await page.getByRole("menuitem").first().click();
  await expect(page.getByRole("heading", { name: "Atlas Diagrams" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Atlas Editor" })).toBeHidden();
});

test("a link that was cut off or changed says so, and says what to do", async ({ visitor }) => {
  for (const query of ["", "?token=", "?token=0198a000-0000-7000-8000-000000000000.forged"]) {
    await visitor.page.goto(`/claim${query}`);
    await expect(visitor.heading).toHaveText("This link is not complete");
    await expect(visitor.page.getByRole("main").getByRole("link", { name: "Sign in" })).toBeVisible();
  }
});
