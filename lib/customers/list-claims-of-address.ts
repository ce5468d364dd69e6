import type { Db, Tx } from "@/lib/db/client";
import type { PurchaseClaim } from "./claim";
import { findClaimsToConnect, findUnusedClaims } from "./claim-store";

/** The claims that wait for whoever has this address; those that support has to settle are not among them. */
export function listClaimsOfAddress(ctx: { db: Db | Tx }, email: string): Promise<PurchaseClaim[]> {
  return findUnusedClaims(ctx.db, email);
}

/** What the user claimed and licensed applications have not learned of yet. */
export function listClaimsToConnect(ctx: { db: Db | Tx }, userId: string): Promise<PurchaseClaim[]> {
  return findClaimsToConnect(ctx.db, userId);
}
