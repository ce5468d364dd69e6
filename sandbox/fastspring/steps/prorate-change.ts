import { round } from "../objects/families";
import { periodTotal } from "../objects/subscription";
import type { Order, Product, Subscription } from "../records";
import { Refusal } from "../refusal";
import { kept } from "../store";
import type { World } from "../world";
import { addPeriod, hasSamePeriod } from "./period";
import { withTax } from "../objects/tax";

const dayMs = 86_400_000;

export interface SubscriptionChange {
  product?: string | undefined;
  quantity?: number | undefined;
  /** Quantities that are set; 0 takes an add-on away, others stay as they are. */
  addons?: { product: string; quantity: number }[] | undefined;
  /** The difference for the rest of the period is charged, or given back, now. */
  prorate?: boolean | undefined;
}

/** What a change comes to: the subscription after it, and what is due at once where it is prorated. Amounts are decimal. */
export interface Proration {
  after: Subscription;
  periodBegin: number;
  days: { utilized: number; remaining: number; total: number };
  /** What was paid for and will not be used, and what will be used from now on; without tax. */
  credit: number;
  charge: number;
  subtotal: number;
  /** Charged on what is due; nothing is given back of it. */
  tax: number;
  /** Nothing where more is given back than charged. */
  totalDue: number;
}

/** Counted by days, as FastSpring does; a product that is billed in other periods begins a whole new one. */
export function prorateChange(world: World, before: Subscription, change: SubscriptionChange): Proration {
  const [old, sold] = [kept(world.products, before.product), subscribable(world, change.product ?? before.product)];
  const isSamePeriod = hasSamePeriod(old, sold);
  const now = world.now();
  const end = before.next ?? now;
  const after: Subscription = {
    ...before,
    product: sold.id,
    quantity: change.quantity ?? before.quantity,
    addons: setAddons(before.addons, change.addons ?? []),
    ...(isSamePeriod ? {} : { periodBegin: now, next: addPeriod(now, sold) }),
    changed: now,
  };
  const periodBegin = before.periodBegin ?? addPeriod(end, old, -1);
  const days = daysOf(periodBegin, now, end);
  const ofRest = (amount: number) => round((amount * days.remaining) / days.total, sold.currency);
  const credit = ofRest(periodTotal(world, before));
  const charge = isSamePeriod ? ofRest(periodTotal(world, after)) : periodTotal(world, after);
  const subtotal = round(charge - credit, sold.currency);
  const charged = Math.max(0, subtotal);
  const totalDue = withTax(charged, sold.currency);
  const tax = round(totalDue - charged, sold.currency);
  return { after, periodBegin, days, credit, charge, subtotal, tax, totalDue };
}

/** Why a change can't be prorated ("Preview a prorated plan change", Error handling); null when it can. */
export function ineligibility(world: World, before: Subscription, { subtotal }: Proration): string | null {
  const { id, state, next, pause } = before;
  const isEligible = state === "active" && !pause && next !== null && next > world.now();
  if (!isEligible) return "Proration is not allowed for this subscription.";
  return subtotal < -(lastChargeOf(world, id)?.total ?? 0) ? "Refund exceeds the last charge amount." : null;
}

/** The latest order of the subscription that something was paid for. */
function lastChargeOf(world: World, id: string): Order | undefined {
  const isOwn = ({ status, total, items }: Order) =>
    status === "completed" && total > 0 && items.some(({ subscription }) => subscription === id);
  return world.orders.all().findLast(isOwn);
}

function subscribable(world: World, path: string): Product {
  const product = world.products.get(path);
  if (product?.type === "subscription") return product;
  throw new Refusal({ product: `Product ${path} is no subscription.` });
}

function setAddons(before: Subscription["addons"], wanted: Subscription["addons"]): Subscription["addons"] {
  const set = before.map((addon) => wanted.find(({ product }) => product === addon.product) ?? addon);
  const known = new Set(before.map(({ product }) => product));
  const added = wanted.filter(({ product }) => !known.has(product));
  return [...set, ...added].filter(({ quantity }) => quantity > 0);
}

function daysOf(begin: number, now: number, end: number): Proration["days"] {
  const total = Math.max(1, Math.round((end - begin) / dayMs));
  const utilized = Math.min(total, Math.max(0, Math.floor((now - begin) / dayMs)));
  return { utilized, remaining: total - utilized, total };
}
