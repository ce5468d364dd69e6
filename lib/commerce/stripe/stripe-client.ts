import { Stripe } from "stripe";

export type StripeClient = Stripe;

/** Each attempt may take this long; a deadline above the calls (`callStripe`) can end them earlier. */
const attemptTimeoutMs = 10_000;

/**
 * The official client with its API version pinned, pointed at Stripe or at whatever speaks its protocol at `apiBase`.
 * Few retries: the job queue retries better, and people wait for the rest.
 */
export function createStripeClient(settings: {
  secretKey: string;
  apiBase: string;
  beforeRequest?: () => Promise<void>;
}): StripeClient {
  const base = new URL(settings.apiBase);
  return new Stripe(settings.secretKey, {
    apiVersion: "2026-10-28.endive",
    protocol: base.protocol === "http:" ? "http" : "https",
    host: base.hostname,
    port: base.port || (base.protocol === "http:" ? "80" : "443"),
    maxNetworkRetries: 1,
    timeout: attemptTimeoutMs,
    telemetry: false,
    appInfo: { name: "Usher" },
    ...(settings.beforeRequest && { httpClient: pacedClient(settings.beforeRequest) }),
  });
}

type HttpClient = ReturnType<typeof Stripe.createNodeHttpClient>;

/** The SDK's own client; the waiting stands outside each attempt's timeout. */
function pacedClient(beforeRequest: () => Promise<void>): HttpClient {
  const client = Stripe.createNodeHttpClient();
  const makeRequest = client.makeRequest.bind(client);
  client.makeRequest = async (...request) => {
    await beforeRequest();
    return await makeRequest(...request);
  };
  return client;
}
