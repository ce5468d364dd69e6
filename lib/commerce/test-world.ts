import type { CommercePort } from "./commerce-port";

/**
 * What a provider has no way to do; the contract then says what the adapter does instead. `closed_checkouts`: a checkout is
 * made once for an intent, is an order from the start and can be closed.
 */
export type Lack = "closed_checkouts";

/** A provider, and what vendor and buyer do there. Its notifications reach nobody. */
export type CommerceWorld = {
  port: CommercePort;
  /** What a buyer pays for that, taxes included. */
  taxed(minor: number): number;
  makePrice(kind: "monthly" | "once"): Promise<string>;
  /** Pays in the open checkout, as the buyer. */
  pay(sessionId: string): Promise<void>;
  /** A subscription that the vendor makes without us. */
  subscribe(providerCustomerId: string, providerPriceIds: string[]): Promise<string>;
  cancel(subscriptionId: string): Promise<void>;
  /** From now on the subscription is charged to a card that works, or to one that the bank declines. */
  useCard(subscriptionId: string, card: "good" | "declined"): Promise<void>;
  /** Gives a one-time order's money back. */
  refund(paymentId: string): Promise<void>;
  close(): Promise<void>;
};
