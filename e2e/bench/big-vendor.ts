import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Db } from "@/lib/db/client";
import { systemClock } from "@/sandbox/clock";
import { createStripeSandbox } from "@/sandbox/stripe/create-stripe-sandbox";
import { customer as newCustomer } from "@/sandbox/stripe/objects/customer";
import { price as newPrice } from "@/sandbox/stripe/objects/price";
import { startSubscription } from "@/sandbox/stripe/steps/start-subscription";
import { attachPaymentMethod, findPaymentMethod } from "@/sandbox/stripe/steps/save-payment-method";
import type { Subscription } from "@/sandbox/stripe/wire";
import type { World } from "@/sandbox/stripe/world";
import type { Sold } from "./license-all";

export type BigVendor = { origin: string; sold(): Sold[]; stop(): Promise<void> };

/** Stripe with so many subscriptions to one offer, made inside the stand-in, for thousands of calls would take too long. */
export async function openBigVendor(db: Db, count: number): Promise<BigVendor> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The stand-in listens on no port");
  const origin = `http://localhost:${address.port}`;
  const places = { origin, appOrigin: "http://localhost:3000", journalFile: null, webhooks: [] };
  const sandbox = createStripeSandbox({ ...places, clock: systemClock, log: () => undefined });
  const priceId = sellAt(sandbox.world, count);
  await sell(db, priceId);
  const answer = getRequestListener(sandbox.app.fetch);
  server.on("request", (request, response) => void answer(request, response));
  const stop = async () => {
    sandbox.stop();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { origin, sold: () => [...sandbox.world.subscriptions.values()].map(toSold), stop };
}

function toSold({ id, start_date: start, items }: Subscription): Sold {
  const [item] = items.data;
  if (!item) throw new Error(`${id} has no item`);
  const [startedAt, currentPeriodEnd] = [new Date(start * 1000), new Date(item.current_period_end * 1000)];
  return { id, item: item.id, startedAt, currentPeriodEnd };
}

const byVendor = { id: null, idempotency_key: null };
const soldAtOnce = 20;

/** Twenty subscriptions a customer, with a card; in small transactions, as many calls would be. */
function sellAt(world: World, count: number): string {
  const monthly = { interval: "month", intervalCount: 1, trialDays: null };
  const price = world.transact(byVendor, () =>
    world.prices.put(
      newPrice({ product: "prod_bench", currency: "eur", unitAmount: 1200, recurring: monthly }, world.now()),
    ),
  );
  for (let made = 0; made < count; made += soldAtOnce) {
    world.transact(byVendor, () => subscribe(world, { price, index: made, times: Math.min(soldAtOnce, count - made) }));
  }
  return price.id;
}

type Sale = { price: ReturnType<typeof newPrice>; index: number; times: number };

function subscribe(world: World, { price, index, times }: Sale): void {
  const buyer = { name: `Buyer ${index}`, email: `buyer${index}@example.com` };
  const customer = world.customers.put(newCustomer(buyer, world.now()));
  const method = attachPaymentMethod(world, findPaymentMethod(world, "pm_card_visa"), customer.id);
  for (let time = 0; time < times; time += 1) {
    startSubscription(world, {
      customer,
      lines: [{ price, quantity: 1, metadata: {} }],
      settings: { defaultPaymentMethod: method.id, metadata: {} },
      paymentBehavior: "allow_incomplete",
      payer: { offSession: true },
    });
  }
}

async function sell(db: Db, providerPriceId: string): Promise<void> {
  const prices = { create: { provider: "STRIPE" as const, providerPriceId } };
  const offer = {
    sku: "bench-monthly",
    displayName: "Bench",
    description: "",
    kind: "SUBSCRIPTION",
    access: "IDENTITY",
  } as const;
  const product = { productName: "bench", displayName: "Bench", description: "", features: [] };
  await db.product.create({ data: { ...product, offers: { create: { ...offer, prices } } } });
}
