import type { Stage, TwinOrder } from "./stage";

type Picks = { which: number; what: number };
type Step = (stage: Stage, picks: Picks) => Promise<boolean>;

/** All of which nothing was given back yet. */
export const returnWhole: Step = onPaid(isFirst, async (stage, order) => {
  const products = untouched(stage, order);
  if (products.length > 0) await stage.control(`orders/${order.id}/return`, { products });
  return products.length > 0;
});

export const returnLine: Step = onPaid(isFirst, async (stage, order, what) => {
  const products = untouched(stage, order).filter((_, index, all) => index === what % all.length);
  if (products.length > 0) await stage.control(`orders/${order.id}/return`, { products });
  return products.length > 0;
});

/** A part of what one product, or each of several, cost; a half twice is all of it. */
export const returnShare: Step = onPaid(isFirst, async (stage, order, what) => {
  const left = order.items.filter(({ product, subtotal }) => returnedOf(stage, order, product) <= subtotal / 2);
  const products = left.slice(0, what % 2 === 0 ? left.length : 1).map(({ product }) => product);
  const share = what % 3 === 0 ? 0.3 : 0.5;
  if (products.length > 0) await stage.control(`orders/${order.id}/return`, { products, share });
  return products.length > 0;
});

export const returnRenewal: Step = onPaid(
  ({ isRebill }) => isRebill,
  async (stage, { id, returns }) => {
    if (returns.length === 0) await stage.control(`orders/${id}/return`);
    return returns.length === 0;
  },
);

/** Of a first order or of a renewal. */
export const chargeBack: Step = onPaid(
  () => true,
  async (stage, { id }) => {
    if (stage.contested.has(id)) return false;
    await stage.control(`orders/${id}/chargeback`);
    stage.contested.add(id);
    return true;
  },
);

/** What was paid back of the order's items of the product, in all of its returns. */
export function returnedOf(stage: Stage, order: TwinOrder, product: string): number {
  const returns = order.returns.flatMap((id) => stage.twin.world.returns.get(id) ?? []);
  const parts = returns.flatMap(({ items }) => items.filter((item) => item.product === product));
  return Math.round(parts.reduce((sum, { subtotal }) => sum + subtotal, 0) * 100) / 100;
}

function untouched(stage: Stage, order: TwinOrder): string[] {
  return order.items.map(({ product }) => product).filter((product) => returnedOf(stage, order, product) === 0);
}

function isFirst({ isRebill }: TwinOrder): boolean {
  return !isRebill;
}

function onPaid(
  counts: (order: TwinOrder) => boolean,
  doIt: (stage: Stage, order: TwinOrder, what: number) => Promise<boolean | void>,
): Step {
  return async (stage, { which, what }) => {
    const able = stage.orders.filter((order) => order.status === "completed" && counts(order));
    const target = able.find(({ id }) => id === stage.focus) ?? able[which % Math.max(1, able.length)];
    return target !== undefined && (await doIt(stage, target, what)) !== false;
  };
}
