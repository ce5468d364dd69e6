import { randomUUID } from "node:crypto";
import { Stripe } from "stripe";
import { afterAll, beforeEach, expect, it } from "vitest";
import { talkTo } from "@/lib/test-stripe-calls";
import { startTestSandbox } from "@/sandbox/sandbox-for-test";
import { createCustomer } from "./provider-customer";
import { createStripeClient } from "./stripe-client";

const sandbox = await startTestSandbox();
afterAll(() => sandbox.stop());

/** What Stripe does with the next creations: `before` fails without a customer, `after` makes it and fails all the same. */
let failures: ("before" | "after")[] = [];
const kept = new Map<string, () => Response>();
beforeEach(() => {
  failures = [];
  kept.clear();
});

const broken = (headers: Record<string, string> = {}) =>
  Response.json({ error: { type: "api_error", message: "Something went wrong" } }, { status: 500, headers });

/** The way to Stripe, which at times answers 500 and then repeats that under the same key, as Stripe does for a day. */
async function throughTrouble(address: string | URL | Request, init?: RequestInit): Promise<Response> {
  const request = new Request(address, init);
  if (request.method !== "POST" || new URL(request.url).pathname !== "/v1/customers") return fetch(request);
  const key = request.headers.get("idempotency-key") ?? "";
  const again = kept.get(key);
  if (again) return again();
  const failure = failures.shift();
  if (failure === undefined) return fetch(request);
  kept.set(key, () => broken({ "idempotent-replayed": "true" }));
  if (failure === "after") await fetch(request);
  return broken();
}

function client() {
  const { hostname, port } = new URL(sandbox.origin);
  const httpClient = Stripe.createFetchHttpClient(throughTrouble);
  return new Stripe("sk_test_usher", { protocol: "http", host: hostname, port, httpClient, telemetry: false });
}

const anInput = () => ({
  idempotencyKey: randomUUID(),
  licenseeId: randomUUID(),
  customerId: randomUUID(),
  name: "Ada",
  email: "ada@example.com",
});

async function madeFor(customerId: string): Promise<string[]> {
  const stripe = createStripeClient({ secretKey: "sk_test_usher", apiBase: sandbox.origin });
  const all = await stripe.customers.list({ limit: 100 });
  return all.data.filter(({ metadata }) => metadata.usherCustomerId === customerId).map(({ id }) => id);
}

it.each([
  ["made nothing", "before"],
  ["made the customer", "after"],
] as const)(
  "a failure that %s is not repeated for a day: the next click gets through, to one customer",
  async (_, how) => {
    const input = anInput();
    failures = [how];
    await expect(createCustomer(client(), input)).rejects.toMatchObject({ retryable: true });
    const { providerCustomerId } = await createCustomer(client(), { ...input, mayExist: true });
    expect(await createCustomer(client(), input)).toEqual({ providerCustomerId });
    expect(await madeFor(input.customerId)).toEqual([providerCustomerId]);
  },
);

it("an outage of many clicks leaves nobody stuck", async () => {
  const input = anInput();
  const outage = ["before", "before", "before", "after"] as const;
  failures = [...outage];
  for (const _ of outage) await expect(createCustomer(client(), input)).rejects.toMatchObject({ retryable: true });
  const { providerCustomerId } = await createCustomer(client(), input);
  expect(await madeFor(input.customerId)).toEqual([providerCustomerId]);
});

it("after a failure, clicks at once still end with one customer", async () => {
  const input = anInput();
  failures = ["before"];
  await createCustomer(client(), input).catch(() => null);
  const made = await Promise.all(Array.from({ length: 8 }, () => createCustomer(client(), input)));
  expect(new Set(made.map(({ providerCustomerId }) => providerCustomerId)).size).toBe(1);
  expect(await madeFor(input.customerId)).toHaveLength(1);
});

it("a changed name or address finds the customer that was made under the old one", async () => {
  const input = anInput();
  const first = await createCustomer(client(), input);
  expect(await createCustomer(client(), { ...input, name: "Ada Lovelace", email: "new@example.com" })).toEqual(first);
  expect(await madeFor(input.customerId)).toHaveLength(1);
});

it("a customer whose key was forgotten is found by our id, not made again", async () => {
  const input = anInput();
  const first = await createCustomer(client(), input);
  const muchLater = { ...input, idempotencyKey: randomUUID(), mayExist: true };
  expect(await createCustomer(client(), muchLater)).toEqual(first);
});

it("a refusal is told at once, and once what was wrong is mended the way is free", async () => {
  const input = anInput();
  await expect(createCustomer(client(), { ...input, email: "nonsense" })).rejects.toMatchObject({ retryable: false });
  await expect(createCustomer(client(), input)).resolves.toHaveProperty("providerCustomerId");
});

it("our id is looked for as it is, whatever signs it holds", async () => {
  const stripe = talkTo(sandbox.origin);
  await stripe("POST", "/v1/customers", { name: "Other", metadata: { usherCustomerId: "other" } });
  const made = await createCustomer(client(), { ...anInput(), customerId: "x", mayExist: true });
  expect(await madeFor("x")).toEqual([made.providerCustomerId]);
});
