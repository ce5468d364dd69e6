import { randomUUID } from "node:crypto";
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
    close: () => sandbox.stop(),
  };
};

describeCommercePort("FastSpring over HTTP", open, ["closed_checkouts"]);

function subscriptionIn(items: unknown): string {
  const [item] = Array.isArray(items) ? items : [];
  return String(item?.subscription);
}
