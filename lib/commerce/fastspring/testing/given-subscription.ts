import stored from "./payloads.json";

export const subscriptionId = "sub1";

/** Where FastSpring keeps it. */
export const subscriptionPath = `/subscriptions/${subscriptionId}`;

/** A script in which reading it answers as documented, but for what the test says. */
export function givenSubscription(more: object) {
  const whole = stored["subscription.updated"].plain;
  const body = { ...whole, subscription: subscriptionId, id: subscriptionId, account: "acc", ...more };
  return { [`GET ${subscriptionPath}`]: { body } };
}
