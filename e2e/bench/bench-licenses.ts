import type { Stripe } from "stripe";
import type { Context } from "@/lib/context";
import { lockSubject } from "@/lib/db/lock-subject";
import type { BenchCustomer } from "./bench-customer";
import { fromSamples, timeEach, type Figures } from "./figures";

const purchases = 40;
const tooLongMs = 30_000;

/** From the provider's answer to a purchase until its license stands in the database. */
export async function benchLicenses(
  ctx: Context,
  stripe: Stripe,
  customers: readonly BenchCustomer[],
  priceId: string,
): Promise<{ measured: Figures; floor: Figures }[]> {
  const made: string[] = [];
  const waits: number[] = [];
  for (const customer of customers.slice(0, purchases)) {
    const subscriptionId = await subscribe(stripe, customer, priceId);
    const start = performance.now();
    await licenseOf(ctx, subscriptionId);
    waits.push(performance.now() - start);
    made.push(subscriptionId);
  }
  const floor = await timeEach(made.length, (index) => readUnderLock(ctx, stripe, made[index] ?? ""));
  return [
    {
      measured: fromSamples("event to license", waits),
      floor: fromSamples("one locked transaction, one read", floor),
    },
  ];
}

async function subscribe(stripe: Stripe, customer: BenchCustomer, priceId: string): Promise<string> {
  const metadata = { tendukeLicenseeId: customer.licenseeId };
  const payer = await stripe.customers.create({ name: "Bench Person", email: customer.email, metadata });
  const card = await stripe.paymentMethods.attach("pm_card_visa", { customer: payer.id });
  const { id } = await stripe.subscriptions.create({
    customer: payer.id,
    default_payment_method: card.id,
    items: [{ price: priceId, quantity: 1 }],
    metadata,
  });
  return id;
}

async function licenseOf(ctx: Context, subscriptionReference: string): Promise<void> {
  const start = performance.now();
  while ((await ctx.db.license.count({ where: { subscriptionReference } })) === 0) {
    if (performance.now() - start > tooLongMs) throw new Error(`No license for ${subscriptionReference}`);
  }
}

/** What can't be left out: the lock, the provider's answer, a row. */
async function readUnderLock(ctx: Context, stripe: Stripe, subscriptionId: string): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    await lockSubject(tx, `bench:${subscriptionId}`);
    await stripe.subscriptions.retrieve(subscriptionId);
    await tx.$executeRaw`INSERT INTO bench_floor VALUES (${subscriptionId}, 'read')`;
  });
}
