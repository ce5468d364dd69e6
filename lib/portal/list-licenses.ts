import { findOffersBySku } from "@/lib/catalog/find-offers-by-sku";
import { findMyCustomer } from "@/lib/customers/find-my-customer";
import type { Db } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import type { LicensingPort } from "@/lib/licensing/licensing-port";
import { describeLicense } from "./describe-license";
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
  // One more than is shown tells whether there is a next page.
  const offset = (page - 1) * pageSize;
  const listed = await ctx.licensing.listLicenses(customer.licenseeId, { offset, limit: pageSize + 1 });
  const shown = listed.slice(0, pageSize);
  const offers = await findOffersBySku(ctx.db, distinct(shown.map(({ references }) => references.productReference)));
  const ids = distinct(shown.map(({ references }) => references.subscriptionReference));
  const rows = ids.length === 0 ? [] : await selectSubscriptionTerms(ctx.db, customerId, ids);
  const subscriptions = new Map(rows.map((row) => [row.providerSubscriptionId, row]));
  const now = ctx.now();
  return {
    licenses: shown.map((license) => describeLicense(license, { offers, subscriptions, now })),
    nextPage: listed.length > pageSize ? page + 1 : null,
  };
}

function distinct(references: (string | null)[]): string[] {
  return [...new Set(references.flatMap((reference) => reference ?? []))];
}
