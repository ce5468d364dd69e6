import type { Db } from "@/lib/db/client";
import type { ProviderName } from "@/lib/kernel/actor";
import { selectParkedSubjects } from "./inbox-store";

/** Subjects with events that were parked before that moment, each once, in the order of their names, behind `after`. */
export function listParkedSubjects(
  ctx: { db: Db },
  page: { provider: ProviderName; before: Date; after: string | null; limit: number },
): Promise<string[]> {
  return selectParkedSubjects(ctx.db, page);
}
