import { z } from "zod";
import { AdapterError, EmailTakenError } from "@/lib/kernel/errors";
import type { NewProviderCustomer } from "../commerce-port";
import type { FastSpringClient } from "./fastspring-client";
import { licenseeOfLookup, lookupOfLicensee } from "./lookup";
import { readAccount } from "./read-account";
import { FastSpringRefusal } from "./read-answer";
import { noLastName } from "./to-buyer";
import { accountReference, type FastSpringAccount } from "./wire";

const made = z.looseObject({ account: accountReference });
const found = z.looseObject({ accounts: z.array(accountReference) });

/**
 * The customer's account, found by our own key or made with it: that key, and not a promise of FastSpring's, is what
 * makes it the same one however often it is asked for. An account that only has the same address is nobody's we know:
 * it is taken only for a buyer who has proven to have that address, as "Recommendations for purchase flow" of "Connect to
 * FastSpring" wants for customers who return.
 */
export async function createCustomer(
  client: FastSpringClient,
  buyer: NewProviderCustomer,
): Promise<{ providerCustomerId: string }> {
  const { licenseeId, name, email, type } = buyer;
  const custom = lookupOfLicensee(licenseeId);
  const earlier = await findByKey(client, custom);
  if (earlier !== null) return { providerCustomerId: earlier };
  if (email === null) throw refused("an account needs an e-mail address, and the customer has none");
  const company = type === "ORGANIZATION" ? { company: name } : {};
  const body = { contact: { ...splitName(name), ...company, email }, lookup: { custom } };
  try {
    const request = { method: "POST", path: "/accounts", body } as const;
    return { providerCustomerId: (await client.call("creating an account", request, made)).account };
  } catch (error) {
    if (!(error instanceof FastSpringRefusal)) throw error;
    // Another call may have made it a moment ago.
    const meanwhile = await findByKey(client, custom);
    if (meanwhile !== null) return { providerCustomerId: meanwhile };
    if (!isAboutEmail(error)) throw error;
    const own = await findOwn(client, buyer, email);
    if (own === null) throw new EmailTakenError("fastspring", "FastSpring: another account has the e-mail address");
    return { providerCustomerId: own };
  }
}

/** The account with this proven address, unless it is somebody else's here, or an organization's and the buyer none. */
async function findOwn(
  client: FastSpringClient,
  { licenseeId, type, isFree }: NewProviderCustomer,
  email: string,
): Promise<string | null> {
  const request = { path: "/accounts", query: { email }, isSearch: true } as const;
  const id = isFree ? (await client.find("looking for an account", request, found))?.accounts[0] : undefined;
  const account = id ? await readAccount(client, id) : null;
  if (!account || !isFree || !mayBeTaken(account, { type, email }) || !(await isFree(account.account))) return null;
  // A key of the vendor's own stays.
  if (!account.lookup?.custom) await writeKey(client, account.account, lookupOfLicensee(licenseeId));
  return account.account;
}

async function writeKey(client: FastSpringClient, account: string, custom: string): Promise<void> {
  const request = {
    method: "POST",
    path: `/accounts/${encodeURIComponent(account)}`,
    body: { lookup: { custom } },
  } as const;
  await client.call(`updating account ${account}`, request, z.looseObject({}));
}

function mayBeTaken(
  { contact, lookup }: FastSpringAccount,
  { type, email }: { type: NewProviderCustomer["type"]; email: string },
): boolean {
  const isCompany = Boolean(contact?.company?.trim());
  return (
    hasEmail(contact, email) && isCompany === (type === "ORGANIZATION") && licenseeOfLookup(lookup?.custom) === null
  );
}

/** Whatever FastSpring finds for an address: only this one is proven. */
function hasEmail(contact: FastSpringAccount["contact"], email: string): boolean {
  return contact?.email?.trim().toLowerCase() === email.trim().toLowerCase();
}

/** FastSpring names no code for an address that another account has: its field or its words tell. */
function isAboutEmail({ fields }: FastSpringRefusal): boolean {
  return Object.entries(fields).some(([name, text]) => /email/i.test(name) || /e-?mail.*(use|exist|taken)/i.test(text));
}

async function findByKey(client: FastSpringClient, custom: string): Promise<string | null> {
  const request = { path: "/accounts", query: { custom }, isSearch: true } as const;
  return (await client.find("looking for an account", request, found))?.accounts[0] ?? null;
}

function splitName(name: string): { first: string; last: string } {
  const [first = noLastName, ...rest] = name.trim().split(/\s+/);
  return { first, last: rest.join(" ") || noLastName };
}

function refused(reason: string): AdapterError {
  return new AdapterError("fastspring", `FastSpring: ${reason}`, { retryable: false });
}
