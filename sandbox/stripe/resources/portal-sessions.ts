import { route } from "../api/route";
import type { FlowStart } from "../objects/portal";
import { portalFlow, portalSession } from "../objects/portal";
import type { UpdateOffer } from "../steps/offer-update";
import { offerUpdate, readWanted } from "../steps/offer-update";
import { invalidRequest, parameterMissing, resourceMissing } from "../stripe-error";
import type { PortalConfiguration, PortalSession, Subscription } from "../wire";
import type { World } from "../world";
import { findCustomer } from "./customers";
import { defaultConfiguration, findConfiguration } from "./portal-configurations";
import type { FlowParams, SessionParams } from "./portal-params";
import { sessionParams } from "./portal-params";

function open(world: World, input: SessionParams): PortalSession {
  const customer = findCustomer(world, input.customer, "customer");
  const { configuration: wanted, flow_data: flow } = input;
  const configuration = wanted ? findConfiguration(world, wanted) : defaultConfiguration(world);
  if (!configuration.active) throw invalidRequest("This configuration is not active.", { param: "configuration" });
  const made = world.portalSessions.put(
    portalSession(
      {
        configuration: configuration.id,
        customer: customer.id,
        returnUrl: input.return_url ?? configuration.default_return_url,
        locale: input.locale ?? null,
        flow: flow ? portalFlow(startOf(world, customer.id, configuration, flow), flow.after_completion) : null,
        origin: world.origin,
      },
      world.now(customer.id),
    ),
  );
  world.emit("billing_portal.session.created", made);
  return made;
}

/** Where the visit begins, checked as far as it can be before it does. */
function startOf(world: World, customer: string, configuration: PortalConfiguration, flow: FlowParams): FlowStart {
  const { type } = flow;
  if (type === "payment_method_update") return { type };
  const named = flow[type];
  const param = `flow_data[${type}][subscription]`;
  if (!named) throw parameterMissing(param);
  const subscription = world.subscriptions.get(named.subscription);
  if (subscription?.customer !== customer) throw resourceMissing("subscription", named.subscription, param, 400);
  if (type === "subscription_cancel") return { type, subscription: subscription.id };
  const offer = offerUpdate(world, configuration, subscription);
  if (!offer) throw notUpdatable(subscription, param);
  if (type === "subscription_update") return { type, subscription: subscription.id };
  const items = [itemOf(offer, flow.subscription_update_confirm?.items ?? [])];
  return { type, subscription: subscription.id, items };
}

type ItemParams = NonNullable<FlowParams["subscription_update_confirm"]>["items"];

function itemOf(offer: UpdateOffer, [wanted, ...others]: ItemParams) {
  const param = "flow_data[subscription_update_confirm][items]";
  if (wanted?.id !== offer.item.id || others.length > 0) {
    throw invalidRequest("The items must be the one item of the subscription.", { param });
  }
  const { id, price = offer.item.price.id, quantity = offer.item.quantity ?? 1 } = wanted;
  const [problem] = Object.values(readWanted(offer, { price, quantity: String(quantity) }).errors);
  if (problem) throw invalidRequest(problem, { param });
  return { id, price, quantity };
}

function notUpdatable({ id }: Subscription, param: string) {
  return invalidRequest(
    `The subscription \`${id}\` cannot be updated: the portal's configuration or the subscription's state do not allow it.`,
    { param },
  );
}

export const portalSessionRoutes = [
  route("POST", "/v1/billing_portal/sessions", sessionParams, ({ world, input }) => open(world, input)),
];
