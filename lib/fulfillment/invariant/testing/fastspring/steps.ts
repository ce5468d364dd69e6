import { bundle, pathsOf } from "./catalog";
import { buyBundle, buyMixed, buyOnce, orderPending, subscribe } from "./purchases";
import { chargeBack, returnLine, returnRenewal, returnShare, returnWhole } from "./returns";
import { isOneTime, type Stage, type TwinOrder, type TwinSubscription } from "./stage";

export type Picks = { which: number; what: number };
/** A step is something that happens at FastSpring; false when nothing there allows it now. */
export type Step = (stage: Stage, picks: Picks) => Promise<boolean>;

const dayMs = 86_400_000;

/** Everything that can happen to a purchase. A new kind of step is one more entry. */
const steps = {
  subscribe,
  buyOnce,
  buyMixed,
  buyBundle,
  orderPending,
  completeOrder: onOrder("pending", (stage, { id }) => stage.control(`orders/${id}/complete`)),
  cancelPending: onOrder("pending", (stage, { id }) => stage.control(`orders/${id}/cancel`)),
  cancelOrder: onOrder("completed", (stage, { id }) => stage.control(`orders/${id}/cancel`)),
  changeProduct: onSubscription(["active", "overdue", "trial"], change),
  changeQuantity: onSubscription(["active", "overdue", "trial"], (stage, { id }, what) =>
    stage.ask(`/control/subscriptions/${id}/change`, { quantity: 1 + (what % 6), prorate: what % 2 === 0 }),
  ),
  renew: onSubscription(["active", "trial", "canceled"], act("renew")),
  fallOverdue: onSubscription(["active", "trial"], act("overdue")),
  recover: onSubscription(["overdue"], act("recover")),
  cancel: onSubscription(["active", "trial", "overdue", "paused"], act("cancel")),
  uncancel: onSubscription(["canceled"], act("uncancel")),
  deactivate: onSubscription(["active", "trial", "overdue", "canceled", "paused"], act("deactivate")),
  pause: onSubscription(["active"], (stage, { id }, what) =>
    stage.ask(`/api/subscriptions/${id}/pause`, { pausePeriodCount: 1 + (what % 2) }),
  ),
  resume: onSubscription(["active", "paused"], (stage, { id }) => stage.ask(`/api/subscriptions/${id}/resume`, {})),
  declineCard: onSubscription(["active", "trial"], async (stage, { id }) => {
    await stage.control(`subscriptions/${id}/card`, { card: "declined" });
  }),
  returnWhole,
  returnLine,
  returnShare,
  returnRenewal,
  chargeBack,
  rename: async (stage: Stage, { which, what }: Picks) => {
    const buyers = [...stage.buyers.values()];
    const waiting = buyers.find(({ account, doubt }) => doubt === "without a company" && stage.isDoubtful(account));
    const buyer = waiting ?? buyers[which % Math.max(1, buyers.length)];
    if (!buyer) return false;
    const contact = waiting ? { company: `Company ${what}` } : { last: `Named-${what}` };
    await stage.twin.call("POST", `/api/accounts/${buyer.account}`, { contact });
    return true;
  },
  daysPass: async (stage: Stage, { what }: Picks) => {
    stage.twin.clock.advance((1 + (what % 16)) * dayMs);
    return true;
  },
} satisfies Record<string, Step>;

export type StepKind = keyof typeof steps;

const often = [
  "subscribe",
  "buyOnce",
  "changeProduct",
  "changeQuantity",
  "fallOverdue",
  "daysPass",
  "returnLine",
] as const;

/** How often each kind is drawn: purchases and changes that touch licenses more than the rest. */
export const stepKinds: StepKind[] = [...allKinds(), ...often, "subscribe", "buyMixed", "recover", "chargeBack"];

/** Takes the step, or makes another purchase where it is not possible; answers with what was done. */
export async function takeStep(stage: Stage, step: { kind: StepKind } & Picks): Promise<StepKind> {
  if (await steps[step.kind](stage, step)) return step.kind;
  const instead = step.what % 2 === 0 ? "subscribe" : "buyOnce";
  await steps[instead](stage, step);
  return instead;
}

function allKinds(): StepKind[] {
  // The literal's own keys.
  return Object.keys(steps).filter((name): name is StepKind => name in steps);
}

type Done = Promise<boolean | void>;

function onSubscription(
  states: TwinSubscription["state"][],
  doIt: (stage: Stage, target: TwinSubscription, what: number) => Done,
): Step {
  return async (stage, { which, what }) => {
    const able = stage.subscriptions.filter(({ state }) => states.includes(state));
    const target = able.find(({ id }) => id === stage.focus) ?? able[which % Math.max(1, able.length)];
    return target !== undefined && (await doIt(stage, target, what)) !== false;
  };
}

function act(name: string): (stage: Stage, target: TwinSubscription) => Promise<void> {
  return (stage, { id }) => stage.control(`subscriptions/${id}/${name}`);
}

/** Prorated or not, with or without another quantity. */
async function change(stage: Stage, { id, product, state }: TwinSubscription, what: number): Promise<boolean> {
  const others = pathsOf("plan").filter((path) => path !== product && (state !== "overdue" || path !== "render-year"));
  const isForeign = !pathsOf("plan").includes(product);
  const next = others[what % others.length];
  if (isForeign || next === undefined || (state === "overdue" && product === "render-year")) return false;
  const quantity = what % 3 === 0 ? { quantity: 1 + (what % 5) } : {};
  const asked = { product: next, ...quantity };
  const isProrated =
    what % 2 === 0 && (await stage.ask(`/control/subscriptions/${id}/change`, { ...asked, prorate: true }));
  if (!isProrated && !(await stage.ask(`/control/subscriptions/${id}/change`, asked))) return false;
  stage.planChanges.set(id, (stage.planChanges.get(id) ?? 0) + 1);
  return true;
}

function onOrder(status: TwinOrder["status"], doIt: (stage: Stage, target: TwinOrder) => Done): Step {
  return async (stage, { which }) => {
    const able = stage.orders.filter((order) => order.status === status && isPlain(order));
    const target = able.find(({ id }) => id === stage.focus) ?? able[which % Math.max(1, able.length)];
    return target !== undefined && (await doIt(stage, target)) !== false;
  };
}

function isPlain({ items }: TwinOrder): boolean {
  return items.every((item) => isOneTime(item) && item.bundle !== bundle.path);
}
