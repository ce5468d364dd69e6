import type { Stripe } from "stripe";
import type { Context } from "@/lib/context";
import { startCheckout } from "@/lib/onboarding/start-checkout";
import type { BenchCustomer } from "./bench-customer";
import { fromSamples, timeEach, type Figures } from "./figures";

const sku = "ATLAS-EDITOR-YEARLY";

/** From the click to the address of the hosted checkout: first purchase of a customer, provider customer included. */
export async function benchCheckout(
  ctx: Context,
  stripe: Stripe,
  customers: readonly BenchCustomer[],
  priceId: string,
): Promise<{ measured: Figures; floor: Figures }[]> {
  const measured = await timeEach(customers.length, async (index) => {
    const userId = customers[index]?.userId ?? "";
    const started = await startCheckout(ctx, { userId, sku, quantity: 1 });
    if (started.kind !== "checkout") throw new Error(`No checkout: ${started.kind}`);
  });
  const floor = await timeEach(customers.length, async () => {
    const customer = await stripe.customers.create({ name: "Bench Person", email: "bench@example.com" });
    await stripe.checkout.sessions.create({
      mode: "subscription",
      customer: customer.id,
      line_items: [{ price: priceId, quantity: 1 }],
      success_url: "http://localhost/done",
    });
  });
  return [
    {
      measured: fromSamples("checkout session", measured),
      floor: fromSamples("the two provider calls alone", floor),
    },
  ];
}
