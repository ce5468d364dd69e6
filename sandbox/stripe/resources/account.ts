import { nothing, route } from "../api/route";
import { account } from "../objects/account";
import { accountId } from "../merchant";
import { resourceMissing } from "../stripe-error";
import type { Balance } from "../wire";
import type { World } from "../world";

/** What all settled payments have left on the balance, one amount a currency. */
function balance(world: World): Balance {
  const nets = new Map<string, number>();
  for (const { currency, net } of world.balanceTransactions.values())
    nets.set(currency, (nets.get(currency) ?? 0) + net);
  if (nets.size === 0) nets.set("usd", 0);
  const pending = [...nets].map(([currency, amount]) => ({ amount, currency, source_types: { card: amount } }));
  const available = [...nets.keys()].map((currency) => ({ amount: 0, currency, source_types: { card: 0 } }));
  return { object: "balance", available, livemode: false, pending };
}

export const accountRoutes = [
  route("GET", "/v1/account", nothing, () => account()),
  route("GET", "/v1/accounts/:id", nothing, ({ id }) => {
    if (id !== accountId) throw resourceMissing("account", id, "account");
    return account();
  }),
  route("GET", "/v1/balance", nothing, ({ world }) => balance(world)),
];
