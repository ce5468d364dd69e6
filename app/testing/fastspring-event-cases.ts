import type { FastSpringShop } from "@/lib/test-fastspring-shop";

type Ids = Record<string, string>;
/** What happened in the store before; answers with the ids that the stored payload's stand for. */
type Given = (shop: FastSpringShop, account: string) => Promise<Ids>;
type More = {
  /** What the customer is called then, as a person or as a company. */
  names?: RegExp;
  status?: "IGNORED";
  /** Fields of the payload itself that differ. */
  data?: object;
};

export type EventCase = readonly [event: string, what: string, given: Given, licenses: string[], more?: More];

/** The ids in the stored payloads. */
export const storedIds = {
  account: "account0000000000000001",
  subscription: "subscription0000000001",
  once: "order00000000000000once",
  mixed: "order0000000000000mixed",
  pending: "order00000000000pending",
};

const plugin = { product: "plugin", quantity: 2 };
const nothing: Given = () => Promise.resolve({});

/** `isTold`: its own events came before; `steps`: what happens to it then. */
function subscribed({ isTold = true }, ...steps: [step: string, body?: object][]): Given {
  return async (shop, account) => {
    const { subscriptions } = await shop.order(account, { items: [{ product: "studio-monthly", quantity: 3 }] });
    const [id = ""] = subscriptions;
    if (isTold) await shop.tell();
    for (const [step, body] of steps) await shop.control(`subscriptions/${id}/${step}`, body);
    return { [storedIds.subscription]: id };
  };
}

function bought(
  { isTold = true, as = storedIds.once, items = [plugin], status }: Bought,
  ...steps: [step: string][]
): Given {
  return async (shop, account) => {
    const { id } = await shop.order(account, { items, ...(status && { status }) });
    if (isTold) await shop.tell();
    for (const [step] of steps) await shop.control(`orders/${id}/${step}`);
    return { [as]: id };
  };
}

type Bought = {
  isTold?: boolean;
  as?: string;
  items?: { product: string; quantity?: number }[];
  status?: "pending";
};

const renamed: Given = async (shop, account) => {
  await shop.tell();
  const contact = { first: "Augusta", company: "Renamed" };
  await shop.fastSpring("POST", `/api/accounts/${account}`, { contact });
  return {};
};

const told = {};
const untold = { isTold: false };
const both = { items: [plugin, { product: "studio-monthly" }], as: storedIds.mixed };
const pending = { status: "pending", as: storedIds.pending } as const;
const three = ["studio-monthly 3 valid"];
const ignored = { status: "IGNORED" } as const;
const inactive = { ...ignored, data: { active: false, state: "deactivated" } };

/** By stored payload: what it does, in the guide's words, and how it shows. */
export const eventCases: EventCase[] = [
  ["account.created", "makes the customer", nothing, []],
  ["account.updated", "gives the name that the account has now", renamed, [], { names: /^Augusta |^Renamed$/ }],
  ["order.completed", "licenses, for a customer never heard of", bought(untold), ["plugin 2 valid"]],
  [
    "order.completed (mixed)",
    "leads to the subscription that was bought along",
    bought({ ...untold, ...both }),
    ["plugin 2 valid", "studio-monthly 1 valid"],
  ],
  ["order.payment.pending", "licenses nothing before it is paid", bought({ ...untold, ...pending }), [], ignored],
  ["order.approval.pending", "licenses nothing before it is paid", nothing, [], ignored],
  ["order.failed", "licenses nothing", nothing, [], ignored],
  ["order.canceled", "that was never paid licenses nothing", bought(pending, ["cancel"]), []],
  ["return.created", "ends what was returned", bought(told, ["return"]), ["plugin 2 revoked"]],
  ["chargeback.created", "suspends what is contested", bought(told), ["plugin 2 suspended"]],
  ["subscription.activated", "licenses, for a customer never heard of", subscribed(untold), three],
  ["subscription.charge.completed", "of no activation heard of licenses", subscribed(untold, ["renew"]), three],
  ["subscription.charge.failed", "keeps it", subscribed(told, ["overdue"]), three],
  ["subscription.payment.overdue", "keeps it in the grace period", subscribed(told, ["overdue"]), three],
  ["subscription.payment.reminder", "changes nothing", nothing, [], ignored],
  ["subscription.trial.reminder", "changes nothing", nothing, [], ignored],
  ["subscription.updated", "sets the seats", subscribed(told, ["change", { quantity: 7 }]), ["studio-monthly 7 valid"]],
  [
    "subscription.updated",
    "of another product gives a new license and ends the old one",
    subscribed(told, ["change", { product: "studio-team" }]),
    ["studio-monthly 3 revoked", "studio-team 3 valid"],
  ],
  [
    "subscription.updated",
    "counts only for an active one",
    subscribed(told, ["change", { quantity: 7 }]),
    three,
    inactive,
  ],
  ["subscription.paused", "suspends it", subscribed(told, ["pause"]), ["studio-monthly 3 suspended"]],
  ["subscription.resumed", "restores it", subscribed(told, ["pause"], ["resume"]), three],
  ["subscription.canceled", "keeps it until its period ends", subscribed(told, ["cancel"]), three],
  ["subscription.uncanceled", "keeps it", subscribed(told, ["cancel"], ["uncancel"]), three],
  ["subscription.deactivated", "ends it", subscribed(told, ["deactivate"]), ["studio-monthly 3 revoked"]],
  ["subscription.deactivated", "never heard of licenses nothing", subscribed(untold, ["deactivate"]), [], ignored],
];
