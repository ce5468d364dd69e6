import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/kernel/ids";

/** What the vendor of these histories sells. `foreign`: sold in the same Stripe account, and none of ours. */
export type Sold = {
  sku: string;
  productName: string;
  once: boolean;
  foreign: boolean;
  seatsPerUnit: number;
  graceDays: number | null;
  termDays: number | null;
  access: "IDENTITY" | "KEY";
  untilPeriodEnd: boolean;
  partialRefund: "REVOKE" | null;
  dispute: "KEEP" | null;
};

const plain = {
  productName: "studio",
  once: false,
  foreign: false,
  seatsPerUnit: 1,
  graceDays: null,
  termDays: null,
  access: "IDENTITY",
  untilPeriodEnd: false,
  partialRefund: null,
  dispute: null,
} as const;

export const catalog: readonly Sold[] = [
  { ...plain, sku: "studio" },
  { ...plain, sku: "studio-team", seatsPerUnit: 5, graceDays: 3 },
  { ...plain, sku: "render", productName: "render", access: "KEY" },
  { ...plain, sku: "render-farm", productName: "render", access: "KEY", seatsPerUnit: 2, dispute: "KEEP" },
  { ...plain, sku: "studio-term", access: "KEY", untilPeriodEnd: true },
  { ...plain, sku: "plugin", productName: "plugin", access: "KEY", once: true },
  { ...plain, sku: "handbook", productName: "handbook", once: true, termDays: 365, seatsPerUnit: 3, dispute: "KEEP" },
  { ...plain, sku: "templates", productName: "templates", once: true, partialRefund: "REVOKE" },
  { ...plain, sku: "coaching", productName: "", foreign: true },
  { ...plain, sku: "poster", productName: "", foreign: true, once: true },
];

export async function storeOffers(db: Db): Promise<void> {
  for (const { sku, productName, once, foreign, ...terms } of catalog) {
    if (foreign) continue;
    const texts = { displayName: productName, description: "" };
    const product = await db.product.upsert({
      where: { productName },
      create: { id: newId(), productName, features: ["all"], ...texts },
      update: {},
    });
    const kind = once ? (terms.termDays === null ? "PERPETUAL" : "FIXED_TERM") : "SUBSCRIPTION";
    const prices = { create: { id: newId(), provider: "STRIPE", providerPriceId: sku } } as const;
    await db.offer.create({ data: { id: newId(), productId: product.id, sku, kind, ...texts, ...terms, prices } });
  }
}

/** Every history has a Stripe of its own, and so its own price ids. */
export async function setPrices(db: Db, prices: ReadonlyMap<string, string>): Promise<void> {
  for (const [sku, providerPriceId] of prices) {
    await db.offerPrice.updateMany({ where: { offer: { sku } }, data: { providerPriceId } });
  }
}
