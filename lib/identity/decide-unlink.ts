export type UnlinkDecision = { kind: "allowed" } | { kind: "not_linked" } | { kind: "last_method" };

/**
 * A sign-in method may go as long as another way in stays: a proven e-mail address (the sign-in link), or another
 * linked method that is still configured here.
 */
export function decideUnlink(input: {
  accountId: string;
  accounts: readonly { id: string; provider: string }[];
  emailVerified: boolean;
  configuredProviders: readonly string[];
}): UnlinkDecision {
  if (!input.accounts.some((account) => account.id === input.accountId)) return { kind: "not_linked" };
  const others = input.accounts.filter(
    (account) => account.id !== input.accountId && input.configuredProviders.includes(account.provider),
  );
  return input.emailVerified || others.length > 0 ? { kind: "allowed" } : { kind: "last_method" };
}
