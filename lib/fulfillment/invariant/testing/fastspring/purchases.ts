import { bundle, pathsOf } from "./catalog";
import type { Stage } from "./stage";

type Picks = { which: number; what: number };

/** One plan, now and then with add-ons. */
export async function subscribe(stage: Stage, picks: Picks): Promise<boolean> {
  return await order(stage, picks, { items: [plan(picks)], addons: addonsOf(picks) });
}

/** One product or several. */
export async function buyOnce(stage: Stage, picks: Picks): Promise<boolean> {
  return await order(stage, picks, { items: onceOf(picks) });
}

/** Both in one order. */
export async function buyMixed(stage: Stage, picks: Picks): Promise<boolean> {
  return await order(stage, picks, { items: [...onceOf(picks), plan(picks)], addons: addonsOf(picks) });
}

export async function buyBundle(stage: Stage, picks: Picks): Promise<boolean> {
  const beside = picks.what % 3 === 0 ? [] : [{ product: "handbook", quantity: 1 + (picks.what % 2) }];
  return await order(stage, picks, { items: [{ product: bundle.path, quantity: 1 }, ...beside] });
}

/** The money is on its way. */
export async function orderPending(stage: Stage, picks: Picks): Promise<boolean> {
  return await order(stage, picks, { items: onceOf(picks), status: "pending" });
}

type Item = { product: string; quantity: number };

async function order(
  stage: Stage,
  { which }: Picks,
  content: { items: Item[]; addons?: Item[]; status?: "pending" },
): Promise<boolean> {
  const { account, tags } = await stage.buyer(which);
  await stage.control(`accounts/${account}/orders`, { ...content, ...(tags !== undefined && { tags }) });
  return true;
}

function plan({ which, what }: Picks): Item {
  const sold = [...pathsOf("plan"), ...pathsOf("plan"), ...pathsOf("foreign plan")];
  return { product: sold[what % sold.length] ?? "", quantity: 1 + ((which + what) % 5) };
}

function addonsOf({ what }: Picks): Item[] {
  return what % 3 === 0 ? pathsOf("addon").map((product) => ({ product, quantity: 1 + (what % 2) })) : [];
}

function onceOf({ which, what }: Picks): Item[] {
  const sold = pathsOf("once", "foreign once");
  return Array.from({ length: 1 + (which % 3) }, (_, index) => ({
    product: sold[(what + index) % sold.length] ?? "",
    quantity: 1 + ((what + index) % 4),
  }));
}
