import { recordAudit } from "@/lib/audit/record-audit";
import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/kernel/actor";
import type { Clock } from "@/lib/kernel/clock";
import type { PurchaseClaim } from "./claim";
import { markIdentityConnected } from "./claim-store";
import { findCustomer } from "./find-customer";

/** What this deed needs of the licensing port. */
export type IdentityConnections = {
  connectIdentity(
    licenseeId: string,
    connectedIdentityId: string,
  ): Promise<{ kind: "connected" | "belongs_to_other" | "not_found" }>;
};

type Ctx = { db: Db; now: Clock; licensing: IdentityConnections; actor: Extract<Actor, { kind: "user" }> };

/**
 * Lets licensed applications know a claimed person's new owner by their user id, as those who signed up here are known.
 * An organization's members get access seat by seat instead. Safe to repeat; throws `AdapterError` when licensing is down.
 */
export async function connectOwner(ctx: Ctx, { id, customerId, usedByUserId }: PurchaseClaim): Promise<void> {
  if (usedByUserId === null) throw new Error(`Claim ${id} has no owner to connect`);
  const { type, licenseeId } = await findCustomer(ctx, customerId);
  if (licenseeId === null) return;
  const result =
    type === "PERSON" ? (await ctx.licensing.connectIdentity(licenseeId, usedByUserId)).kind : "not_needed";
  await ctx.db.$transaction(async (tx) => {
    if (!(await markIdentityConnected(tx, id, ctx.now())) || result === "not_needed") return;
    await recordAudit(tx, {
      actor: ctx.actor,
      action: "customer.identity_connected",
      entity: "customer",
      entityId: customerId,
      customerId,
      after: { connectedIdentityId: usedByUserId, result },
      cause: "claim",
    });
  });
}
