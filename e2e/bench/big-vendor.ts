import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Db } from "@/lib/db/client";
import { systemClock } from "@/sandbox/clock";
import { createStripeSandbox } from "@/sandbox/stripe/create-stripe-sandbox";
import { customer as newCustomer } from "@/sandbox/stripe/objects/customer";
import { price as newPrice } from "@/sandbox/stripe/objects/price";
import { startSubscription } from "@/sandbox/stripe/steps/start-subscription";
import { attachPaymentMethod, findPaymentMethod } from "@/sandbox/stripe/steps/save-payment-method";
import type { World } from "@/sandbox/stripe/world";

/** Stripe with so many subscriptions to one offer, made inside the stand-in, for thousands of calls would take too long. */
export async function openBigVendor(db: Db, count: number): Promise<{ origin: string; stop(): Promise<void> }> {
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
  return { origin, stop };
}

const byVendor = { id: null, idempotency_key: null };
const soldAtOnce = 100;

/** Each subscription belongs to a customer of its own, with a card; in small transactions, as many calls would be. */
function sellAt(world: World, count: number): string {
  const monthly = { interval: "month", intervalCount: 1, trialDays: null };
  const price = world.transact(byVendor, () =>
    world.prices.put(
      newPrice({ product: "prod_bench", currency: "eur", unitAmount: 1200, recurring: monthly }, world.now()),
    ),
  );
  for (let made = 0; made < count; made += soldAtOnce) {
    world.transact(byVendor, () => {
      for (let index = made; index < Math.min(made + soldAtOnce, count); index += 1) subscribe(world, price, index);
    });
  }
  return price.id;
}

function subscribe(world: World, price: ReturnType<typeof newPrice>, index: number): void {
  const buyer = { name: `Buyer ${index}`, email: `buyer${index}@example.com` };
  const customer = world.customers.put(newCustomer(buyer, world.now()));
  const method = attachPaymentMethod(world, findPaymentMethod(world, "pm_card_visa"), customer.id);
  startSubscription(world, {
    customer,
    lines: [{ price, quantity: 1, metadata: {} }],
    settings: { defaultPaymentMethod: method.id, metadata: {} },
    paymentBehavior: "allow_incomplete",
    payer: { offSession: true },
  });
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
