import type { Stripe } from "stripe";
import type { Db } from "@/lib/db/client";
import { ensureLicensee } from "@/lib/customers/ensure-licensee";
import { newId } from "@/lib/kernel/ids";
import type { LicensingPort } from "@/lib/licensing/licensing-port";
import type { ManualClock } from "@/sandbox/clock";
import { catalog, setPrices } from "./catalog";

export type Buyer = { providerCustomerId: string; licenseeId: string | null; hasCard: boolean };

export type Payment = { id: string; charge: string; purchase: string };

/** What one history has at the provider, and how to act on it as vendor and buyers do. */
export type Stage = {
  stripe: Stripe;
  clock: ManualClock;
  db: Db;
  licensing: LicensingPort;
  /** By sku. */
  prices: ReadonlyMap<string, string>;
  buyer(which: number): Promise<Buyer>;
  /** This buyer is deleted at the provider, and another one comes in their place; null: nobody whom Usher knows by now. */
  sendAway(which: number): Promise<Buyer | null>;
  /** Takes everything off a price. */
  coupon: string;
  /** What the sandbox's control page can make happen. */
  control(path: string, body?: object): Promise<void>;
  /** Sends a form of the provider's hosted pages. */
  submit(path: string, fields: Record<string, string>): Promise<void>;
  subscriptions: string[];
  orders: string[];
  /** How often the price of a subscription's item was changed, by the item's id. */
  planChanges: Map<string, number>;
  /** To which something happened, by the ids of their charges. */
  payments: Map<string, Payment>;
  /** Which purchase a license serves that an operator holds revoked, by the license's id. */
  held: Map<string, string>;
  /** What the last step changed: purchases, and charges. */
  touched: Set<string>;
  contested: Set<string>;
  /** The purchase that the next step shall be about, if it can. */
  focus: string | null;
};

type Parts = { stripe: Stripe; clock: ManualClock; origin: string; db: Db; licensing: LicensingPort };

export async function setStage(parts: Parts): Promise<Stage> {
  const { stripe, clock, origin, db, licensing } = parts;
  const prices = await createPrices(stripe);
  const coupon = await stripe.coupons.create({ percent_off: 100, duration: "forever" });
  await setPrices(db, prices);
  return {
    stripe,
    clock,
    db,
    licensing,
    prices,
    coupon: coupon.id,
    ...receive(parts),
    ...talkTo(origin),
    subscriptions: [],
    orders: [],
    planChanges: new Map(),
    payments: new Map(),
    held: new Map(),
    touched: new Set(),
    contested: new Set(),
    focus: null,
  };
}

function receive(parts: Parts): Pick<Stage, "buyer" | "sendAway"> {
  const buyers = new Map<number, Buyer>();
  return {
    buyer: async (which) => {
      const known = buyers.get(which % 5) ?? (await welcome(parts, which % 5));
      buyers.set(which % 5, known);
      return known;
    },
    sendAway: async (which) => {
      const buyer = buyers.get(which % 5);
      if (!buyer || buyer.licenseeId === null) return null;
      buyers.delete(which % 5);
      await parts.stripe.customers.del(buyer.providerCustomerId);
      return buyer;
    },
  };
}

function talkTo(origin: string): Pick<Stage, "control" | "submit"> {
  return {
    control: async (path, body = {}) => {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${origin}/control/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    },
    submit: async (path, fields) => {
      const body = new URLSearchParams(fields);
      const answer = await fetch(`${origin}${path}`, { method: "POST", body, redirect: "manual" });
      if (answer.status !== 303) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    },
  };
}

async function createPrices(stripe: Stripe): Promise<Map<string, string>> {
  const product = await stripe.products.create({ name: "Everything" });
  const made = catalog.map(async ({ sku, once }): Promise<[string, string]> => {
    const terms = { product: product.id, currency: "eur", unit_amount: 1200 };
    const price = await stripe.prices.create({ ...terms, ...(once ? {} : { recurring: { interval: "month" } }) });
    return [sku, price.id];
  });
  return new Map(await Promise.all(made));
}

/** By turns: known here and mapped; licensed elsewhere, by an id that the page has; never heard of, the last without a card. */
async function welcome({ stripe, db, licensing }: Parts, which: number): Promise<Buyer> {
  const name = `Buyer ${newId()}`;
  const email = `${newId()}@example.com`;
  const customer = await stripe.customers.create({ name, email });
  if (which === 4) return { providerCustomerId: customer.id, licenseeId: null, hasCard: false };
  const card = await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: card.id } });
  if (which % 2 === 1) return { providerCustomerId: customer.id, licenseeId: null, hasCard: true };
  const { id: customerId } = await db.customer.create({
    data: { id: newId(), type: "PERSON", origin: "MANAGED", name, email },
  });
  const actor = { kind: "system", name: "seed" } as const;
  const licenseeId = await ensureLicensee({ db, licensing, actor }, customerId, { connectedIdentityId: null });
  if (which === 0) {
    const provider = "STRIPE" as const;
    await db.providerCustomer.create({ data: { id: newId(), provider, providerCustomerId: customer.id, customerId } });
    await licensing.updateLicensee(licenseeId, { naturalId: customer.id });
  }
  return { providerCustomerId: customer.id, licenseeId, hasCard: true };
}
