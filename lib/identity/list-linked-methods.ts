import type { Db } from "@/lib/db/client";
import { listAccounts } from "./identity-store";
import { listSignInMethods, nameOfMethod, type SignInMethod, type SignInSettings } from "./sign-in-method";

export interface LinkedMethod {
  accountId: string;
  name: string;
  linkedAt: Date;
  /** False when this provider is no longer configured, so that it can't be used. */
  usable: boolean;
}

/** What signs the person in, and what could be added. */
export async function listLinkedMethods(
  ctx: { db: Db; env: SignInSettings },
  userId: string,
): Promise<{ linked: LinkedMethod[]; addable: SignInMethod[] }> {
  const accounts = await listAccounts(ctx.db, userId);
  const configured = listSignInMethods(ctx.env);
  const linked = accounts.map((account) => ({
    accountId: account.id,
    name: nameOfMethod(account.provider, ctx.env),
    linkedAt: account.createdAt,
    usable: configured.some((method) => method.id === account.provider),
  }));
  return { linked, addable: configured };
}
