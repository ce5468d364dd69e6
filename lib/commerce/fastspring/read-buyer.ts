import type { Buyer } from "../subscription";
import type { FastSpringClient } from "./fastspring-client";
import { readAccount } from "./read-account";
import { readTags } from "./tags";
import { toBuyer } from "./to-buyer";

/** Who an account is, before anything is bought; null when it does not exist. */
export async function readBuyer(client: FastSpringClient, id: string, signal: AbortSignal): Promise<Buyer | null> {
  const account = await readAccount(client, id, signal);
  return account && toBuyer(account, id, readTags(account.tags));
}
