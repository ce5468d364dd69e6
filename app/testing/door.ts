import type { FormState } from "@/components/ui/form-state";
import type { Household, Role } from "@/lib/test-household";

/** What is asked for: always what belongs to the household, whoever asks. */
export type Target = Pick<
  Household,
  "customerId" | "sessionId" | "licenseId" | "intentId" | "accountId" | "subscriptionId" | "lineId"
>;
export type Expected = Record<Role, string>;
export type Door = { open: (target: Target) => unknown; expected: Expected };

export const all = (word: string): Expected => ({
  nobody: word,
  newcomer: word,
  MEMBER: word,
  ADMIN: word,
  OWNER: word,
  "owner of another customer": word,
});

export const signedIn = (word: string): Expected => ({ ...all(word), nobody: "sign in" });

export const ownersAndAdmins = (word: string, refusal = "404"): Expected => ({
  ...signedIn(refusal),
  ADMIN: word,
  OWNER: word,
});

export const before: FormState = { values: {}, errors: {}, message: null };

export const form = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};

export const get = (path: string) => new Request(`http://localhost:3000${path}`);

export const search = (query: Record<string, string> = {}) => ({ searchParams: Promise.resolve(query) });
