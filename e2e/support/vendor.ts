import { z } from "zod";
import { talkTo, type StripeCalls } from "@/lib/test-stripe-calls";

const prices = z.object({ data: z.array(z.object({ id: z.string() })) });
const charges = z.object({ data: z.array(z.object({ id: z.string() })) });
const subscriptions = z.object({ data: z.array(z.object({ id: z.string() })) });
const addressed = z.object({ url: z.string() });
const customers = z.object({
  data: z.array(z.object({ id: z.string(), metadata: z.object({ tendukeLicenseeId: z.string() }) })),
});

/** `withoutCard`: none is asked for, and what becomes of the subscription when there is still none at the trial's end. */
type Trial = { days: number; withoutCard?: "cancel" | "pause" };

/** What a vendor does at Stripe, outside of Usher: links that sell to anybody, and checkouts on pages of their own. */
export class Vendor {
  readonly #stripe: StripeCalls;
  readonly #origin: string;

  constructor(sandboxOrigin: string) {
    this.#origin = sandboxOrigin;
    this.#stripe = talkTo(sandboxOrigin);
  }

  /** The address of a new payment link, as it stands in a newsletter. */
  async makePaymentLink(lookupKey: string, quantity = 1): Promise<string> {
    const line_items = [{ price: await this.priceOf(lookupKey), quantity }];
    return addressed.parse(await this.#stripe("POST", "/v1/payment_links", { line_items })).url;
  }

  /** The address of a subscription's checkout, opened by the vendor's own page with what it knows of the buyer. */
  async openCheckout(
    lookupKey: string,
    known: { customer?: string; licenseeId?: string; returnTo: string; trial?: Trial },
  ): Promise<string> {
    const { customer, licenseeId, returnTo, trial } = known;
    const session = await this.#stripe("POST", "/v1/checkout/sessions", {
      mode: "subscription",
      line_items: [{ price: await this.priceOf(lookupKey), quantity: 1 }],
      success_url: returnTo,
      ...(customer && { customer }),
      ...(trial && { payment_method_collection: trial.withoutCard ? "if_required" : "always" }),
      subscription_data: {
        ...(licenseeId && { metadata: { tendukeLicenseeId: licenseeId } }),
        ...(trial && {
          trial_period_days: trial.days,
          trial_settings: { end_behavior: { missing_payment_method: trial.withoutCard ?? "create_invoice" } },
        }),
      },
    });
    return addressed.parse(session).url;
  }

  /** What the provider has on file for somebody who bought here before. */
  async findBuyer(email: string): Promise<{ customer: string; licenseeId: string }> {
    const [found] = customers.parse(await this.#get("/v1/customers", { email })).data;
    if (!found) throw new Error(`The provider knows nobody with the address ${email}`);
    return { customer: found.id, licenseeId: found.metadata.tendukeLicenseeId };
  }

  /** The newest subscription of somebody who bought here. */
  async findSubscription(email: string): Promise<string> {
    const { customer } = await this.findBuyer(email);
    const [found] = subscriptions.parse(await this.#get("/v1/subscriptions", { customer })).data;
    if (!found) throw new Error(`${email} has no subscription`);
    return found.id;
  }

  /** Gives the newest payment of somebody back, or a part of it. */
  async refund(email: string, amountMinor?: number): Promise<void> {
    const { customer } = await this.findBuyer(email);
    const [charge] = charges.parse(await this.#get("/v1/charges", { customer })).data;
    if (!charge) throw new Error(`${email} has paid nothing`);
    await this.#stripe("POST", "/v1/refunds", { charge: charge.id, amount: amountMinor });
  }

  async priceOf(lookupKey: string): Promise<string> {
    const [price] = prices.parse(await this.#get("/v1/prices", { "lookup_keys[]": lookupKey })).data;
    if (!price) throw new Error(`No price has the lookup key ${lookupKey}`);
    return price.id;
  }

  async #get(path: string, query: Record<string, string>): Promise<unknown> {
    const headers = { authorization: "Bearer sk_test_vendor" };
    return (await fetch(`${this.#origin}${path}?${new URLSearchParams(query)}`, { headers })).json();
  }
}
