import type { Account } from "../records";
import type { World } from "../world";

/** The account in webhooks and, with what belongs to it, in the API. */
export function accountObject(world: World, account: Account) {
  const { id, contact, country, language, custom, global, tags } = account;
  return {
    id,
    account: id,
    contact: { ...contact, subscribed: false },
    address: {
      "address line 1": null,
      "address line 2": null,
      city: null,
      country,
      "postal code": null,
      region: null,
      "region custom": null,
      company: contact.company,
    },
    language,
    country,
    lookup: custom === null ? { global } : { global, custom },
    url: `${world.address}/store/account`,
    ...(tags !== null && { tags }),
  };
}

export function accountAnswer(world: World, account: Account) {
  const own = ({ account: owner }: { account: string }) => owner === account.id;
  return {
    ...accountObject(world, account),
    payment: { methods: 1, active: 1 },
    orders: world.orders
      .all()
      .filter(own)
      .map(({ id }) => id),
    subscriptions: world.subscriptions
      .all()
      .filter(own)
      .map(({ id }) => id),
    charges: [],
  };
}
