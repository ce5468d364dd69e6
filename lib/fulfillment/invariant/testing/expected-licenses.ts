import type { Stripe } from "stripe";
import { catalog, type Sold } from "./catalog";
import { readCharge } from "./payments";
import type { Stage } from "./stage";

export type Expected = {
  /** The subscription's or the checkout session's id. */
  purchase: string;
  line: string;
  state: "valid" | "suspended";
  sku: string;
  productName: string;
  seats: number;
  providerCustomerId: string;
  licenseeId: string | null;
  validUntil: Date | null;
  /** The period that it was sold for has passed. */
  isOver?: boolean;
};

type Standing = "valid" | "suspended" | "none";

const daySeconds = 86_400;

/**
 * What the design's table of policies (section 6) grants for what Stripe says now. Written from the table and from
 * Stripe's objects alone: it shares no code with what it judges. Lines that are not listed have no living license.
 */
export async function readExpected(stage: Stage): Promise<Expected[]> {
  const found = await stage.stripe.subscriptions.list({ status: "all", limit: 100 });
  const subscriptions = await Promise.all(found.data.map((each) => ofSubscription(stage, each)));
  const orders = await Promise.all(stage.orders.map((id) => ofOrder(stage, id)));
  return [...subscriptions, ...orders].flat();
}

async function ofSubscription(stage: Stage, subscription: Stripe.Subscription): Promise<Expected[]> {
  const pastDue = subscription.status === "past_due" ? await readPastDueDays(stage, subscription) : 0;
  const charges = [...stage.payments.values()].flatMap(({ charge, purchase }) =>
    purchase === subscription.id ? [charge] : [],
  );
  const disputed = (await Promise.all(charges.map((charge) => readDisputed(stage, charge)))).reduce(worse, "valid");
  return subscription.items.data.flatMap((item) => {
    const sold = offerOf(stage, item.price.id);
    if (!sold) return [];
    const paid = standingOf(subscription.status, pastDue, sold.graceDays ?? 14);
    const standing = worse(paid, byPolicy(sold, disputed));
    if (standing === "none") return [];
    const quantity = item.quantity ?? 0;
    const state = quantity === 0 ? "suspended" : standing;
    const validUntil = sold.untilPeriodEnd ? new Date(item.current_period_end * 1000) : null;
    const isOver = validUntil !== null && validUntil.getTime() <= stage.clock.nowMs();
    const shared = shareOf(sold, quantity, subscription.customer, subscription.metadata);
    return [{ ...shared, purchase: subscription.id, line: item.id, state, validUntil, isOver }];
  });
}

function standingOf(status: Stripe.Subscription.Status, pastDueDays: number, graceDays: number): Standing {
  switch (status) {
    case "trialing":
    case "active":
      return "valid";
    case "past_due":
      return pastDueDays < graceDays ? "valid" : "suspended";
    case "unpaid":
    case "paused":
      return "suspended";
    default:
      return "none";
  }
}

/** Since the oldest invoice that is open now was made out. */
async function readPastDueDays({ stripe, clock }: Stage, { id }: Stripe.Subscription): Promise<number> {
  const open = await stripe.invoices.list({ subscription: id, status: "open", limit: 100 });
  const oldest = Math.min(...open.data.map((invoice) => invoice.status_transitions.finalized_at ?? invoice.created));
  return (clock.nowMs() / 1000 - oldest) / daySeconds;
}

async function ofOrder(stage: Stage, id: string): Promise<Expected[]> {
  const session = await stage.stripe.checkout.sessions.retrieve(id, { expand: ["line_items"] });
  if (session.status !== "complete" || session.payment_status === "unpaid") return [];
  const standingOfLine = await readOrderStanding(stage, id);
  return (session.line_items?.data ?? []).flatMap((line) => {
    const sold = offerOf(stage, line.price?.id ?? "");
    const state = sold ? standingOfLine(line, sold) : "none";
    if (!sold || state === "none") return [];
    const endsAt = sold.termDays === null ? null : new Date((session.created + sold.termDays * daySeconds) * 1000);
    const shared = shareOf(sold, line.quantity ?? 0, session.customer, session.metadata);
    return [{ ...shared, purchase: id, line: line.id, state, validUntil: endsAt }];
  });
}

async function readOrderStanding(
  stage: Stage,
  order: string,
): Promise<(line: Stripe.LineItem, sold: Sold) => Standing> {
  const charge = await readCharge(stage, order);
  if (!charge) return () => "valid";
  const disputed = await readDisputed(stage, charge.id);
  const { data } = await stage.stripe.refunds.list({ charge: charge.id, limit: 100 });
  const inForce = data.filter(({ status }) => status === "succeeded" || status === "pending");
  const isPaidBack = (line: Stripe.LineItem) =>
    charge.amount_refunded === charge.amount ||
    inForce.some(({ metadata, amount }) => metadata?.usherRefundedLines === line.id && amount >= line.amount_total);
  const isPaidBackInPart = (line: Stripe.LineItem) =>
    inForce.some(({ metadata }) => [undefined, line.id].includes(metadata?.usherRefundedLines));
  return (line, sold) => {
    const isOver = isPaidBack(line) || (sold.partialRefund === "REVOKE" && isPaidBackInPart(line));
    return isOver ? "none" : byPolicy(sold, disputed);
  };
}

/** Some are sold so that an open dispute changes nothing. */
function byPolicy({ dispute }: Sold, disputed: Standing): Standing {
  return dispute === "KEEP" && disputed === "suspended" ? "valid" : disputed;
}

/** Dispute opened: suspended, lost: revoked, won: as if there had been none. */
async function readDisputed({ stripe }: Stage, charge: string): Promise<Standing> {
  const disputes = await stripe.disputes.list({ charge });
  const statuses = disputes.data.map(({ status }): string => status);
  if (statuses.includes("lost")) return "none";
  return statuses.includes("needs_response") || statuses.includes("under_review") ? "suspended" : "valid";
}

function worse(one: Standing, other: Standing): Standing {
  if (one === "none" || other === "none") return "none";
  return one === "suspended" || other === "suspended" ? "suspended" : "valid";
}

function shareOf(
  { sku, productName, seatsPerUnit }: Sold,
  quantity: number,
  customer: string | { id: string } | null,
  metadata: Stripe.Metadata | null,
) {
  return {
    sku,
    productName,
    seats: quantity * seatsPerUnit,
    providerCustomerId: typeof customer === "string" ? customer : (customer?.id ?? ""),
    licenseeId: metadata?.tendukeLicenseeId ?? null,
  };
}

/** What the price is sold as in the vendor's catalog; foreign prices are not in it. */
function offerOf({ prices }: Stage, priceId: string): Sold | undefined {
  return catalog.find(({ sku, foreign }) => !foreign && prices.get(sku) === priceId);
}
