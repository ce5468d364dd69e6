import { z } from "zod";

export type Params = { params: Promise<{ subscriptionId: string }> };
export type Search = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What was just done, told on the page that follows. */
export const deeds = ["changed", "canceled", "kept", "card"] as const;

export type Deed = (typeof deeds)[number];

const step = ["change", "cancel"] as const;

/** The address of a purchase, or of a step in changing it. */
export function purchaseAddress(subscriptionId: string, to?: (typeof step)[number]): string {
  const base = `/portal/purchases/${encodeURIComponent(subscriptionId)}`;
  return to ? `${base}/${to}` : base;
}

export function afterDeed(subscriptionId: string, done: Deed, licenseFollows = false): string {
  const query = new URLSearchParams({ done, ...(licenseFollows && { follows: "1" }) });
  return `${purchaseAddress(subscriptionId)}?${query}`;
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
