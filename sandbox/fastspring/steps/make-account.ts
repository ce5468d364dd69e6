import { emitAccount } from "../emit-event";
import { newId } from "../ids";
import type { Account, Contact } from "../records";
import { Refusal } from "../refusal";
import type { World } from "../world";

export interface NewAccount {
  contact: Partial<Contact>;
  country?: string | undefined;
  language?: string | undefined;
  custom?: string | null | undefined;
  tags?: unknown;
}

/** An account is its e-mail address: a second one with the same is refused. */
export function makeAccount(world: World, { contact, country, language, custom, tags }: NewAccount): Account {
  const whole: Contact = { first: null, last: null, email: null, company: null, phone: null, ...contact };
  const missing = (["first", "last", "email"] as const).filter((name) => !whole[name]?.trim());
  if (missing.length > 0) throw new Refusal(Object.fromEntries(missing.map((name) => [name, `${name} is required.`])));
  if (findByEmail(world, whole.email ?? "")) throw new Refusal({ email: "Email address is already in use." });
  if (custom && findByCustom(world, custom)) throw new Refusal({ custom: "Custom lookup key is already in use." });
  const account = world.accounts.put({
    id: newId(),
    contact: whole,
    country: country ?? "DE",
    language: language ?? "en",
    custom: custom ?? null,
    global: newId(),
    tags: tags ?? null,
  });
  emitAccount(world, "account.created", account);
  return account;
}

export function findByEmail(world: World, email: string): Account | undefined {
  return world.accounts.all().find(({ contact }) => contact.email?.toLowerCase() === email.toLowerCase());
}

export function findByCustom(world: World, custom: string): Account | undefined {
  return world.accounts.all().find((account) => account.custom === custom);
}
