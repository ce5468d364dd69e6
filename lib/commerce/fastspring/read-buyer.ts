import type { Buyer } from "../subscription";
import type { FastSpringClient } from "./fastspring-client";
import { placedAt } from "./placed-at";
import { readAccount } from "./read-account";
import { readOrders } from "./read-orders";
import { readTags, tagKeys, type Tags } from "./tags";
import { toBuyer } from "./to-buyer";
import type { FastSpringAccount } from "./wire";

/**
 * Who an account is; null when it does not exist. FastSpring makes most accounts with an order, whose tags say whose they
 * are ("Connect to FastSpring"): they count here too, whichever event comes first.
 */
export async function readBuyer(client: FastSpringClient, id: string, signal: AbortSignal): Promise<Buyer | null> {
  const account = await readAccount(client, id, signal);
  if (!account) return null;
  const tags = { ...readTags(account.tags), ...(await readOrderTags(client, account, signal)) };
  return toBuyer(account, id, tags);
}

/** Of the oldest order that says anything about its buyer. */
async function readOrderTags(client: FastSpringClient, account: FastSpringAccount, signal: AbortSignal): Promise<Tags> {
  const orders = await readOrders(client, account.orders ?? [], signal);
  const oldestFirst = orders
    .toSorted((a, b) => placedAt(a) - placedAt(b) || a.changed - b.changed)
    .map(({ tags }) => readTags(tags));
  return oldestFirst.find((tags) => tags[tagKeys.licenseeId] ?? tags[tagKeys.licenseeType]) ?? {};
}
