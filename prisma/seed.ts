import { Stripe } from "stripe";
import { createDb, type Db } from "@/lib/db/client";
import { env, type Env } from "@/lib/env";
import { demoCatalog, demoFastSpringCatalog, demoLinkKey } from "./seed/demo-catalog";
import { ensureDemoFastSpring } from "./seed/ensure-demo-fastspring";
import { ensureDemoPaymentLink } from "./seed/ensure-demo-payment-link";
import { ensureDemoPortal } from "./seed/ensure-demo-portal";
import { ensureDemoPrices } from "./seed/ensure-demo-prices";
import { storeCatalog } from "./seed/store-catalog";

const settings = env();
const stripe = stripeStandIn(settings);
const fastSpring = fastSpringStandIn(settings);
if (stripe || fastSpring) await seed(createDb(settings.DATABASE_URL, { maxConnections: 2 }));
else {
  console.log(
    [
      "Nothing was added: you sell through accounts of your own, and the demo catalog is not for real money.",
      "To sell your own products, create them with their prices at Stripe, at FastSpring or at both, then add a Product,",
      "its Offers and, for each offer, an OfferPrice with the provider STRIPE and the id of the Stripe price",
      '("price_…"), or FASTSPRING and the product path, as providerPriceId. `npx prisma studio` opens the tables.',
      "The page that sells them reads the prices from the provider.",
    ].join("\n"),
  );
}

async function seed(db: Db): Promise<void> {
  try {
    const written =
      (stripe ? await seedStripe(db, stripe) : 0) + (fastSpring ? await seedFastSpring(db, fastSpring) : 0);
    console.log(written === 0 ? "The demo catalog is in place." : `The demo catalog: ${written} entries written.`);
  } finally {
    await db.$disconnect();
  }
}

async function seedStripe(db: Db, client: Stripe): Promise<number> {
  const prices = await ensureDemoPrices(client, demoCatalog);
  const written = await storeCatalog(db, demoCatalog, prices);
  await ensureDemoPortal(client, demoCatalog);
  const linked = prices.get(demoLinkKey);
  if (linked) console.log(`Buy without signing in, by a payment link: ${await ensureDemoPaymentLink(client, linked)}`);
  return written;
}

async function seedFastSpring(db: Db, store: NonNullable<typeof fastSpring>): Promise<number> {
  const paths = await ensureDemoFastSpring(store, demoFastSpringCatalog);
  const at = { provider: "FASTSPRING", firstPosition: demoCatalog.length } as const;
  return await storeCatalog(db, demoFastSpringCatalog, paths, at);
}

/** The sandbox's keys say so, and are refused anywhere else. */
function stripeStandIn({ STRIPE_SECRET_KEY: key, STRIPE_API_BASE }: Env): Stripe | null {
  const { protocol, hostname: host, port } = new URL(STRIPE_API_BASE);
  if (!key?.startsWith("sk_test_sandbox") || host === "api.stripe.com") return null;
  const scheme = protocol === "http:" ? "http" : "https";
  return new Stripe(key, { protocol: scheme, host, ...(port && { port }), telemetry: false });
}

/** As the sandbox's password says. */
function fastSpringStandIn(settings: Env) {
  const { FASTSPRING_USERNAME: username, FASTSPRING_PASSWORD: password, FASTSPRING_API_BASE: apiBase } = settings;
  return username && password?.startsWith("sandbox-") ? { apiBase, username, password } : null;
}
