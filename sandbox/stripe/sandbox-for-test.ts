import { EventEmitter, once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import { text as readText } from "node:stream/consumers";
import { Stripe } from "stripe";
import type { ManualClock } from "@/sandbox/clock";
import { createManualClock } from "@/sandbox/clock";
import { startTestSandbox, type TestSandbox } from "@/sandbox/sandbox-for-test";
import type { SandboxOptions } from "@/sandbox/start";

export interface TestStripe extends TestSandbox {
  stripe: Stripe;
  clock: ManualClock;
}

/** A sandbox with a clock that only the test moves, and the official SDK pointed at it. */
export async function startTestStripe(options: Partial<SandboxOptions> = {}): Promise<TestStripe> {
  const clock = createManualClock(Date.now());
  const sandbox = await startTestSandbox({ clock, ...options });
  return { ...sandbox, clock, stripe: sdkFor(sandbox.origin) };
}

/** The official SDK, speaking to the sandbox instead of Stripe. */
export function sdkFor(origin: string, key = "sk_test_sandbox"): Stripe {
  const { port } = new URL(origin);
  return new Stripe(key, { host: "localhost", port, protocol: "http", maxNetworkRetries: 0, telemetry: false });
}

export const goodCard = { number: "4242 4242 4242 4242", expiry: "12 / 40", cvc: "123", name: "Maria Buyer" };
export const buyer = { email: "maria@example.com", ...goodCard };

/** A product with one price: a subscription by the month, or a one-time purchase. */
export async function createPrice(
  stripe: Stripe,
  { unitAmount = 4900, oneTime = false }: { unitAmount?: number; oneTime?: boolean } = {},
): Promise<Stripe.Price> {
  const product = await stripe.products.create({ name: "Drawing Studio" });
  return stripe.prices.create({
    product: product.id,
    currency: "usd",
    unit_amount: unitAmount,
    ...(oneTime ? {} : { recurring: { interval: "month" } }),
  });
}

/** A customer with a card that is charged by default. */
export async function createPayingCustomer(stripe: Stripe, card = "pm_card_visa"): Promise<Stripe.Customer> {
  const customer = await stripe.customers.create({ email: "maria@example.com", name: "Maria Buyer" });
  const method = await stripe.paymentMethods.attach(card, { customer: customer.id });
  return stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method.id } });
}

/** Everything that happened so far, oldest first. */
export async function listEvents(stripe: Stripe): Promise<Stripe.Event[]> {
  const events = await stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 });
  return events.toReversed();
}

export interface ReceivedWebhook {
  body: string;
  headers: IncomingHttpHeaders;
  type: string;
}

export interface WebhookReceiver {
  url: string;
  received: ReceivedWebhook[];
  /** How the next deliveries are answered; 200 when it runs out. */
  answers: { status: number; location?: string }[];
  /** Waits until this many deliveries have come. */
  count(wanted: number): Promise<ReceivedWebhook[]>;
  stop(): Promise<void>;
}

/** An endpoint that takes webhooks in and remembers them. */
export async function startReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const answers: WebhookReceiver["answers"] = [];
  const arrivals = new EventEmitter();
  const server = createServer((request, response) => {
    void readText(request).then((body) => {
      const event: { type: string } = JSON.parse(body);
      received.push({ body, headers: request.headers, type: event.type });
      const { status, location } = answers.shift() ?? { status: 200 };
      response.writeHead(status, location ? { location } : {}).end();
      arrivals.emit("arrival");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The receiver listens on no port");
  return {
    url: `http://127.0.0.1:${address.port}/hooks`,
    received,
    answers,
    count: async (wanted) => {
      while (received.length < wanted) await once(arrivals, "arrival");
      return received.slice(0, wanted);
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Asks again, turn by turn of the event loop, until the answer is there. */
export async function until<Answer>(ask: () => Promise<Answer | undefined | false>): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await nextTurn();
  }
}
