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
if (isSandbox(settings)) await seed(settings);
else {
  console.log(
    [
      "Nothing was added: STRIPE_SECRET_KEY belongs to a real Stripe account, and the demo catalog is not for real money.",
      "To sell your own products, create them with their prices in the Stripe dashboard, then add a Product, its Offers",
      'and, for each offer, an OfferPrice with provider STRIPE and the id of the Stripe price ("price_…") as',
      "providerPriceId. `npx prisma studio` opens the tables. The page that sells them reads the prices from Stripe.",
    ].join("\n"),
  );
}

async function seed(settings: Env): Promise<void> {
  const { DATABASE_URL, STRIPE_SECRET_KEY, STRIPE_API_BASE } = settings;
  const base = new URL(STRIPE_API_BASE);
  const protocol = base.protocol === "http:" ? "http" : "https";
  const host = { protocol, host: base.hostname, ...(base.port && { port: base.port }) } as const;
  const stripe = new Stripe(STRIPE_SECRET_KEY, { ...host, telemetry: false });
  const db = createDb(DATABASE_URL, { maxConnections: 2 });
  try {
    const prices = await ensureDemoPrices(stripe, demoCatalog);
    const written = (await storeCatalog(db, demoCatalog, prices)) + (await seedFastSpring(db, settings));
    console.log(written === 0 ? "The demo catalog is in place." : `The demo catalog: ${written} entries written.`);
    await ensureDemoPortal(stripe, demoCatalog);
    const linked = prices.get(demoLinkKey);
    if (linked)
      console.log(`Buy without signing in, by a payment link: ${await ensureDemoPaymentLink(stripe, linked)}`);
  } finally {
    await db.$disconnect();
  }
}

/** The sandbox's password says so. */
async function seedFastSpring(db: Db, settings: Env): Promise<number> {
  const { FASTSPRING_USERNAME: username, FASTSPRING_PASSWORD: password, FASTSPRING_API_BASE: apiBase } = settings;
  if (!username || !password?.startsWith("sandbox-")) return 0;
  const paths = await ensureDemoFastSpring({ apiBase, username, password }, demoFastSpringCatalog);
  const at = { provider: "FASTSPRING", firstPosition: demoCatalog.length } as const;
  return await storeCatalog(db, demoFastSpringCatalog, paths, at);
}

/** The sandbox's keys say so, and are refused anywhere else. */
function isSandbox({ STRIPE_SECRET_KEY, STRIPE_API_BASE }: Env): boolean {
  return STRIPE_SECRET_KEY.startsWith("sk_test_sandbox") && new URL(STRIPE_API_BASE).hostname !== "api.stripe.com";
}
