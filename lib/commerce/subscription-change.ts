/**
 * A change of one item of a subscription; its other items stay as they are. Plan and quantity are *set*, whatever they
 * are now, so that doing it twice is doing it once.
 */
export type SubscriptionChange = {
  subscriptionId: string;
  itemId: string;
  providerPriceId: string;
  quantity: number;
  /** What is used and unused counts from here; the same in a preview and in its change, so that the amounts agree. */
  pricedAt: Date;
};

/**
 * What a change would cost. It takes effect at once: what is paid for already and no longer used is credited, what is
 * used from now on is charged (docs/decisions/0060).
 */
export type ChangePreview = {
  currency: string;
  /** Charged with the change, taxes and credit included; 0 when nothing is. */
  dueNowMinor: number;
  /** What is left of the credit after that; the invoices that follow use it up. */
  creditMinor: number;
  /** Given back with the change, as a refund or in another way of the provider's; later invoices stay as they are. */
  givenBackMinor: number;
  /** How the provider comes to it, in its words; negative amounts are given back. */
  lines: { description: string; amountMinor: number }[];
  /** Each period from then on, for the whole subscription. */
  recurringMinor: number;
  next: NextInvoice;
};

/** What will be charged, when; credit is taken off already. */
export type NextInvoice = { amountMinor: number; on: Date };

/** All or nothing: but for `changed`, the subscription is as it was. */
export type ChangeResult =
  | { kind: "changed" }
  /** The payer's bank declined; the reason in the provider's words for the payer. */
  | { kind: "payment_failed"; reason: string | null }
  /** The payer's bank asks them to confirm, at this address; the change comes true when they do, and lapses otherwise. */
  | { kind: "confirmation_required"; url: string };
