import { recordAudit } from "@/lib/audit/record-audit";
import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/kernel/actor";
import { decideUnlink, type UnlinkDecision } from "./decide-unlink";
import { deleteAccount, listAccounts, lockUser } from "./identity-store";
import { listSignInMethods, type SignInSettings } from "./sign-in-method";

/** Removes one of the actor's own sign-in methods, unless it is the last; two removals at once count one by one. */
export async function unlinkMethod(
  ctx: { db: Db; env: SignInSettings },
  actor: Actor & { kind: "user" },
  accountId: string,
): Promise<UnlinkDecision> {
  return ctx.db.$transaction(async (tx) => {
    const user = await lockUser(tx, actor.userId);
    const accounts = await listAccounts(tx, actor.userId);
    const configuredProviders = listSignInMethods(ctx.env).map((method) => method.id);
    const emailVerified = Boolean(user?.email && user.emailVerified);
    const decision = decideUnlink({ accountId, accounts, emailVerified, configuredProviders });
    if (decision.kind !== "allowed") return decision;
    await deleteAccount(tx, actor.userId, accountId);
    await recordAudit(tx, {
      actor,
      action: "identity.method_unlinked",
      entity: "user",
      entityId: actor.userId,
      before: { provider: accounts.find((account) => account.id === accountId)?.provider ?? null },
      cause: "account page",
    });
    return decision;
  });
}
