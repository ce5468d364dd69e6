import type { Db } from "@/lib/db/client";
import { expectedOf, periodEndOf, stateOf } from "./expected";
import { soldAs } from "./catalog";
import { returnedOf } from "./returns";
import { isOneTime, type Stage, type TwinOrder, type TwinSubscription } from "./stage";

type Rows = Awaited<ReturnType<typeof readRows>>;

/** Everything in which our copies, what is flagged for support, and who bought, are not what FastSpring has. */
export async function findMirrorFaults(db: Db, stage: Stage, told: ReadonlySet<string>): Promise<string[]> {
  const rows = await readRows(db);
  const licensed = new Set(expectedOf(stage, told).map(({ purchase }) => purchase));
  const contested = stage.orders.filter(({ id }) => told.has(id)).flatMap(({ id }) => stage.purchasesOf(id));
  return [
    ...stage.subscriptions.flatMap((each) => judgeSubscription(rows, each, licensed.has(each.id))),
    ...stage.orders
      .filter(({ isRebill }) => !isRebill)
      .flatMap((each) => judgeOrder(rows, each, licensed.has(each.id))),
    ...contested
      .filter((subject) => licensed.has(subject.split(":")[2] ?? ""))
      .filter((subject) => !rows.disputes.some((row) => row.subject === subject && row.status === "open"))
      .map((subject) => `${subject}: its chargeback is not written down`),
    ...stage.orders.flatMap((order) => judgeReturns(stage, rows, order, licensed)),
    ...judgeBuyers(stage, rows, licensed),
  ];
}

async function readRows(db: Db) {
  return {
    subscriptions: await db.subscription.findMany({ include: { items: true } }),
    orders: await db.order.findMany({ include: { lines: true } }),
    disputes: await db.dispute.findMany(),
    refunds: await db.refund.findMany(),
    flags: await db.supportFlag.findMany(),
    customers: await db.providerCustomer.findMany({ include: { customer: true } }),
  };
}

const statusOf: Record<string, string> = {
  trial: "trialing",
  active: "active",
  canceled: "active",
  overdue: "past_due",
  paused: "paused",
  deactivated: "canceled",
};

function judgeSubscription(rows: Rows, subscription: TwinSubscription, isLicensed: boolean): string[] {
  const { id, state, product, quantity, addons } = subscription;
  const row = rows.subscriptions.find((each) => each.providerSubscriptionId === id);
  if (!row) return isLicensed ? [`Subscription ${id} is licensed and has no mirror`] : [];
  // Of what is over there is no period.
  const endOf = (end: Date | null) => (state === "deactivated" ? null : (end?.getTime() ?? null));
  const is = [row.status, row.cancelAtPeriodEnd, endOf(row.currentPeriodEnd), linesOf(row.items)];
  const own = linesOf([{ product, quantity }, ...addons]);
  const should = [statusOf[stateOf(subscription)], state === "canceled", endOf(periodEndOf(subscription)), own];
  const same = JSON.stringify(is) === JSON.stringify(should);
  return same ? [] : [`Subscription ${id} is mirrored as ${JSON.stringify(is)}, should be ${JSON.stringify(should)}`];
}

function judgeOrder(rows: Rows, { id, status, items }: TwinOrder, isLicensed: boolean): string[] {
  const row = rows.orders.find((each) => each.providerOrderId === id);
  if (!row) return isLicensed ? [`Order ${id} is licensed and has no mirror`] : [];
  const words = { completed: "paid", canceled: "failed", pending: "pending" };
  const is = [row.status, linesOf(row.lines)];
  const own = items.filter((item) => isOneTime(item) && item.bundle === null);
  const should = [words[status], linesOf(own)];
  const same = JSON.stringify(is) === JSON.stringify(should);
  return same ? [] : [`Order ${id} is mirrored as ${JSON.stringify(is)}, should be ${JSON.stringify(should)}`];
}

function linesOf(lines: { product?: string; providerPriceId?: string; quantity: number }[]): string[] {
  return lines.map(({ product, providerPriceId, quantity }) => `${providerPriceId ?? product} ${quantity}`).sort();
}

/** A return that took no license away, and one of a subscription that goes on, are put before support. */
function judgeReturns(stage: Stage, rows: Rows, order: TwinOrder, licensed: ReadonlySet<string>): string[] {
  return order.returns.flatMap((id) => {
    const returned = stage.twin.world.returns.get(id)?.items ?? [];
    const once = returned.filter((item) => isOneTime(item) && item.bundle === null);
    const partial = once.some(({ product }) => {
      const subtotal = order.items.find((item) => item.product === product)?.subtotal ?? 0;
      return soldAs(product) && returnedOf(stage, order, product) < subtotal;
    });
    // An add-on goes with the subscription of its order.
    const begun = order.items.flatMap(({ subscription }) => subscription ?? []);
    const going = returned.filter((item) => !isOneTime(item)).flatMap(({ subscription }) => subscription ?? begun);
    const wanted = [
      ...(partial && licensed.has(order.id) ? [`partial_refund:fastspring:${id}`] : []),
      ...going.filter((each) => licensed.has(each)).map((each) => `subscription_refund:fastspring:${id}:${each}`),
    ];
    const isMirrored = rows.refunds.some(({ providerRefundId }) => providerRefundId === id);
    return [
      ...wanted.filter((key) => !rows.flags.some((flag) => flag.key === key)).map((key) => `Nobody was told: ${key}`),
      ...(isMirrored || !licensed.has(order.id) ? [] : [`Return ${id} of order ${order.id} is not written down`]),
    ];
  });
}

/** Who bought is one customer, of the type and the name that the guide's table says. */
function judgeBuyers(stage: Stage, rows: Rows, licensed: ReadonlySet<string>): string[] {
  const bought = [...stage.orders, ...stage.subscriptions].filter(({ id }) => licensed.has(id));
  return [...new Set(bought.map(({ account }) => account))].flatMap((account) => {
    const buyer = stage.buyers.get(account);
    const contact = stage.twin.world.accounts.get(account)?.contact;
    const customer = rows.customers.find((row) => row.providerCustomerId === account)?.customer;
    if (!buyer || !contact || !customer) return [`Account ${account} bought something and is no customer`];
    const own = buyer.type === "ORGANIZATION" ? contact.company : `${contact.first} ${contact.last}`;
    const should = [buyer.type, buyer.licenseeId === null ? own : "Known already"];
    const is = [customer.type, customer.name];
    return is.join() === should.join()
      ? []
      : [`Account ${account} is customer ${is.join(" ")}, not ${should.join(" ")}`];
  });
}
