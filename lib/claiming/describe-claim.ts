import { maskEmail } from "@/lib/customers/claim";
import { readClaimToken } from "@/lib/customers/claim-link";
import { findClaim } from "@/lib/customers/find-claim";
import { findCustomer } from "@/lib/customers/find-customer";
import { assertNever } from "@/lib/kernel/assert-never";
import type { Clock } from "@/lib/kernel/clock";
import type { Db } from "@/lib/db/client";
import type { LicensingPort } from "@/lib/licensing/licensing-port";

/** What stands behind a link, for its page. */
export type ClaimView =
  | { kind: "open"; customerName: string; maskedEmail: string; licenses: ClaimedLicense[] }
  | { kind: "already_yours"; customerId: string }
  | { kind: "used" | "expired" | "owned_by_other" | "invalid" };

export type ClaimedLicense = { id: string; productName: string; seats: number };

type Ctx = {
  db: Db;
  now: Clock;
  licensing: Pick<LicensingPort, "listLicenses">;
  env: { AUTH_SECRET: string };
};

/** What the link opens for this person (null: nobody is signed in yet). Changes nothing: mail scanners open links. */
export async function describeClaim(
  ctx: Ctx,
  { token, userId }: { token: string; userId: string | null },
): Promise<ClaimView> {
  const claimId = readClaimToken(ctx.env, token);
  const now = ctx.now();
  const found = claimId && (await findClaim({ db: ctx.db, now }, { claimId, proof: { kind: "link" }, userId }));
  if (!found) return { kind: "invalid" };
  const { claim, decision } = found;
  switch (decision.kind) {
    case "take":
      return { kind: "open", maskedEmail: maskEmail(claim.email), ...(await contentsOf(ctx, claim.customerId)) };
    case "already_yours":
      return { kind: decision.kind, customerId: claim.customerId };
    case "used":
    case "expired":
    case "owned_by_other":
      return { kind: decision.kind };
    case "not_proven":
      return { kind: "invalid" };
    default:
      return assertNever(decision);
  }
}

/** More than one purchase has. */
const newest = { offset: 0, limit: 100 };

/** A license that ended meanwhile is part of the purchase, but nothing to promise. */
async function contentsOf(ctx: Ctx, customerId: string): Promise<{ customerName: string; licenses: ClaimedLicense[] }> {
  const { name, displayName, licenseeId } = await findCustomer(ctx, customerId);
  const licenses = licenseeId === null ? [] : await ctx.licensing.listLicenses(licenseeId, newest);
  return {
    customerName: displayName ?? name,
    licenses: licenses
      .filter(({ state }) => state !== "revoked")
      .map(({ id, displayName: productName, qty }) => ({ id, productName, seats: qty })),
  };
}
