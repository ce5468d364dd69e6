import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { ProviderName } from "@/lib/kernel/actor";
import { largestQuantity } from "./largest-quantity";
import type { Offer, OfferPrice, PriceInterval, PriceTag } from "./offer";

/** More offers than anybody puts on one page; keeps every list bounded. */
const longestList = 500;
const withParts = { product: true, prices: true } as const satisfies Prisma.OfferInclude;

type OfferRow = Prisma.OfferGetPayload<{ include: typeof withParts }>;

export async function selectOffer(db: Db | Tx, sku: string): Promise<Offer | null> {
  const row = await db.offer.findUnique({ where: { sku }, include: withParts });
  return row && offerFromRow(row);
}

export async function selectActiveOffers(db: Db | Tx): Promise<Offer[]> {
  const rows = await db.offer.findMany({
    where: { active: true },
    include: withParts,
    orderBy: [
      { product: { position: "asc" } },
      { product: { productName: "asc" } },
      { position: "asc" },
      { sku: "asc" },
    ],
    take: longestList,
  });
  return rows.map(offerFromRow);
}

export async function selectOffersBySku(db: Db | Tx, skus: string[]): Promise<Offer[]> {
  const rows = await db.offer.findMany({ where: { sku: { in: skus } }, include: withParts, take: longestList });
  return rows.map(offerFromRow);
}

export async function selectOffersById(db: Db | Tx, ids: string[]): Promise<Offer[]> {
  const rows = await db.offer.findMany({ where: { id: { in: ids } }, include: withParts, take: longestList });
  return rows.map(offerFromRow);
}

export async function selectOffersByPrice(db: Db | Tx, provider: ProviderName, priceIds: string[]): Promise<Offer[]> {
  const rows = await db.offer.findMany({
    where: { prices: { some: { provider, providerPriceId: { in: priceIds } } } },
    include: withParts,
    take: longestList,
  });
  return rows.map(offerFromRow);
}

/** Puts off the next reading of these prices; the ids that this caller, and no other, may now read. */
export async function claimPrices(
  db: Db,
  input: { provider: ProviderName; priceIds: string[]; fetchedBefore: Date; fetchedAt: Date },
): Promise<string[]> {
  const rows = await db.offerPrice.updateManyAndReturn({
    where: {
      provider: input.provider,
      providerPriceId: { in: input.priceIds },
      OR: [{ fetchedAt: null }, { fetchedAt: { lt: input.fetchedBefore } }],
    },
    data: { fetchedAt: input.fetchedAt },
    select: { providerPriceId: true },
  });
  return rows.map((row) => row.providerPriceId);
}

/** Stores what was read, in one statement; null tags clear the copy. Rows are locked in one order, so racers only wait. */
export async function storePrices(
  db: Db,
  provider: ProviderName,
  tags: Map<string, PriceTag | null>,
  fetchedAt: Date,
): Promise<void> {
  const ids = [...tags.keys()];
  const values = [...tags.values()];
  await db.$executeRaw`
    WITH read AS (
      SELECT * FROM unnest(
        ${ids}::text[], ${values.map((tag) => tag?.currency ?? null)}::text[],
        ${values.map((tag) => tag?.amountMinor ?? null)}::bigint[], ${values.map((tag) => tag?.interval ?? null)}::text[],
        ${values.map((tag) => tag?.intervalCount ?? null)}::int[]
      ) AS r(price_id, currency, amount, price_interval, interval_count)
    ), locked AS (
      SELECT p.id, read.* FROM "OfferPrice" p JOIN read ON read.price_id = p."providerPriceId"
      WHERE p.provider = ${provider}::"Provider" ORDER BY p.id FOR UPDATE OF p
    )
    UPDATE "OfferPrice" p SET currency = locked.currency, "unitAmountMinor" = locked.amount,
      interval = locked.price_interval, "intervalCount" = locked.interval_count, "fetchedAt" = ${fetchedAt}::timestamptz
    FROM locked WHERE p.id = locked.id`;
}

function offerFromRow(row: OfferRow): Offer {
  const {
    productId: _productId,
    position: _position,
    createdAt: _created,
    updatedAt: _updated,
    prices,
    ...offer
  } = row;
  return {
    ...offer,
    maximumQuantity: largestQuantity(row),
    product: productFromRow(row.product),
    prices: prices.map(priceFromRow),
  };
}

function productFromRow({
  id,
  productName,
  displayName,
  description,
  features,
}: OfferRow["product"]): Offer["product"] {
  return { id, productName, displayName, description, features };
}

function priceFromRow(row: OfferRow["prices"][number]): OfferPrice {
  const { provider, providerPriceId, fetchedAt, currency, unitAmountMinor } = row;
  if (currency === null || unitAmountMinor === null) return { provider, providerPriceId, price: null, fetchedAt };
  const interval = intervals.find((known) => known === row.interval) ?? null;
  const price = { amountMinor: Number(unitAmountMinor), currency, interval, intervalCount: row.intervalCount ?? 1 };
  return { provider, providerPriceId, price, fetchedAt };
}

const intervals: readonly PriceInterval[] = ["day", "week", "month", "year"];
