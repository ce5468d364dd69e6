import { Stripe } from "stripe";
import { createContext } from "@/lib/context";
import { readEnv } from "@/lib/env";
import startTestStack from "../support/start-stack";
import { publishedStack, type Stack } from "../support/stack";
import { makeCustomer, type BenchCustomer } from "./bench-customer";
import { benchCheckout } from "./bench-checkout";
import { benchEvents, type EventFigures } from "./bench-events";
import { benchLicenses } from "./bench-licenses";
import { benchWebhooks } from "./bench-webhooks";
import { printTable, type Figures } from "./figures";
import { load } from "./load";
import { printHeader, printWalk, reconcileOnce } from "./reconcile-once";

const people = 60;
const portalVisits = 400;
const reconciliation = { count: 1_000, perSecond: 1_000_000, prepared: true };

const stop = await startTestStack();
try {
  await bench(requireStack());
} finally {
  await stop();
}
process.exit(0);

async function bench(stack: Stack): Promise<void> {
  const ctx = createContext(readEnv(settings(stack)));
  const { hostname, port } = new URL(stack.sandboxOrigin);
  const stripe = new Stripe("sk_test_sandbox", { protocol: "http", host: hostname, port, telemetry: false });
  const priceId = await monthlyPrice(stripe);
  const buyers = await makeCustomers(ctx);
  const webhooks = await benchWebhooks(stack);
  const licenses = await benchLicenses(ctx, stripe, buyers, priceId);
  const events = await benchEvents(stack, stripe, buyers, priceId);
  const checkout = await benchCheckout(ctx, stripe, await makeCustomers(ctx), priceId);
  const portal = await benchPortal(stack, buyers[0]?.cookie ?? "");
  await ctx.db.$disconnect();
  const walk = await reconcileOnce(besides(stack, "bench_reconcile"), reconciliation);
  printTable([...webhooks, ...licenses, ...events.rows, ...checkout, ...portal]);
  printBursts(events.bursts);
  console.log("");
  printHeader();
  printWalk("reconciliation without limit, all well", walk);
}

/** How many events one run settles, and what a purchase costs the provider. */
function printBursts({ purchases, stored, events, reads }: EventFigures["bursts"]): void {
  const per = (amount: number) => (amount / purchases).toFixed(1);
  const cost = `${per(stored)} events stored, ${per(events)} to act upon, ${per(reads)} subscription reads`;
  console.log(`\nA purchase: ${cost}; ${(events / reads).toFixed(1)} events a read`);
}

/** Another database of the same server. */
function besides({ databaseUrl }: Stack, name: string): string {
  const address = new URL(databaseUrl);
  address.pathname = `/${name}`;
  return address.href;
}

async function makeCustomers(ctx: Parameters<typeof makeCustomer>[0]): Promise<BenchCustomer[]> {
  const customers: BenchCustomer[] = [];
  for (let index = 0; index < people; index += 1) customers.push(await makeCustomer(ctx));
  return customers;
}

/** A customer's list of licenses, rendered, with the session looked up in the database. */
async function benchPortal(stack: Stack, cookie: string): Promise<{ measured: Figures; floor: Figures }[]> {
  const url = `${stack.appOrigin}/portal`;
  await load("warm-up", url, 50, { method: "GET", headers: { cookie } });
  const measured = await load("portal page", url, portalVisits, { method: "GET", headers: { cookie } });
  const nothing = { method: "GET" as const };
  const floor = await load("Next route doing nothing", `${stack.appOrigin}/api/health`, portalVisits, nothing);
  return [{ measured, floor }];
}

async function monthlyPrice(stripe: Stripe): Promise<string> {
  const prices = await stripe.prices.list({ active: true, limit: 100, type: "recurring" });
  const monthly = prices.data.find((price) => price.recurring?.interval === "month");
  if (!monthly) throw new Error("The catalog has no monthly price");
  return monthly.id;
}

function settings(stack: Stack): Record<string, string> {
  return {
    APP_ORIGIN: stack.appOrigin,
    DATABASE_URL: stack.databaseUrl,
    AUTH_SECRET: "only for the bench, not a secret at all",
    LICENSE_KEY_SECRET: "only for the bench, not a secret at all",
    STRIPE_SECRET_KEY: "sk_test_sandbox",
    STRIPE_API_BASE: stack.sandboxOrigin,
    SMTP_URL: "smtp://localhost:1",
    MAIL_FROM: "Usher <usher@localhost>",
    USHER_SANDBOX_ORIGIN: stack.sandboxOrigin,
    LOG_LEVEL: "warn",
  };
}

function requireStack(): Stack {
  const stack = publishedStack();
  if (!stack) throw new Error("The stack did not start");
  return stack;
}
