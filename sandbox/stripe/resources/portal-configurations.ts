import { given } from "../api/given";
import { mergeMetadata } from "../api/metadata";
import { paginate } from "../api/paginate";
import { nothing, route } from "../api/route";
import { portalConfiguration, portalFeatures } from "../objects/portal";
import { resourceMissing } from "../stripe-error";
import type { PortalConfiguration } from "../wire";
import type { World } from "../world";
import type { ConfigurationParams, ConfigurationUpdateParams } from "./portal-params";
import { configurationListParams, configurationParams, configurationUpdateParams } from "./portal-params";
import { readPortalFeatures } from "./read-portal-features";

export function findConfiguration(world: World, id: string, param = "configuration"): PortalConfiguration {
  const found = world.portalConfigurations.get(id);
  if (!found) throw resourceMissing("configuration", id, param);
  return found;
}

function create(world: World, input: ConfigurationParams): PortalConfiguration {
  const { business_profile: profile = {} } = input;
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
        features: readPortalFeatures(world, portalFeatures({ canCancel: false }), input.features),
      },
      world.now(),
    ),
  );
  world.emit("billing_portal.configuration.created", made);
  return made;
}

function update(world: World, present: PortalConfiguration, input: ConfigurationUpdateParams): PortalConfiguration {
  const { active, default_return_url, name, features: wanted } = input;
  const changed = world.portalConfigurations.put({
    ...present,
    ...given({ active, default_return_url, name }),
    business_profile: { ...present.business_profile, ...given(input.business_profile ?? {}) },
    features: wanted ? readPortalFeatures(world, present.features, wanted) : present.features,
    metadata: mergeMetadata(present.metadata ?? {}, input.metadata),
    updated: world.now(),
  });
  world.emitUpdate("billing_portal.configuration.updated", present, changed);
  return changed;
}

/** The account's own configuration, for sessions that name none: cards and cancellation, until it is told more. */
export function defaultConfiguration(world: World): PortalConfiguration {
  const known = world.portalConfigurations.newestFirst().find((each) => each.is_default);
  if (known) return known;
  const features = portalFeatures({ canCancel: true });
  return world.portalConfigurations.put(portalConfiguration({ isDefault: true, features }, world.now()));
}

const path = "/v1/billing_portal/configurations";

export const portalConfigurationRoutes = [
  route("POST", path, configurationParams, ({ world, input }) => create(world, input)),
  route("GET", path, configurationListParams, ({ world, input }) => {
    if (input.is_default) defaultConfiguration(world);
    const found = world.portalConfigurations
      .newestFirst()
      .filter((each) => input.active === undefined || each.active === input.active)
      .filter((each) => input.is_default === undefined || each.is_default === input.is_default);
    return paginate(found, input, path);
  }),
  route("GET", `${path}/:id`, nothing, ({ world, id }) => findConfiguration(world, id)),
  route("POST", `${path}/:id`, configurationUpdateParams, ({ world, input, id }) =>
    update(world, findConfiguration(world, id), input),
  ),
];
