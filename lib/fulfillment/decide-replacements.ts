import type { Offer } from "@/lib/catalog/offer";
import type { HeldLicense } from "./held-license";
import type { PurchasedLine } from "./truth";

/**
 * Which new line follows which removed one: providers may put a changed plan on a line of its own (Stripe: a schedule's
 * next phase). The same product goes first; else one line that came for one that went is taken for a change of it. An
 * operator's revocation follows the product alone.
 */
export function decideReplacements(input: {
  /** Lines that have no license yet. */
  added: readonly PurchasedLine[];
  /** Licenses of lines that are gone. */
  removed: readonly HeldLicense[];
  offers: ReadonlyMap<string, Offer>;
  holds: ReadonlySet<string>;
}): Map<string, HeldLicense> {
  const isHeld = ({ license }: HeldLicense) => input.holds.has(license.id);
  const candidates = input.removed.filter((held) => isHeld(held) || held.license.state !== "revoked");
  const pairs = new Map<string, HeldLicense>();
  const isFree = (held: HeldLicense) => ![...pairs.values()].includes(held);
  for (const line of input.added) {
    const product = input.offers.get(line.providerPriceId)?.product.productName;
    const same = candidates.find((held) => isFree(held) && held.license.productName === product);
    if (same) pairs.set(line.id, same);
  }
  const [line, ...otherLines] = input.added.filter(({ id }) => !pairs.has(id));
  const [held, ...otherHeld] = candidates.filter((candidate) => isFree(candidate) && !isHeld(candidate));
  if (line && held && otherLines.length === 0 && otherHeld.length === 0) pairs.set(line.id, held);
  return pairs;
}
