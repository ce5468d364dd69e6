import { randomUUID } from "node:crypto";
import { validate as isUuid } from "uuid";
import type { Tx } from "@/lib/db/client";
import type { CheckoutCall, HeartbeatItem, HeartbeatOutcome } from "../../checkout";
import { decideHeartbeat, type HeartbeatDecision } from "./decide-heartbeat";
import type { CheckoutEngine } from "./engine";
import type { Entitlement } from "./entitlement";
import { addUsedQty, lockLeasedLicenses, type Holder } from "./entitlement-store";
import type { ClientPlace } from "./lease";
import { endLeases, renewLease } from "./lease-store";
import { leaseTimes } from "./lease-times";
import { leaseClaims, refusalClaims, type Claims } from "./lease-token";
import { loadEntitlements } from "./load-entitlements";
import { resolveHolder } from "./resolve-holder";

type Asked = { items: HeartbeatItem[]; meteredOnly: boolean };
type Beat = { item: HeartbeatItem; license: Entitlement | null; decision: HeartbeatDecision };

/** Renews the leases, all of the call in one transaction; one that comes too early leaves all as they were. */
export async function keepLeases(ctx: CheckoutEngine, call: CheckoutCall, asked: Asked): Promise<HeartbeatOutcome> {
  const holder = await resolveHolder(ctx.db, call.caller);
  if (!holder) return { kind: "unknown_caller" };
  const sign = await ctx.signer.current();
  const answer = await ctx.db.$transaction(async (tx) => {
    const locked = await lockLeasedLicenses(tx, holder, leaseIdsOf(asked.items));
    const { licenses, now } = await loadEntitlements(tx, locked, ctx.now());
    const beats = decideAll(licenses, { asked, asker: placeOf(call, holder), now });
    const early = beats.find(({ decision }) => decision.kind === "too_early");
    if (early) return early;
    const claims: Claims[] = [];
    for (const beat of beats) claims.push(await apply(ctx, tx, beat, now));
    return claims;
  });
  if (Array.isArray(answer)) return { kind: "tokens", tokens: await Promise.all(answer.map(sign)) };
  return tooEarly(answer);
}

/** What is no lease id is left out here, and so is not found. */
export function leaseIdsOf(items: { leaseId: string }[]): string[] {
  return items.map(({ leaseId }) => leaseId).filter((id) => isUuid(id));
}

export function placeOf({ claims }: CheckoutCall, { licenseConsumerId }: Holder): ClientPlace {
  return { licenseConsumerId, hwId: claims.cliHwId ?? null, processId: claims.cliProcessId ?? null };
}

export function licenseOf(licenses: Entitlement[], leaseId: string): Entitlement | null {
  return licenses.find(({ leases }) => leases.some((lease) => lease.leaseId === leaseId)) ?? null;
}

function decideAll(
  licenses: Entitlement[],
  { asked, asker, now }: { asked: Asked; asker: ClientPlace; now: Date },
): Beat[] {
  return asked.items.map((item) => {
    const license = licenseOf(licenses, item.leaseId);
    const decision = decideHeartbeat(license, { item, asker, meteredOnly: asked.meteredOnly }, now);
    remember(license, decision);
    return { item, license, decision };
  });
}

/** What the next item of the same call has to reckon with. */
function remember(license: Entitlement | null, decision: HeartbeatDecision): void {
  if (!license || decision.kind === "too_early") return;
  if (decision.kind === "renewed") {
    const { lease, verifiedQty } = decision;
    // Under its old id it is renewed once.
    const renewed = { ...lease, verifiedQty, leaseId: "" };
    license.leases = license.leases.map((other) => (other === lease ? renewed : other));
    return;
  }
  const { ends, cost } = { cost: 0, ...decision };
  license.leases = license.leases.filter((other) => other !== ends);
  license.usedQty += cost;
}

async function apply(ctx: CheckoutEngine, tx: Tx, { item, license, decision }: Beat, now: Date): Promise<Claims> {
  if (decision.kind === "renewed" && license) return await renew(ctx, tx, { license, decision }, now);
  if (decision.kind !== "refused") throw new Error(`Lease ${item.leaseId} was renewed, but its license is not held`);
  if (decision.ends) {
    await endLeases(tx, [decision.ends], now);
    await addUsedQty(tx, decision.ends.licenseId, decision.cost);
  }
  const known = license && { productName: license.productName, qtyDimension: license.qtyDimension };
  return refusalClaims({ oldLeaseId: item.leaseId, ...known }, decision, now);
}

async function renew(
  ctx: CheckoutEngine,
  tx: Tx,
  { license, decision }: { license: Entitlement; decision: Extract<HeartbeatDecision, { kind: "renewed" }> },
  now: Date,
): Promise<Claims> {
  const { lease, verifiedQty } = decision;
  if (lease.id === null) throw new Error(`Lease ${lease.leaseId} is not stored`);
  const renewal = { leaseId: randomUUID(), ...leaseTimes(ctx.terms, license, now) };
  await renewLease(tx, lease.id, { ...renewal, previousLeaseId: lease.leaseId, verifiedQty, lastHeartbeat: now });
  const { productName, features, qtyDimension } = license;
  const { qty, leaseId: oldLeaseId } = lease;
  return leaseClaims({ ...renewal, oldLeaseId, productName, features, qty, qtyDimension }, now);
}

function tooEarly({ item, decision }: Beat): HeartbeatOutcome {
  if (decision.kind !== "too_early") throw new Error("Unexpected");
  return { kind: "too_early", leaseId: item.leaseId, earliest: decision.earliest };
}
