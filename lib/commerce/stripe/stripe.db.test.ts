import { talkTo } from "@/lib/test-stripe-calls";
import { startTestSandbox } from "@/sandbox/sandbox-for-test";
import { describeCommercePort } from "../commerce-port.contract";
import { createStripeCommerce } from "./create-stripe-commerce";

describeCommercePort("Stripe over HTTP", async () => {
  const webhooks = [{ url: "http://localhost:9/nobody", secret: "whsec_test" }];
  const sandbox = await startTestSandbox({ webhooks });
  const stripe = talkTo(sandbox.origin);
  const product = await stripe("POST", "/v1/products", { name: "Studio" });
  const terms = { product: product.id, currency: "eur", unit_amount: 1200 };
  return {
    port: createStripeCommerce({ secretKey: "sk_test_usher", apiBase: sandbox.origin, webhookSecrets: ["whsec_test"] }),
    taxed: (minor: number) => minor,
    makePrice: async (kind) => {
      const recurring = kind === "monthly" ? { interval: "month" } : undefined;
      return (await stripe("POST", "/v1/prices", { ...terms, recurring })).id;
    },
    pay: async (sessionId) => {
      await stripe("POST", `/v1/payment_pages/${sessionId}/confirm`, { payment_method: "pm_card_visa" });
    },
    subscribe: async (customer, prices) => {
      const method = await stripe("POST", "/v1/payment_methods/pm_card_visa/attach", { customer });
      const items = prices.map((price) => ({ price }));
      return (await stripe("POST", "/v1/subscriptions", { customer, items, default_payment_method: method.id })).id;
    },
    cancel: async (id) => {
      await stripe("DELETE", `/v1/subscriptions/${id}`);
    },
    useCard: async (id, card) => {
      const token = card === "good" ? "pm_card_visa" : "pm_card_chargeCustomerFail";
      const customer = String((await stripe("GET", `/v1/subscriptions/${id}`)).customer);
      const method = await stripe("POST", `/v1/payment_methods/${token}/attach`, { customer });
      await stripe("POST", `/v1/subscriptions/${id}`, { default_payment_method: method.id });
    },
    refund: async (paymentId) => {
      await stripe("POST", "/v1/refunds", { payment_intent: paymentId });
    },
    close: () => sandbox.stop(),
  };
});
