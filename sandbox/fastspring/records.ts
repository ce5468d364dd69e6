/** What the stand-in remembers; the API's objects are made from these (`objects/`). Amounts are decimal, times in ms. */
export interface Account {
  id: string;
  contact: Contact;
  country: string;
  language: string;
  custom: string | null;
  global: string;
  tags: unknown;
}

export interface Contact {
  first: string | null;
  last: string | null;
  email: string | null;
  company: string | null;
  phone: string | null;
}

export interface Product {
  /** The product path. */
  id: string;
  display: string;
  type: "product" | "subscription" | "bundle";
  currency: string;
  price: number;
  interval: "day" | "week" | "month" | "year" | null;
  intervalLength: number;
  /** Days. */
  trial: number;
  /** Of a bundle: the product paths in it. */
  parts: string[];
}

export interface CartItem {
  product: string;
  quantity: number;
  trial?: number | undefined;
}

export interface Session {
  id: string;
  account: string;
  items: CartItem[];
  tags: unknown;
  expires: number;
  order: string | null;
}

export interface Subscription {
  id: string;
  account: string;
  product: string;
  quantity: number;
  addons: { product: string; quantity: number }[];
  state: "active" | "overdue" | "canceled" | "deactivated" | "trial" | "paused";
  begin: number;
  /** Of the period that is paid for. */
  periodBegin?: number;
  next: number | null;
  canceled: number | null;
  deactivation: number | null;
  changed: number;
  sequence: number;
  /** The buyer's bank declines what is charged to the card. */
  declines: boolean;
  /** So many notices of an overdue payment were sent, the next one then. */
  notices?: { sent: number; nextAt: number } | null;
  /** A pause that is planned or goes on: nothing is charged from the one to the other. */
  pause?: { from: number; until: number } | null;
  /** Bought in a live order; the stand-in's are test orders otherwise. */
  live?: boolean;
}

export interface OrderItem {
  product: string;
  quantity: number;
  subtotal: number;
  subscription: string | null;
  /** The bundle that the item came with. */
  bundle: string | null;
  /** Billed with a subscription of the same order; the item does not name it. */
  addon?: boolean;
  /** Of a change in the middle of a period. */
  proration?: { credit: number; charge: number } | null;
}

export interface Order {
  id: string;
  reference: string;
  account: string;
  status: "completed" | "pending" | "canceled";
  /** Renewals and prorations are orders too. */
  isRebill: boolean;
  currency: string;
  total: number;
  items: OrderItem[];
  tags: unknown;
  /** Lists go by this day; `changed` moves with what becomes of the order. */
  placed?: number;
  changed: number;
  returns: string[];
  live?: boolean;
}

export interface Return {
  id: string;
  reference: string;
  order: string;
  total: number;
  items: OrderItem[];
  reason: string;
  changed: number;
}

/** As it happened: its contents are fixed then, with and without expansion. */
export interface SentEvent {
  id: string;
  type: string;
  created: number;
  processed: boolean;
  live?: boolean;
  /** Without and with webhook expansion. */
  plain: unknown;
  expanded: unknown;
}

/** One event on its way to one webhook. */
export interface Delivery {
  id: string;
  event: string;
  webhook: string;
  status: "pending" | "delivered" | "failed";
  tries: number;
  nextAttemptAtMs: number;
  createdAtMs: number;
  lastAnswer: string | null;
  /** Posts of different lanes are under way at the same time. */
  lane?: number;
}

export interface Settings {
  id: string;
  expansion: boolean;
  paused: boolean;
  /** So many events at most in one post. */
  batch: number;
  /** Where the store leads back to after a purchase. */
  returnUrl: string;
}
