import { expect, type Locator, type Page } from "@playwright/test";
import { sessionCookieName } from "@/lib/identity/identity-cookie";
import type { Records } from "./records";
import type { Sandbox } from "./sandbox";

export const cards = {
  good: "4242 4242 4242 4242",
  declined: "4000 0000 0000 0002",
  insufficientFunds: "4000 0000 0000 9995",
  asksForAuthentication: "4000 0027 6000 3184",
  /** Can be saved, but each charge fails. */
  failsLater: "4000 0000 0000 0341",
} as const;

/** Where a person is: at an installation, with its stand-ins and its database. */
type Place = { appOrigin: string; sandbox: Sandbox; records: Pick<Records, "beginSession"> };

/** A person at the pages: each method is something that a person does, and ends when they would see that it is done. */
export class Visitor {
  readonly page: Page;
  readonly email: string;
  readonly #place: Place;

  constructor(page: Page, email: string, place: Place) {
    this.page = page;
    this.email = email;
    this.#place = place;
  }

  get heading(): Locator {
    return this.page.getByRole("heading", { level: 1 });
  }

  async askForSignInLink(returnTo = "/portal"): Promise<string> {
    await this.page.goto(`/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
    await this.page.getByLabel("E-mail address").fill(this.email);
    await this.page.getByRole("button", { name: "E-mail me a sign-in link" }).click();
    await this.page.waitForURL(/\/sign-in\/check-your-mail/);
    const text = await this.#place.sandbox.mailTo(this.email, /^Sign in/);
    const link = /https?:\/\/\S+\/sign-in\/confirm\?\S+/.exec(text)?.[0];
    if (!link) throw new Error(`No sign-in link in: ${text}`);
    return link;
  }

  async signInByMail(returnTo = "/portal"): Promise<void> {
    await this.page.goto(await this.askForSignInLink(returnTo));
    await this.page.getByRole("button", { name: "Sign in" }).click();
    await this.page.waitForURL((url) => url.pathname === new URL(returnTo, url).pathname);
  }

  /** Signed in already, for tests that are about what comes after. */
  async arriveSignedIn(at = "/portal"): Promise<void> {
    const { appOrigin: url, records } = this.#place;
    const value = await records.beginSession(this.email);
    await this.page.context().addCookies([{ name: sessionCookieName(url), value, url, httpOnly: true }]);
    await this.page.goto(at);
  }

  async signInByProvider(returnTo = "/portal", options: { verified?: boolean } = {}): Promise<void> {
    await this.page.goto(`/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
    await this.page.getByRole("button", { name: /^Continue with/ }).click();
    await this.answerProvider(options);
  }

  /** At the identity provider's own page. */
  async answerProvider({ verified = true }: { verified?: boolean } = {}): Promise<void> {
    await this.page.waitForURL(/\/identity\//);
    await this.page.getByLabel("Name").fill("Robin Visitor");
    await this.page.getByLabel("E-mail address").fill(this.email);
    await this.page.getByLabel("This provider has verified the address").setChecked(verified);
    await this.page.getByRole("button", { name: "Sign in", exact: true }).click();
    await this.page.waitForURL((url) => !url.pathname.startsWith("/identity/"));
  }

  async sayPerson(name = "Robin Visitor"): Promise<void> {
    await this.page.getByRole("radio", { name: /A person/ }).check();
    await this.page.getByLabel("Full name").fill(name);
    await this.#continueToOffer();
  }

  async sayOrganization(name: string): Promise<void> {
    await this.page.getByRole("radio", { name: /An organization/ }).check();
    await this.page.getByLabel("Legal name of the organization").fill(name);
    await this.#continueToOffer();
  }

  async #continueToOffer(): Promise<void> {
    await this.page.getByLabel("Billing e-mail").fill(this.email);
    await this.page.getByRole("button", { name: "Continue to offer and seats" }).click();
    await expect(this.heading).toHaveText("Offer and seats");
  }

  async choose(product: string, offer: string, seats = 1): Promise<void> {
    await this.page.getByRole("group", { name: product }).getByRole("radio", { name: offer }).check();
    await this.page.getByRole("textbox", { name: "Seats" }).fill(String(seats));
  }

  async goToPayment(): Promise<void> {
    await this.page.getByRole("button", { name: "Continue to payment" }).click();
    await this.page.waitForURL(/\/c\/pay\//);
  }

  async fillCard(number: string): Promise<void> {
    await this.page.getByLabel("Card number").fill(number);
    await this.page.getByLabel("Expiration date").fill("12 / 34");
    await this.page.getByLabel("Security code").fill("123");
    await this.page.getByLabel("Name on card").fill("Robin Visitor");
  }

  get payButton(): Locator {
    return this.page.getByRole("button", { name: /^(Subscribe|Pay)/ });
  }

  async payWith(number: string): Promise<void> {
    await this.fillCard(number);
    await this.payButton.click();
  }

  /** In FastSpring's store, to which the offer's page leads. */
  async payAtFastSpring(): Promise<void> {
    await this.page.getByRole("button", { name: "Continue to payment" }).click();
    await this.page.waitForURL(/\/fastspring\/store\/session\//);
    await this.fillCard(cards.good);
    await this.page.getByRole("button", { name: "Buy now" }).click();
    await this.seeLicenseArrive();
  }

  async seeLicenseArrive(): Promise<void> {
    await this.page.waitForURL(/\/start\/return/);
    await expect(this.heading).toHaveText("Your license is ready");
  }

  /** The whole managed flow with an offer that is sold at FastSpring. */
  async buyAtFastSpring(sku: string, seats = 1): Promise<void> {
    await this.arriveSignedIn(`/start?offer=${sku}&quantity=${seats}`);
    await this.sayPerson();
    await this.payAtFastSpring();
  }

  /** The whole managed flow, for tests that begin where it ends. */
  async buyAsPerson(sku: string, seats = 1): Promise<void> {
    await this.arriveSignedIn(`/start?offer=${sku}`);
    await this.sayPerson();
    await this.page.getByRole("textbox", { name: "Seats" }).fill(String(seats));
    await this.goToPayment();
    await this.payWith(cards.good);
    await this.seeLicenseArrive();
  }

  /** The page of the only purchase of this product. */
  async openPurchase(product: string): Promise<void> {
    await this.page.goto("/portal/purchases");
    await this.page.getByRole("link", { name: `Manage ${product}` }).click();
    await expect(this.heading).toHaveText(product);
  }

  async openBillingPortal(): Promise<void> {
    await this.page.goto("/portal/billing");
    await this.page.getByRole("button", { name: "Open billing" }).click();
    await this.page.waitForURL(/\/p\/session\//);
  }

  /** In the billing portal: another card for everything. */
  async replaceCard(number: string): Promise<void> {
    await this.openBillingPortal();
    await this.page.getByRole("link", { name: "Update card" }).click();
    await this.fillCard(number);
    await this.page.getByRole("button", { name: "Save card" }).click();
    await expect(this.page.getByText(`ending in ${number.slice(-4)}`)).toBeVisible();
  }

  /** In the billing portal: another plan or number of seats of the only subscription. */
  async changePlan({ plan, seats }: { plan?: RegExp; seats: number }): Promise<void> {
    await this.openBillingPortal();
    await this.page.getByRole("link", { name: "Update subscription" }).click();
    if (plan) await this.page.getByRole("radio", { name: plan }).check();
    await this.page.getByLabel("Seats").fill(String(seats));
    await this.page.getByRole("button", { name: "Continue" }).click();
    await expect(this.heading).toHaveText("Confirm the update");
    await this.page.getByRole("button", { name: "Confirm" }).click();
    await expect(this.heading).toHaveText("Billing");
  }

  /** What the webhooks bring is there in a moment, so the page is asked again until then. */
  async seeInPortal(text: string | RegExp, path = "/portal"): Promise<void> {
    await expect(async () => {
      await this.page.goto(path);
      await expect(this.page.getByText(text, { exact: true }).first()).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 30_000 });
  }

  /** The key of the only license that has one. */
  async showKey(): Promise<string> {
    await this.page.goto("/portal");
    await this.page.getByRole("button", { name: /^Show key/ }).click();
    const shown = this.page.getByText("License key:").locator("..");
    await expect(shown).not.toContainText("hidden");
    return ((await shown.textContent()) ?? "").replace("License key:", "").trim();
  }
}
