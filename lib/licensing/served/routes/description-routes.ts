import type { CheckoutCaller, LicensingCheckout } from "../../checkout";
import { endpointMap as map } from "../../wire/endpoint-map";
import { filterOf } from "../given";
import { bind, consumerOf, type ApiContext, type Asking } from "../route";
import { unknownCaller } from "../unknown-caller";
import { found } from "../settle";
import { wireLicense, wireLicensee, wireMetadata } from "../wire-records";
import { wireBinding, wireBindings } from "../wire-binding";

type Described = { query: { licenseKey?: string; withMetadata?: "true" | "false" } } & Asking;

/** What the engine answers, or that there is nothing of this caller's. */
async function ask<T>(
  ctx: ApiContext,
  call: Asking,
  question: (checkout: LicensingCheckout, caller: CheckoutCaller) => Promise<T | null>,
): Promise<T> {
  const answer = await question(ctx.engine.checkout, consumerOf(call));
  if (answer === null) throw unknownCaller(call.caller);
  return answer;
}

async function describeLicenses(
  ctx: ApiContext,
  call: Described,
  asked: Parameters<LicensingCheckout["describeLicenses"]>[1],
) {
  const { items } = await ask(ctx, call, (checkout, caller) => checkout.describeLicenses(caller, asked));
  const { licenseKey = null, withMetadata } = call.query;
  const licenses = items.map((license) => ({
    // Who has the key may see it; to others it is not shown.
    ...wireLicense(license, { licenseKey }),
    ...(withMetadata === "true" && { licenseMetadata: wireMetadata(license) }),
  }));
  return { licenses };
}

const firstPage = { offset: 0, limit: 5 };

export const descriptionRoutes = {
  describeLicensees: bind(map.describeLicensees, async (ctx, call) => {
    const licensees = await ask(ctx, call, (checkout, caller) => checkout.describeLicensees(caller, call.page));
    return licensees.items.map(wireLicensee);
  }),
  describeLicenses: bind(map.describeLicenses, (ctx, call) => {
    const { licenseeId } = call.query;
    const productName = filterOf(call.query).filter?.value;
    return describeLicenses(ctx, call, { licenseeId, productName, page: call.page });
  }),
  describeConsumerClientBindings: bind(map.describeConsumerClientBindings, async (ctx, call) => {
    const asked = { ...call.query, page: call.page };
    return wireBindings(await ask(ctx, call, (checkout, caller) => checkout.describeClientBindings(caller, asked)));
  }),
  describeLicenseClientBindings: bind(map.describeLicenseClientBindings, async (ctx, call) => {
    const asked = { ...call.query, page: call.page };
    const { checkout } = ctx.engine;
    return wireBindings(found(await checkout.describeLicenseClientBindings(consumerOf(call), asked), "The license"));
  }),
  findClientBinding: bind(map.findClientBinding, async ({ engine }, call) => {
    const { clientBindingId } = call.query;
    const binding = await engine.checkout.findClientBinding(consumerOf(call), clientBindingId);
    return wireBinding(found(binding, "The client binding"));
  }),
  describeFeatureFlags: bind(map.describeFeatureFlags, async (ctx, call) => {
    const { licenseeId, filterValue: productName } = call.query;
    const asked = { licenseeId, productName };
    return { featureFlags: await ask(ctx, call, (checkout, caller) => checkout.describeFeatureFlags(caller, asked)) };
  }),
  describeFeatureFlagsJwt: bind(map.describeFeatureFlagsJwt, (ctx, call) => {
    const { licenseeId, filterValue: productName } = call.query;
    return ask(ctx, call, (checkout, caller) => checkout.describeFeatureFlagsJwt(caller, { licenseeId, productName }));
  }),
  describeLicenseKey: bind(map.describeLicenseKey, (ctx, call) => describeLicenses(ctx, call, { page: firstPage })),
  describeLicenseKeyClientBindings: bind(map.describeLicenseKeyClientBindings, async (ctx, call) => {
    const asked = { page: call.page };
    return wireBindings(await ask(ctx, call, (checkout, caller) => checkout.describeClientBindings(caller, asked)));
  }),
};
