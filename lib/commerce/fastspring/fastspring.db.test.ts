import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { talkToFastSpring } from "@/lib/test-fastspring-calls";
import { startSandbox } from "@/sandbox/start";
import { describeCommercePort } from "../commerce-port.contract";
import { createFastSpringCommerce } from "./create-fastspring-commerce";

const open = async () => {
  const appOrigin = "http://localhost:3000";
  const fastSpringWebhooks = [{ url: "http://localhost:9/nobody", secret: "a secret that is long enough" }];
  const settings = { port: 0, smtpPort: 0, dataFolder: null, appOrigin, webhooks: [], fastSpringWebhooks };
  const sandbox = await startSandbox(settings);
  const fastSpring = talkToFastSpring(sandbox.origin);
  return {
    port: createFastSpringCommerce({
      username: "vendor",
      password: "a password",
      apiBase: `${sandbox.origin}/fastspring/api`,
      storefront: `${sandbox.origin}/fastspring/store`,
      webhookSecrets: ["a secret that is long enough"],
    }),
    taxed: (minor: number) => Math.round(minor * 1.19),
    makePrice: async (kind: "monthly" | "once") => {
      const product = `studio-${randomUUID()}`;
      const pricing = { price: { EUR: 12 }, ...(kind === "monthly" && { interval: "month", intervalLength: 1 }) };
      await fastSpring("POST", "/api/products", { products: [{ product, display: { en: "Studio" }, pricing }] });
      return product;
    },
    pay: async (sessionId: string) => {
      await fastSpring("POST", `/control/sessions/${sessionId.split(":")[0]}/pay`);
    },
    subscribe: async (account: string, [main = "", ...others]: string[]) => {
      const addons = others.map((product) => ({ product, quantity: 1 }));
      const order = { items: [{ product: main, quantity: 1 }], addons };
      const { items } = await fastSpring("POST", `/control/accounts/${account}/orders`, order);
      return subscriptionIn(items);
    },
    cancel: async (id: string) => {
      await fastSpring("DELETE", `/api/subscriptions/${id}?billingPeriod=0`);
    },
    useCard: async (id: string, card: "good" | "declined") => {
      await fastSpring("POST", `/control/subscriptions/${id}/card`, { card });
    },
    refund: async (order: string) => {
      await fastSpring("POST", "/api/returns", { returns: [{ order }] });
    },
    call: fastSpring,
    close: () => sandbox.stop(),
  };
};

describeCommercePort("FastSpring over HTTP", open, ["closed_checkouts"]);

it("a change whose answer never came is charged once, however often it is asked for", async () => {
  const world = await open();
  const licenseeId = randomUUID();
  const who = { licenseeId, customerId: licenseeId, name: "Ada", email: `${licenseeId}@example.com` };
  const { providerCustomerId } = await world.port.createCustomer({ idempotencyKey: licenseeId, ...who });
  const id = await world.subscribe(providerCustomerId, [await world.makePrice("monthly")]);
  const signal = AbortSignal.timeout(10_000);
  const [item] = (await world.port.readSubscription(id, signal))?.items ?? [];
  const terms = { itemId: id, providerPriceId: item?.providerPriceId ?? "", quantity: 4, pricedAt: new Date() };
  const change = () => world.port.changeSubscription({ subscriptionId: id, ...terms }, licenseeId);
  // The seed breaks off the second of the two requests, which is the change.
  await world.call("POST", "/control/chaos", { reset: 0.5, seed: "11", path: "/subscriptions" });
  await expect(change()).rejects.toMatchObject({ name: "AdapterError", retryable: true });
  await world.call("DELETE", "/control/chaos");
  expect(await change()).toEqual({ kind: "changed" });
  const entries = await world.call("GET", `/api/subscriptions/${id}`);
  expect(entries).toMatchObject({ quantity: 4 });
  expect(await world.port.findPurchasesOf(providerCustomerId, signal)).toHaveLength(1);
  expect((await world.call("GET", `/api/accounts/${providerCustomerId}`)).orders).toHaveLength(2);
  await world.close();
});

function subscriptionIn(items: unknown): string {
  const [item] = Array.isArray(items) ? items : [];
  return String(item?.subscription);
}
