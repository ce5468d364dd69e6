import { z } from "zod";
import { AdapterError } from "@/lib/kernel/errors";
import type { NewProviderCustomer } from "../commerce-port";
import type { FastSpringClient } from "./fastspring-client";
import { lookupOfLicensee } from "./lookup";
import { FastSpringRefusal } from "./read-answer";
import { noLastName } from "./to-buyer";
import { accountReference } from "./wire";

const made = z.looseObject({ account: accountReference });
const found = z.looseObject({ accounts: z.array(accountReference) });

/**
 * The customer's account, found by our own key or made with it: that key, and not a promise of FastSpring's, is what
 * makes it the same one however often it is asked for. An account that only has the same address is nobody's we know:
 * it is never taken over.
 */
export async function createCustomer(
  client: FastSpringClient,
  { licenseeId, name, email }: NewProviderCustomer,
): Promise<{ providerCustomerId: string }> {
  const custom = lookupOfLicensee(licenseeId);
  const earlier = await findByKey(client, custom);
  if (earlier !== null) return { providerCustomerId: earlier };
  if (email === null) throw refused("an account needs an e-mail address, and the customer has none");
  const body = { contact: { ...splitName(name), email }, lookup: { custom } };
  try {
    const request = { method: "POST", path: "/accounts", body } as const;
    return { providerCustomerId: (await client.call("creating an account", request, made)).account };
  } catch (error) {
    if (!(error instanceof FastSpringRefusal)) throw error;
    // Another call may have made it a moment ago.
    const meanwhile = await findByKey(client, custom);
    if (meanwhile !== null) return { providerCustomerId: meanwhile };
    if (error.fields.email === undefined) throw error;
    throw refused("another account has the customer's e-mail address; give one of them another address at FastSpring");
  }
}

export async function updateCustomer(
  client: FastSpringClient,
  providerCustomerId: string,
  { licenseeId }: { licenseeId: string },
): Promise<void> {
  const path = `/accounts/${encodeURIComponent(providerCustomerId)}`;
  const body = { lookup: { custom: lookupOfLicensee(licenseeId) } };
  await client.call(`updating account ${providerCustomerId}`, { method: "POST", path, body }, z.looseObject({}));
}

async function findByKey(client: FastSpringClient, custom: string): Promise<string | null> {
  const request = { path: "/accounts", query: { custom } };
  return (await client.find("looking for an account", request, found))?.accounts[0] ?? null;
}

function splitName(name: string): { first: string; last: string } {
  const [first = noLastName, ...rest] = name.trim().split(/\s+/);
  return { first, last: rest.join(" ") || noLastName };
}

function refused(reason: string): AdapterError {
  return new AdapterError("fastspring", `FastSpring: ${reason}`, { retryable: false });
}
