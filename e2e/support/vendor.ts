import { z } from "zod";
import { talkTo, type StripeCalls } from "@/lib/test-stripe-calls";

const prices = z.object({ data: z.array(z.object({ id: z.string() })) });
const addressed = z.object({ url: z.string() });
const customers = z.object({
  data: z.array(z.object({ id: z.string(), metadata: z.object({ tendukeLicenseeId: z.string() }) })),
});

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
    const line_items = [{ price: await this.#priceOf(lookupKey), quantity }];
    return addressed.parse(await this.#stripe("POST", "/v1/payment_links", { line_items })).url;
  }

  /** The address of a subscription's checkout, opened by the vendor's own page with what it knows of the buyer. */
  async openCheckout(
    lookupKey: string,
    known: { customer?: string; licenseeId?: string; returnTo: string },
  ): Promise<string> {
    const session = await this.#stripe("POST", "/v1/checkout/sessions", {
      mode: "subscription",
      line_items: [{ price: await this.#priceOf(lookupKey), quantity: 1 }],
      success_url: known.returnTo,
      ...(known.customer && { customer: known.customer }),
      ...(known.licenseeId && { subscription_data: { metadata: { tendukeLicenseeId: known.licenseeId } } }),
    });
    return addressed.parse(session).url;
  }

  /** What the provider has on file for somebody who bought here before. */
  async findBuyer(email: string): Promise<{ customer: string; licenseeId: string }> {
    const [found] = customers.parse(await this.#get("/v1/customers", { email })).data;
    if (!found) throw new Error(`The provider knows nobody with the address ${email}`);
    return { customer: found.id, licenseeId: found.metadata.tendukeLicenseeId };
  }

  async #priceOf(lookupKey: string): Promise<string> {
    const [price] = prices.parse(await this.#get("/v1/prices", { "lookup_keys[]": lookupKey })).data;
    if (!price) throw new Error(`No price has the lookup key ${lookupKey}`);
    return price.id;
  }

  async #get(path: string, query: Record<string, string>): Promise<unknown> {
    const headers = { authorization: "Bearer sk_test_vendor" };
    return (await fetch(`${this.#origin}${path}?${new URLSearchParams(query)}`, { headers })).json();
  }
}
