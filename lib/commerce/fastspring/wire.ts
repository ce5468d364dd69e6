import { z } from "zod";
import { isNotFound } from "./refusal";

// What Usher reads of FastSpring's objects. Whatever else they hold is left alone: FastSpring adds fields at any time.

const text = z.string().min(1);

/** The id of a whole object, under the first of these names that it has. */
export function idIn(...names: string[]) {
  const pick = (object: Record<string, unknown>) =>
    names.map((name) => object[name]).find((id) => typeof id === "string");
  return z.looseObject({}).transform(pick).pipe(text);
}

/** An id that stands as text, or as the whole object where webhook expansion is on. */
function reference(...names: string[]) {
  return z.union([text, idIn(...names)]);
}

export const accountReference = reference("account", "id");
export const orderReference = reference("order", "id");
export const subscriptionReference = reference("subscription", "id");
const productReference = reference("product", "path");

const maybeText = z.string().nullish();
const contact = z.looseObject({ first: maybeText, last: maybeText, email: maybeText, company: maybeText });

export const account = z.looseObject({
  account: text,
  contact: contact.nullish(),
  lookup: z.looseObject({ custom: maybeText }).nullish(),
  tags: z.unknown().optional(),
  orders: z.array(orderReference).nullish(),
  subscriptions: z.array(subscriptionReference).nullish(),
});

/** Milliseconds; some answers write a date instead. */
export const moment = z.union([z.number(), z.string()]).nullish();

export const subscription = z.looseObject({
  subscription: text,
  active: z.boolean(),
  state: z.string(),
  currency: text,
  account: accountReference,
  product: productReference,
  quantity: z.number().int().min(0),
  price: z.number().nullish(),
  subtotal: z.number().nullish(),
  /** With taxes. */
  nextChargeTotal: z.number().nullish(),
  addons: z
    .array(z.looseObject({ product: productReference, quantity: z.number().int().min(0), price: z.number().nullish() }))
    .nullish(),
  tags: z.unknown().optional(),
  live: z.boolean().nullish(),
  initialOrderId: maybeText,
  paymentOverdue: z
    .looseObject({ sent: z.number().nullish(), intervalUnit: maybeText, intervalLength: z.number().nullish() })
    .nullish(),
  changed: moment,
  begin: moment,
  beginInSeconds: moment,
  next: moment,
  nextInSeconds: moment,
  isPauseScheduled: z.boolean().nullish(),
  pauseDate: moment,
  pauseDateInSeconds: moment,
  resumeDate: moment,
  resumeDateInSeconds: moment,
  canceledDate: moment,
  canceledDateInSeconds: moment,
  deactivationDate: moment,
  deactivationDateInSeconds: moment,
});

const orderItem = z.looseObject({
  product: productReference,
  quantity: z.number().int().min(0),
  subtotal: z.number(),
  isSubscription: z.boolean().nullish(),
  subscription: subscriptionReference.nullish(),
  /** Billed with a subscription of the same order from then on. */
  isAddon: z.boolean().nullish(),
  /** What put the item into the order: a bundle, for one. */
  driver: z.looseObject({ type: maybeText, path: maybeText }).nullish(),
});

export const order = z.looseObject({
  order: text,
  reference: maybeText,
  completed: z.boolean(),
  live: z.boolean().nullish(),
  currency: text,
  account: accountReference.nullish(),
  total: z.number(),
  subtotal: z.number().nullish(),
  changed: z.number(),
  tags: z.unknown().optional(),
  customer: contact.nullish(),
  items: z.array(orderItem),
  returns: z.array(reference("return", "id")).nullish(),
});

export const returned = z.looseObject({
  return: text,
  completed: z.boolean().nullish(),
  changed: z.number(),
  currency: text,
  totalReturn: z.number(),
  reason: maybeText,
  items: z.array(z.looseObject({ product: productReference, subtotal: z.number().nullish() })).nullish(),
});

/** What FastSpring bundles under `<name>`, or gives bare where only one was asked for; refused entries are left out. */
export function listOf<T>(name: string, entry: z.ZodType<T>): z.ZodType<T[]> {
  const all = z.looseObject({ [name]: z.array(z.unknown()) });
  const wrapped = all.transform((answer) => answer[name]?.filter((each) => !isNotFound(each)) ?? []);
  return z.union([wrapped.pipe(z.array(entry)), entry.transform((one) => [one])]);
}

/** FastSpring's times: milliseconds, or whole seconds where only those are given; null where it can't be told. */
export function toDate(moment: unknown, seconds?: unknown): Date | null {
  const date = typeof moment === "number" || typeof moment === "string" ? new Date(moment) : null;
  if (date && !Number.isNaN(date.getTime())) return date;
  return typeof seconds === "number" ? new Date(seconds * 1000) : null;
}

export type FastSpringAccount = z.infer<typeof account>;
export type FastSpringSubscription = z.infer<typeof subscription>;
export type FastSpringOrder = z.infer<typeof order>;
export type FastSpringReturn = z.infer<typeof returned>;
