import type { Subject } from "@/lib/commerce/subject";
import { openShop, orderSubject, subscriptionSubject, type Shop } from "@/lib/test-shop";
import { followSubject } from "../follow-subject";
import { fulfill } from "../fulfill";

/** A shop that sells a subscription and a plug-in, both with keys, and what its purchases go through at Stripe. */
export async function openLife() {
  const shop = await openShop();
  const monthly = await shop.sell("monthly", { access: "KEY" });
  const plugin = await shop.sell("plugin", { kind: "PERPETUAL", access: "KEY" });
  return {
    shop,
    monthly,
    plugin,
    run: (subject: Subject) => run(shop, subject),
    /** What the worker does on an event about something else than a purchase. */
    follow: (kind: "payment" | "customer" | "buyer", id: string) => {
      const subject = { provider: "STRIPE", kind, id } as const;
      return followSubject(shop.ctx, { subject, cause: "test", forEvents: false });
    },
    subscribe: (name: string) => subscribe(shop, name, monthly),
    order: (name: string, lines: Line[]) => order(shop, name, lines),
    paymentOf: (subject: Subject) => paymentOf(shop, subject),
    licensesOf: (licenseeId: string) => licensesOf(shop, licenseeId),
  };
}

type Line = { price: string; quantity: number };

const run = (shop: Shop, subject: Subject) => fulfill(shop.ctx, { subject, cause: "test" });

async function subscribe(shop: Shop, name: string, price: string) {
  const customer = await shop.welcome(name);
  const { id } = await shop.subscribe(customer.providerCustomerId, [{ price, quantity: 2 }]);
  const subject = subscriptionSubject(id);
  await run(shop, subject);
  return { ...customer, subject, ...licensesOf(shop, customer.licenseeId) };
}

async function order(shop: Shop, name: string, lines: Line[]) {
  const customer = await shop.welcome(name);
  const subject = orderSubject(await shop.buy({ customer: customer.providerCustomerId, line_items: lines }));
  await run(shop, subject);
  const paymentId = await paymentOf(shop, subject);
  return { ...customer, subject, paymentId, ...licensesOf(shop, customer.licenseeId) };
}

async function paymentOf(shop: Shop, subject: Subject): Promise<string> {
  const found = await shop.ctx.commerce.STRIPE.readOrder(subject.id, AbortSignal.timeout(5_000));
  return found?.paymentId ?? "";
}

function licensesOf(shop: Shop, licenseeId: string) {
  const licenses = () => shop.ctx.licensing.listLicenses(licenseeId);
  return {
    licenses,
    key: async () => shop.ctx.licensing.revealLicenseKey((await licenses())[0]?.id ?? ""),
  };
}
