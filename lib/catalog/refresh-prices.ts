import type { Db } from "@/lib/db/client";
import type { ProviderName } from "@/lib/kernel/actor";
import type { Clock } from "@/lib/kernel/clock";
import { AdapterError } from "@/lib/kernel/errors";
import type { Log } from "@/lib/observability/log";
import { decidePriceReading, decidePriceTag, freshForSeconds, type ReadPrice } from "./decide-price-reading";
import { type Offer, priceAt, type PriceTag } from "./offer";
import { claimPrices, storePrices } from "./offer-store";

/** The part of a payment provider that the catalog needs; the commerce port has it. */
export type PriceReader = { readPrices(providerPriceIds: string[]): Promise<ReadPrice[]> };

/** How long one caller has for reading what is too old, before another one tries. */
const retryAfterSeconds = 30;

/**
 * The same offers with prices that are at most 10 minutes old: one call to the provider for all that is missing or too
 * old, none when nothing is. While the provider is down, the last known prices are given.
 */
export async function refreshPrices(
  ctx: { db: Db; commerce: PriceReader; now: Clock; log: Log },
  offers: Offer[],
  provider: ProviderName,
): Promise<Offer[]> {
  const now = ctx.now();
  const { missing, stale } = decidePriceReading(offers, provider, now);
  const claimed = stale.length > 0 ? await claimStale(ctx.db, provider, stale, now) : [];
  const toRead = [...missing, ...claimed];
  if (toRead.length === 0) return offers;
  const read = await readOrKeep(ctx, toRead);
  if (read === null) return offers;
  const tags = tagsOf(offers, provider, toRead, read);
  await storePrices(ctx.db, provider, tags, now);
  return offers.map((offer) => withTag(offer, provider, tags, now));
}

/** Of all who see that a copy is too old, one reads; the others go on with the copy. */
function claimStale(db: Db, provider: ProviderName, priceIds: string[], now: Date): Promise<string[]> {
  const fetchedBefore = new Date(now.getTime() - freshForSeconds * 1000);
  const fetchedAt = new Date(fetchedBefore.getTime() + retryAfterSeconds * 1000);
  return claimPrices(db, { provider, priceIds, fetchedBefore, fetchedAt });
}

async function readOrKeep(ctx: { commerce: PriceReader; log: Log }, priceIds: string[]): Promise<ReadPrice[] | null> {
  try {
    return await ctx.commerce.readPrices(priceIds);
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    ctx.log.warn({ err: error, prices: priceIds.length }, "prices could not be read; the last known ones are shown");
    return null;
  }
}

function tagsOf(
  offers: Offer[],
  provider: ProviderName,
  priceIds: string[],
  read: ReadPrice[],
): Map<string, PriceTag | null> {
  const asked = new Set(priceIds);
  const answers = new Map(read.map((price) => [price.providerPriceId, price]));
  return new Map(
    offers.flatMap((offer) => {
      const id = priceAt(offer, provider)?.providerPriceId;
      return id !== undefined && asked.has(id) ? [[id, decidePriceTag(offer, answers.get(id))] as const] : [];
    }),
  );
}

function withTag(offer: Offer, provider: ProviderName, tags: Map<string, PriceTag | null>, fetchedAt: Date): Offer {
  const prices = offer.prices.map((price) => {
    const tag = price.provider === provider ? tags.get(price.providerPriceId) : undefined;
    return tag === undefined ? price : { ...price, price: tag, fetchedAt };
  });
  return { ...offer, prices };
}
