import type { Db } from "@/lib/db/client";
import type { ApiKeySummary } from "./api-key";
import { listAllApiKeys } from "./served/api-key-store";

/** Everyone who may call the licensing API, oldest first. */
export function listApiKeys(ctx: { db: Db }): Promise<ApiKeySummary[]> {
  return listAllApiKeys(ctx.db);
}
