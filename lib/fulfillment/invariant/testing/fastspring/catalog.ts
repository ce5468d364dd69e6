import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/kernel/ids";

/** What the vendor of these histories sells at FastSpring, by product path. `foreign`: sold there, and none of ours. */
export type Sold = {
  path: string;
  productName: string;
  kind: "plan" | "addon" | "once" | "foreign plan" | "foreign once";
  access: "IDENTITY" | "KEY";
  seatsPerUnit: number;
  graceDays: number | null;
  termDays: number | null;
  untilPeriodEnd: boolean;
  partialRefund: "REVOKE" | null;
  dispute: "KEEP" | null;
  price: number;
  trialDays: number;
  interval: "month" | "year";
};

const plain = {
  productName: "studio",
  kind: "plan",
  access: "KEY",
  seatsPerUnit: 1,
  graceDays: null,
  termDays: null,
  untilPeriodEnd: false,
  partialRefund: null,
  dispute: null,
  price: 12.5,
  trialDays: 0,
  interval: "month",
} as const;

/** Plans are all by key, so that a subscription keeps one key for life; the key of a one-time product is its own. */
const catalog: readonly Sold[] = [
  { ...plain, path: "studio" },
  { ...plain, path: "studio-team", seatsPerUnit: 5, graceDays: 3, price: 49.99 },
  { ...plain, path: "sketch", productName: "sketch", trialDays: 10, price: 7 },
  { ...plain, path: "render-rent", productName: "render", untilPeriodEnd: true, price: 20 },
  { ...plain, path: "render-year", productName: "render", untilPeriodEnd: true, interval: "year", dispute: "KEEP" },
  { ...plain, path: "cloud", productName: "cloud", kind: "addon", access: "IDENTITY", seatsPerUnit: 2, price: 3.33 },
  { ...plain, path: "plugin", productName: "plugin", kind: "once", price: 19.9 },
  {
    ...plain,
    path: "handbook",
    productName: "handbook",
    kind: "once",
    access: "IDENTITY",
    termDays: 365,
    seatsPerUnit: 3,
    partialRefund: "REVOKE",
    price: 8.01,
  },
  { ...plain, path: "brushes", productName: "brushes", kind: "once", dispute: "KEEP", price: 0.99 },
  { ...plain, path: "coaching", kind: "foreign plan" },
  { ...plain, path: "poster", kind: "foreign once" },
];

/** What FastSpring sells together under one path. Its parts are in the catalog; bundles can't be licensed all the same. */
export const bundle = { path: "kit", parts: ["plugin", "brushes"] };

export function soldAs(path: string): Sold | undefined {
  return catalog.find((sold) => sold.path === path && !sold.kind.startsWith("foreign"));
}

export function pathsOf(...kinds: Sold["kind"][]): string[] {
  return catalog.filter(({ kind }) => kinds.includes(kind)).map(({ path }) => path);
}

export async function storeOffers(db: Db): Promise<void> {
  for (const {
    path: sku,
    productName,
    kind: sold,
    price: _,
    trialDays: _trial,
    interval: _every,
    ...terms
  } of catalog) {
    if (sold.startsWith("foreign")) continue;
    const texts = { displayName: productName, description: "" };
    const product = await db.product.upsert({
      where: { productName },
      create: { id: newId(), productName, features: ["all"], ...texts },
      update: {},
    });
    const once = terms.termDays === null ? "PERPETUAL" : "FIXED_TERM";
    const kind = sold === "once" ? once : "SUBSCRIPTION";
    const prices = { create: { id: newId(), provider: "FASTSPRING", providerPriceId: sku } } as const;
    await db.offer.create({ data: { id: newId(), productId: product.id, sku, kind, ...texts, ...terms, prices } });
  }
}

/** The same as FastSpring's API takes it. */
export function fastSpringProducts(): object[] {
  const products = catalog.map(({ path, kind, price, trialDays, interval }) => {
    const recurs = kind.endsWith("plan") ? { interval, intervalLength: 1, trial: trialDays } : {};
    return { product: path, pricing: { price: { EUR: price }, ...recurs } };
  });
  return [...products, { product: bundle.path, bundle: { items: bundle.parts } }];
}
