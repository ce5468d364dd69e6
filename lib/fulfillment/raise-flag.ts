import type { Tx } from "@/lib/db/client";
import { insertFlag, type NewFlag } from "./flag-store";

/** Puts something before support's eyes, once for its key; true when this call did, false when it was there already. */
export function raiseFlag(ctx: { tx: Tx; now: Date }, flag: NewFlag): Promise<boolean> {
  return insertFlag(ctx.tx, flag, ctx.now);
}
