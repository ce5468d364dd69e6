import { findOffersBySku } from "@/lib/catalog/find-offers-by-sku";
import type { Offer } from "@/lib/catalog/offer";
import { findMyCustomer } from "@/lib/customers/find-my-customer";
import type { Db } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import type { License } from "@/lib/licensing/license";
import type { LicensingPort } from "@/lib/licensing/licensing-port";
import { decideLicenseTerm, type TermSubscription } from "./decide-license-term";
import type { OwnedLicense } from "./owned-license";
import { pageNumber } from "./page-number";
import { selectSubscriptionTerms } from "./portal-store";

/** So many licenses stand on a page. */
const pageSize = 50;

export type ListLicensesContext = { db: Db; licensing: Pick<LicensingPort, "listLicenses">; now: Clock };

/**
 * A page of the customer's licenses, newest first, revoked ones included; pages count from 1. For every member of the
 * customer; anybody else gets a `NotFoundError`. Throws `AdapterError` while licensing is down.
 */
export async function listLicenses(
  ctx: ListLicensesContext,
  { userId, customerId, page: asked }: { userId: string; customerId: string; page?: number | undefined },
): Promise<{ licenses: OwnedLicense[]; nextPage: number | null }> {
  const { customer } = await findMyCustomer(ctx, { userId, customerId });
  const page = pageNumber(asked);
  if (customer.licenseeId === null) return { licenses: [], nextPage: null };
  const all = await ctx.licensing.listLicenses(customer.licenseeId);
  const shown = all.slice((page - 1) * pageSize, page * pageSize);
  const offers = await findOffersBySku(ctx.db, distinct(shown.map(({ references }) => references.productReference)));
  const ids = distinct(shown.map(({ references }) => references.subscriptionReference));
  const rows = ids.length === 0 ? [] : await selectSubscriptionTerms(ctx.db, customerId, ids);
  const subscriptions = new Map(rows.map((row) => [row.providerSubscriptionId, row]));
  const now = ctx.now();
  return {
    licenses: shown.map((license) => describe(license, { offers, subscriptions, now })),
    nextPage: all.length > page * pageSize ? page + 1 : null,
  };
}

function distinct(references: (string | null)[]): string[] {
  return [...new Set(references.flatMap((reference) => reference ?? []))];
}

function describe(
  license: License,
  known: { offers: Map<string, Offer>; subscriptions: Map<string, TermSubscription>; now: Date },
): OwnedLicense {
  const { id, productName, displayName, features, qty, state, stateReason, keyHint, references, created } = license;
  const offer = known.offers.get(references.productReference ?? "");
  const subscription = known.subscriptions.get(references.subscriptionReference ?? "") ?? null;
  return {
    id,
    productName,
    productDisplayName: displayName,
    offerName: offer?.displayName ?? null,
    sku: references.productReference,
    seats: qty,
    features,
    state,
    stateReason,
    access: keyHint === null ? "IDENTITY" : "KEY",
    keyHint,
    term: decideLicenseTerm(license, subscription, known.now),
    references,
    issuedAt: created,
  };
}
