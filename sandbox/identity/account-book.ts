import { createHash } from "node:crypto";
import { z } from "zod";
import { openJournal } from "@/sandbox/journal";

const account = z.object({ sub: z.string(), name: z.string(), email: z.string(), emailVerified: z.boolean() });

export type SandboxAccount = z.infer<typeof account>;

/** The people who ever signed in here; the last name and verification typed for an address count. */
export interface AccountBook {
  save(input: { name: string; email: string; emailVerified: boolean }): SandboxAccount;
  find(sub: string): SandboxAccount | undefined;
  /** Latest first. */
  list(): SandboxAccount[];
}

export function openAccountBook(file: string | null): AccountBook {
  const journal = openJournal(file);
  const accounts = new Map<string, SandboxAccount>();
  const put = (person: SandboxAccount) => {
    accounts.delete(person.sub);
    accounts.set(person.sub, person);
  };
  for (const [, , value] of journal.read()) {
    const parsed = account.safeParse(value);
    if (parsed.success) put(parsed.data);
  }
  return {
    save: (input) => {
      const email = input.email.toLowerCase();
      const person = { ...input, email, sub: subjectOf(email) };
      put(person);
      journal.append([["account", person.sub, person]]);
      return person;
    },
    find: (sub) => accounts.get(sub),
    list: () => [...accounts.values()].toReversed(),
  };
}

/** The same address is the same person for ever, also after the data folder is gone. */
function subjectOf(email: string): string {
  return createHash("sha256").update(email).digest("hex").slice(0, 24);
}
