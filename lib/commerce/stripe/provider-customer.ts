import { setTimeout } from "node:timers/promises";
import { Stripe } from "stripe";
import { AdapterError } from "@/lib/kernel/errors";
import type { NewProviderCustomer } from "../commerce-port";
import { callStripe } from "./call-stripe";
import { metadataKeys } from "./metadata";
import type { StripeClient } from "./stripe-client";

/** Stripe forgets a key after 24 hours at the earliest, so what an answered key made is younger than this. */
const longestKeySeconds = 48 * 3600;
/** Each key beyond the first stands for one failure that Stripe keeps answering; more than this is no accident. */
const mostKeys = 50;
const mostPauses = 40;
const pauseMilliseconds = 250;

/**
 * Creates the customer at Stripe; asked again with the same key, Stripe answers with the same customer. Stripe repeats a
 * failure under its key too, for a day. So a key that is spent that way is followed by the next of a fixed sequence, after
 * a look at what the failed try may have made: racing callers walk the same keys, and end with one customer.
 */
export async function createCustomer(
  stripe: StripeClient,
  input: NewProviderCustomer,
): Promise<{ providerCustomerId: string }> {
  const earlier = input.mayExist ? await searchCustomer(stripe, input.customerId) : null;
  return { providerCustomerId: earlier ?? (await createWithKeys(stripe, input)) };
}

async function createWithKeys(stripe: StripeClient, input: NewProviderCustomer): Promise<string> {
  const first = `customer:${input.idempotencyKey}`;
  for (let used = 0; used < mostKeys; used += 1) {
    const created = await createOnce(stripe, input, used === 0 ? first : `${first}:${used + 1}`);
    if (created !== "key_spent") return created;
    const made = await findRecentCustomer(stripe, input.customerId);
    if (made !== null) return made;
  }
  throw new AdapterError("stripe", `Stripe: creating a customer failed ${mostKeys} times`, { retryable: true });
}

/** No retries by the SDK: it would hide whether an answer is the first one under its key or a repeated one. */
async function createOnce(
  stripe: StripeClient,
  { name, email, licenseeId, customerId }: NewProviderCustomer,
  idempotencyKey: string,
): Promise<string> {
  const metadata = { [metadataKeys.licenseeId]: licenseeId, [metadataKeys.customerId]: customerId };
  const options = { idempotencyKey, maxNetworkRetries: 0 };
  const create = () =>
    stripe.customers.create({ name, email: email ?? undefined, metadata }, options).then(({ id }) => id);
  return await callStripe("creating a customer", async () => {
    for (let pauses = 0; ; pauses += 1) {
      const answer = await create().catch((error: unknown) => whatNow(error, pauses));
      if (answer !== "pause") return answer;
      await setTimeout(pauseMilliseconds);
    }
  });
}

function whatNow(error: unknown, pauses: number): "key_spent" | "pause" {
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  const { statusCode = 0 } = error;
  // The first call with this key is still running.
  if (statusCode === 409 && pauses < mostPauses) return "pause";
  const repeated = error.headers?.["idempotent-replayed"] === "true";
  if (repeated && statusCode >= 500) return "key_spent";
  // The key was used with another name or address.
  if (error instanceof Stripe.errors.StripeIdempotencyError && statusCode === 400) return "key_spent";
  throw error;
}

/** Lists, because Stripe's search may be a minute behind. */
async function findRecentCustomer(stripe: StripeClient, customerId: string): Promise<string | null> {
  return await callStripe("looking for a customer that was just made", async () => {
    const since = Math.floor(Date.now() / 1000) - longestKeySeconds;
    for await (const customer of stripe.customers.list({ created: { gte: since }, limit: 100 })) {
      if (customer.metadata[metadataKeys.customerId] === customerId) return customer.id;
    }
    return null;
  });
}

/** What a call made long ago, whose key Stripe has forgotten. Some accounts have no search; then nothing is found. */
async function searchCustomer(stripe: StripeClient, customerId: string): Promise<string | null> {
  return await callStripe("looking for a customer made earlier", async () => {
    const query = `metadata['${metadataKeys.customerId}']:'${customerId}'`;
    const found = await stripe.customers.search({ query, limit: 1 }).catch(nothingWithoutSearch);
    return found?.data[0]?.id ?? null;
  });
}

function nothingWithoutSearch(error: unknown): null {
  if (error instanceof Stripe.errors.StripeInvalidRequestError) return null;
  throw error;
}
