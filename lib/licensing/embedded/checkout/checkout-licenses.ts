import { randomUUID } from "node:crypto";
import type { Tx } from "@/lib/db/client";
import type { CheckoutCall, CheckoutItem, TokensOutcome } from "../../checkout";
import { decideCheckout, type Asker, type CheckoutDecision } from "./decide-checkout";
import type { CheckoutEngine } from "./engine";
import type { Entitlement } from "./entitlement";
import { findUnusableLicenses, lockLicenses, type Holder } from "./entitlement-store";
import { endLeases, insertLeases, type NewLease } from "./lease-store";
import { leaseTimes } from "./lease-times";
import { leaseClaims, refusalClaims, type Claims } from "./lease-token";
import { loadEntitlements } from "./load-entitlements";
import type { Refusal } from "./refusal";
import { resolveHolder } from "./resolve-holder";

/**
 * Takes what is asked for, one transaction for all of the call. The licenses stay locked from the count to the commit,
 * so that however many ask at once, no more is granted than there is.
 */
export async function checkoutLicenses(
  ctx: CheckoutEngine,
  call: CheckoutCall,
  { items, meteredOnly }: { items: CheckoutItem[]; meteredOnly: boolean },
): Promise<TokensOutcome> {
  const holder = await resolveHolder(ctx.db, call.caller);
  if (!holder) return { kind: "unknown_caller" };
  const sign = await ctx.signer.current();
  const answers = await ctx.db.$transaction(async (tx) => {
    const productNames = [...new Set(items.map(({ productName }) => productName))];
    const locked = await lockLicenses(tx, holder, productNames, ctx.now());
    const { licenses, now } = await loadEntitlements(tx, locked, ctx.now());
    const granting = { ctx, tx, call, holder, licenses, meteredOnly, now };
    const claims: Claims[] = [];
    for (const item of items) claims.push(await grant(granting, item));
    return claims;
  });
  return { kind: "tokens", tokens: await Promise.all(answers.map(sign)) };
}

type Granting = {
  ctx: CheckoutEngine;
  tx: Tx;
  call: CheckoutCall;
  holder: Holder;
  licenses: Entitlement[];
  meteredOnly: boolean;
  now: Date;
};

async function grant(granting: Granting, item: CheckoutItem): Promise<Claims> {
  const { licenses, meteredOnly, now } = granting;
  const asker = askerOf(granting);
  const decision = decideCheckout(licenses, { item, asker, meteredOnly }, now);
  if (decision.kind === "refused") return refusalClaims({ ...item }, await reasonOf(granting, item, decision), now);
  const license = licenses.find(({ licenseId }) => licenseId === decision.licenseId);
  if (!license) throw new Error(`License ${decision.licenseId} was decided for, but is not held`);
  return await seat(granting, { license, decision, asker, item });
}

function askerOf({ call: { claims }, holder }: Granting): Asker {
  return {
    licenseConsumerId: holder.licenseConsumerId,
    hwId: claims.cliHwId ?? null,
    processId: claims.cliProcessId ?? null,
    byKey: holder.keyHash !== null,
    version: claims.cliVersion ?? null,
  };
}

/** Licenses that can't be used are left alone at first; when there is no other, they say why. */
async function reasonOf({ tx, holder, meteredOnly, now, ...granting }: Granting, item: CheckoutItem, refusal: Refusal) {
  if (refusal.errorCode !== "LICENSE_NOT_FOUND" || holder.keyHash !== null) return refusal;
  const unusable = await findUnusableLicenses(tx, holder, [item.productName], now);
  const licenses = unusable.map((license) => ({ ...license, leases: [], usedQty: 0 }));
  const asker = askerOf({ tx, holder, meteredOnly, now, ...granting });
  const reason = decideCheckout(licenses, { item, asker, meteredOnly }, now);
  return reason.kind === "refused" ? reason : refusal;
}

type Seating = {
  license: Entitlement;
  decision: Extract<CheckoutDecision, { kind: "granted" }>;
  asker: Asker;
  item: CheckoutItem;
};

/** Stores the lease, and remembers it for what the same call asks next. */
async function seat({ ctx, tx, call, now }: Granting, { license, decision, asker, item }: Seating): Promise<Claims> {
  const { licenseId, productName, features, qtyDimension } = license;
  const { licenseConsumerId, hwId, processId } = asker;
  const times = leaseTimes(ctx.terms, license, now);
  const lease = { leaseId: randomUUID(), licenseId, licenseConsumerId, qty: item.qty, ...times };
  const isNewSeat = !license.leases.some((other) => other.licenseConsumerId === licenseConsumerId);
  const row: NewLease = {
    ...lease,
    validFrom: now,
    triggeredSeatUse: qtyDimension === "SEATS" && isNewSeat,
    requestIpAddress: call.ipAddress,
    claims: call.claims,
  };
  await endLeases(tx, decision.replaces, now);
  await insertLeases(tx, [row]);
  license.leases = license.leases.filter((other) => !decision.replaces.includes(other));
  license.leases.push({ ...lease, id: null, verifiedQty: null, hwId, processId, renewedAt: now });
  return leaseClaims({ ...lease, oldLeaseId: null, productName, features, qtyDimension }, now);
}
