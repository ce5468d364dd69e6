import type { FastSpringClient } from "./fastspring-client";
import { account, listOf, type FastSpringAccount } from "./wire";

const accounts = listOf("accounts", account);

export async function readAccount(
  client: FastSpringClient,
  id: string,
  signal?: AbortSignal,
): Promise<FastSpringAccount | null> {
  const path = `/accounts/${encodeURIComponent(id)}`;
  const found = await client.find(`reading account ${id}`, { path, signal }, accounts);
  return found?.[0] ?? null;
}
