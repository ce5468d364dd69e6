import { ensureLicensee } from "@/lib/customers/ensure-licensee";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/kernel/ids";
import type { LicensingPort } from "@/lib/licensing/licensing-port";
import type { Twin } from "./twin";

/** Why nothing of a buyer's may be licensed: for good, or until the account has a company. */
export type Doubt = "for good" | "without a company";

export type Buyer = {
  account: string;
  /** On each order. */
  tags: unknown;
  /** Whose licenses they are; null: of a licensee that is first made for the account. */
  licenseeId: string | null;
  type: "PERSON" | "ORGANIZATION";
  doubt: Doubt | null;
};

type Parts = { twin: Twin; db: Db; licensing: LicensingPort };
type Contact = { first: string; last: string; email: string; company?: string };
type Welcome = (parts: Parts, contact: Contact, form: number) => Promise<Buyer>;

/** Everyone who buys, in the words of the guide's table "Who a buyer is". */
const welcomes: Welcome[] = [
  // Known here and mapped, and an owner has proven the account's address.
  async (parts, contact) => {
    const known = await makeCustomer(parts, contact.email);
    await addOwner(parts, known.customerId, contact.email);
    const account = await makeAccount(parts, contact);
    await map(parts, { ...known, account });
    return { account, tags: undefined, licenseeId: known.licenseeId, type: "PERSON", doubt: null };
  },
  async (parts, contact) => ({
    account: await makeAccount(parts, contact),
    tags: undefined,
    licenseeId: null,
    type: "PERSON",
    doubt: null,
  }),
  // Of a vendor's page that knows the licensee, and not the account.
  async (parts, contact, form) => {
    const { licenseeId } = await makeCustomer(parts, contact.email);
    const tags = inForm({ tendukeLicenseeId: licenseeId }, form);
    return { account: await makeAccount(parts, contact), tags, licenseeId, type: "PERSON", doubt: null };
  },
  async (parts, contact) => ({
    account: await makeAccount(parts, { ...contact, company: `Company of ${contact.last}` }),
    tags: undefined,
    licenseeId: null,
    type: "ORGANIZATION",
    doubt: null,
  }),
  // As the managed flow makes accounts.
  async (parts, contact) => {
    const { customerId, licenseeId } = await makeCustomer(parts, contact.email);
    await addOwner(parts, customerId, contact.email);
    const lookup = { custom: `usher-${licenseeId}` };
    const made = await parts.twin.call("POST", "/api/accounts", { contact, lookup });
    return { account: accountIn(made), tags: undefined, licenseeId, type: "PERSON", doubt: null };
  },
  async (parts, contact, form) => ({
    account: await makeAccount(parts, contact),
    tags: inForm({ tendukeLicenseeId: newId() }, form),
    licenseeId: null,
    type: "PERSON",
    doubt: "for good",
  }),
  // Known here and mapped; whoever typed the address may have typed another's.
  async (parts, contact) => {
    const known = await makeCustomer(parts, contact.email);
    const account = await makeAccount(parts, contact);
    await map(parts, { ...known, account });
    return { account, tags: undefined, licenseeId: null, type: "PERSON", doubt: "for good" };
  },
  // Names somebody else's licensee.
  async (parts, contact, form) => {
    const own = await makeCustomer(parts, contact.email);
    const account = await makeAccount(parts, contact);
    await map(parts, { ...own, account });
    const { licenseeId } = await makeCustomer(parts, `other-${contact.email}`);
    const tags = inForm({ tendukeLicenseeId: licenseeId }, form);
    return { account, tags, licenseeId: null, type: "PERSON", doubt: "for good" };
  },
  async (parts, contact, form) => ({
    account: await makeAccount(parts, contact),
    tags: inForm({ tendukeLicenseeType: "ORGANIZATION" }, form),
    licenseeId: null,
    type: "ORGANIZATION",
    doubt: "without a company",
  }),
  // Whose company is ignored.
  async (parts, contact, form) => ({
    account: await makeAccount(parts, { ...contact, company: "A company that is not meant" }),
    tags: inForm({ tendukeLicenseeType: "PERSONAL" }, form),
    licenseeId: null,
    type: "PERSON",
    doubt: null,
  }),
];

export const kindsOfBuyers = welcomes.length;

export async function welcome(parts: Parts, kind: number, form: number): Promise<Buyer> {
  const contact = { first: "B", last: newId().slice(-12), email: `${newId()}@example.com` };
  const make = welcomes[kind % kindsOfBuyers];
  if (!make) throw new Error(`No buyer of kind ${kind}`);
  return await make(parts, contact, form);
}

/** Every form in which tags come. */
function inForm(tags: Record<string, string>, form: number): unknown {
  const pairs = Object.entries(tags).map(([key, value]) => `${key}=${value}`);
  return [tags, JSON.stringify(tags), pairs.join(", ")][form % 3];
}

async function makeAccount({ twin }: Parts, contact: Contact): Promise<string> {
  return (await twin.call("POST", "/control/accounts", { contact })).id ?? "";
}

function accountIn(made: object): string {
  const account: unknown = Reflect.get(made, "account");
  if (typeof account !== "string") throw new Error("FastSpring made no account");
  return account;
}

const actor = { kind: "system", name: "seed" } as const;

async function makeCustomer({ db, licensing }: Parts, email: string) {
  const { id: customerId } = await db.customer.create({
    data: { id: newId(), type: "PERSON", origin: "MANAGED", name: "Known already", email },
  });
  return {
    customerId,
    licenseeId: await ensureLicensee({ db, licensing, actor }, customerId, { connectedIdentityId: null }),
  };
}

async function addOwner({ db }: Parts, customerId: string, email: string): Promise<void> {
  const { id: userId } = await db.user.create({ data: { id: newId(), email, emailVerified: new Date() } });
  await db.membership.create({ data: { id: newId(), userId, customerId, role: "OWNER" } });
}

async function map(
  { db, licensing }: Parts,
  { customerId, licenseeId, account }: { customerId: string; licenseeId: string; account: string },
): Promise<void> {
  const provider = "FASTSPRING" as const;
  await db.providerCustomer.create({ data: { id: newId(), provider, providerCustomerId: account, customerId } });
  await licensing.updateLicensee(licenseeId, { naturalId: account });
}
