import { z } from "zod";
import * as field from "../api/fields";
import { given } from "../api/given";
import { mergeMetadata } from "../api/metadata";
import { paginate } from "../api/paginate";
import { nothing, route } from "../api/route";
import { portalConfiguration, portalFeatures, portalFlow, portalSession } from "../objects/portal";
import { invalidRequest, parameterMissing, resourceMissing } from "../stripe-error";
import type { PortalConfiguration, PortalSession } from "../wire";
import type { World } from "../world";
import { findCustomer } from "./customers";

const features = z.strictObject({
  customer_update: field.accepted,
  invoice_history: field.accepted,
  payment_method_update: field.accepted,
  subscription_cancel: z
    .strictObject({
      enabled: field.flag,
      mode: z.enum(["at_period_end", "immediately"]).optional(),
      proration_behavior: field.accepted,
      cancellation_reason: field.accepted,
    })
    .optional(),
  subscription_pause: field.accepted,
  subscription_update: field.accepted,
});
const shared = {
  business_profile: z
    .strictObject({
      headline: field.clearableText.optional(),
      privacy_policy_url: field.text.optional(),
      terms_of_service_url: field.text.optional(),
    })
    .optional(),
  default_return_url: field.clearableText.optional(),
  login_page: field.accepted,
  metadata: field.metadata.optional(),
  name: field.clearableText.optional(),
};
const configurationParams = z.strictObject({ ...shared, features });
const configurationUpdateParams = z.strictObject({
  ...shared,
  active: field.flag.optional(),
  features: features.optional(),
});
const configurationListParams = z.strictObject({
  ...field.page,
  active: field.flag.optional(),
  is_default: field.flag.optional(),
});
const sessionParams = z.strictObject({
  configuration: field.text.optional(),
  customer: field.text,
  flow_data: z
    .strictObject({
      after_completion: z
        .strictObject({
          hosted_confirmation: field.accepted,
          redirect: z.strictObject({ return_url: field.webAddress }).optional(),
          type: z.enum(["hosted_confirmation", "portal_homepage", "redirect"]),
        })
        .optional(),
      subscription_cancel: z.strictObject({ retention: field.accepted, subscription: field.text }).optional(),
      type: z.enum(["payment_method_update", "subscription_cancel"]),
    })
    .optional(),
  locale: field.text.optional(),
  return_url: field.webAddress.optional(),
});

function find(world: World, id: string, param = "configuration"): PortalConfiguration {
  const found = world.portalConfigurations.get(id);
  if (!found) throw resourceMissing("configuration", id, param);
  return found;
}

function create(world: World, input: z.output<typeof configurationParams>): PortalConfiguration {
  const { business_profile: profile = {}, features: wanted } = input;
  const made = world.portalConfigurations.put(
    portalConfiguration(
      {
        headline: profile.headline,
        privacyPolicyUrl: profile.privacy_policy_url,
        termsOfServiceUrl: profile.terms_of_service_url,
        defaultReturnUrl: input.default_return_url,
        metadata: mergeMetadata({}, input.metadata),
        name: input.name,
        isDefault: false,
        features: featuresOf(wanted),
      },
      world.now(),
    ),
  );
  world.emit("billing_portal.configuration.created", made);
  return made;
}

function featuresOf({ subscription_cancel: cancel }: z.output<typeof features>) {
  return { cancelEnabled: cancel?.enabled ?? false, cancelMode: cancel?.mode ?? "at_period_end" };
}

function update(
  world: World,
  present: PortalConfiguration,
  input: z.output<typeof configurationUpdateParams>,
): PortalConfiguration {
  const { active, default_return_url, name, features: wanted } = input;
  const changed = world.portalConfigurations.put({
    ...present,
    ...given({ active, default_return_url, name }),
    business_profile: { ...present.business_profile, ...given(input.business_profile ?? {}) },
    features: wanted ? portalFeatures(featuresOf(wanted)) : present.features,
    metadata: mergeMetadata(present.metadata ?? {}, input.metadata),
    updated: world.now(),
  });
  world.emitUpdate("billing_portal.configuration.updated", present, changed);
  return changed;
}

/** The configuration a session uses when it names none. It lets the customer choose how to cancel. */
function defaultConfiguration(world: World): PortalConfiguration {
  const known = world.portalConfigurations.newestFirst().find((each) => each.is_default);
  if (known) return known;
  const features = { cancelEnabled: true, cancelMode: "at_period_end" };
  return world.portalConfigurations.put(portalConfiguration({ isDefault: true, features }, world.now()));
}

function flowOf(world: World, customer: string, { flow_data: wanted }: z.output<typeof sessionParams>) {
  if (!wanted) return null;
  const returnTo = wanted.after_completion?.redirect?.return_url ?? null;
  if (wanted.type === "payment_method_update") return portalFlow(wanted.type, null, returnTo);
  const id = wanted.subscription_cancel?.subscription;
  if (!id) throw parameterMissing("flow_data[subscription_cancel][subscription]");
  if (world.subscriptions.get(id)?.customer !== customer) throw resourceMissing("subscription", id, "flow_data", 400);
  return portalFlow(wanted.type, id, returnTo);
}

function open(world: World, input: z.output<typeof sessionParams>): PortalSession {
  const customer = findCustomer(world, input.customer, "customer");
  const configuration = input.configuration ? find(world, input.configuration) : defaultConfiguration(world);
  if (!configuration.active) throw invalidRequest("This configuration is not active.", { param: "configuration" });
  const made = world.portalSessions.put(
    portalSession(
      {
        configuration: configuration.id,
        customer: customer.id,
        returnUrl: input.return_url ?? configuration.default_return_url,
        locale: input.locale ?? null,
        flow: flowOf(world, customer.id, input),
        origin: world.origin,
      },
      world.now(customer.id),
    ),
  );
  world.emit("billing_portal.session.created", made);
  return made;
}

const path = "/v1/billing_portal/configurations";

export const portalRoutes = [
  route("POST", "/v1/billing_portal/sessions", sessionParams, ({ world, input }) => open(world, input)),
  route("POST", path, configurationParams, ({ world, input }) => create(world, input)),
  route("GET", path, configurationListParams, ({ world, input }) => {
    const found = world.portalConfigurations
      .newestFirst()
      .filter((each) => input.active === undefined || each.active === input.active)
      .filter((each) => input.is_default === undefined || each.is_default === input.is_default);
    return paginate(found, input, path);
  }),
  route("GET", `${path}/:id`, nothing, ({ world, id }) => find(world, id)),
  route("POST", `${path}/:id`, configurationUpdateParams, ({ world, input, id }) =>
    update(world, find(world, id), input),
  ),
];
