import { z } from "zod";

export type Params = { params: Promise<{ subscriptionId: string }> };
export type Search = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What was just done, told on the page that follows. */
export const deeds = ["changed", "canceled", "kept", "card"] as const;

export type Deed = (typeof deeds)[number];

const step = ["change", "cancel"] as const;

/** A purchase and whose it is, as far as the address or a form says. */
export type Place = { subscriptionId: string; customerId?: string | undefined };

/** As a form sends it along. */
export const placeFields = ({ subscriptionId, customerId }: Place): Record<string, string> => ({
  subscription: subscriptionId,
  ...(customerId && { customer: customerId }),
});

const sent = z.object({ subscription: z.string().catch(""), customer: z.uuid().optional().catch(undefined) });

export function readPlace(values: Record<string, string>): Place {
  const { subscription, customer } = sent.parse(values);
  return { subscriptionId: subscription, customerId: customer };
}

/**
 * The address of a purchase, or of a step in changing it. With its customer the portal's navigation stays with that one;
 * who may see it is asked of the purchase alone.
 */
export function purchaseAddress(
  { subscriptionId, customerId }: Place,
  to?: (typeof step)[number],
  query: Record<string, string> = {},
): string {
  const base = `/portal/purchases/${encodeURIComponent(subscriptionId)}${to ? `/${to}` : ""}`;
  const search = new URLSearchParams({ ...(customerId && { customer: customerId }), ...query });
  return search.size > 0 ? `${base}?${search}` : base;
}

export function afterDeed(place: Place, done: Deed, licenseFollows = false): string {
  return purchaseAddress(place, undefined, { done, ...(licenseFollows && { follows: "1" }) });
}

const text = z.string().max(200).optional().catch(undefined);

/** What a change page was asked to show. */
export const changeAsked = z.object({
  line: z.uuid().optional().catch(undefined),
  plan: text,
  seats: text,
  problem: z.enum(["meanwhile", "outdated"]).optional().catch(undefined),
});

export const doneAsked = z.object({
  done: z.enum(deeds).optional().catch(undefined),
  follows: z.literal("1").optional().catch(undefined),
});
