import type { LicenseMessage } from "@/lib/mail/message";
import type { LicenseChange } from "./line-decision";

/** One thing to say; `key` names it, so that it is said once however often the events repeat. */
export type Notice = { key: string; message: LicenseMessage };

export type NoticeCase = {
  now: Date;
  subject: string;
  changes: readonly LicenseChange[];
  /** Since when a payment is overdue, and until when the licenses last all the same; null: nothing is, or they don't. */
  overdue: { since: Date; graceEndsAt: Date; productNames: readonly string[] } | null;
  purchaseUrl: string;
  portalUrl: string;
};

/**
 * What a purchase's owners are told of what happened to it: one mail for each kind and cause, whatever number of licenses
 * it is about. Nobody is told what they did themselves to a purchase that goes on: other seats, another plan.
 */
export function decideNotices({ now, subject, changes, overdue, purchaseUrl, portalUrl }: NoticeCase): Notice[] {
  const messages = new Map<string, LicenseMessage>();
  for (const change of changes) {
    const about = change.kind === "restored" ? change.kind : `${change.kind}:${change.cause}`;
    const productNames = addTo(messages.get(about), change.productName);
    const message = messageOf(change, { productNames, purchaseUrl, portalUrl });
    if (message) messages.set(about, message);
  }
  const told = [...messages.values()].map((message) => ({
    key: `${message.kind}:${subject}:${now.toISOString()}`,
    message,
  }));
  return [...told, ...failing(overdue, subject, purchaseUrl)];
}

type Words = { productNames: string[]; purchaseUrl: string; portalUrl: string };

function messageOf(change: LicenseChange, { productNames, purchaseUrl, portalUrl }: Words): LicenseMessage | null {
  switch (change.kind) {
    case "restored":
      return { kind: "license_restored", productNames, purchaseUrl };
    case "ended":
      return { kind: "license_ended", cause: change.cause, productNames, portalUrl };
    case "suspended":
      // Whoever sets the seats to none knows it.
      return change.cause === "no_seats"
        ? null
        : { kind: "license_suspended", cause: change.cause, productNames, purchaseUrl };
  }
}

function failing(overdue: NoticeCase["overdue"], subject: string, purchaseUrl: string): Notice[] {
  if (overdue === null || overdue.productNames.length === 0) return [];
  const productNames = [...new Set(overdue.productNames)];
  const graceEndsAt = overdue.graceEndsAt.toISOString();
  const message = { kind: "payment_failing" as const, productNames, graceEndsAt, purchaseUrl };
  return [{ key: `payment_failing:${subject}:${overdue.since.toISOString()}`, message }];
}

function addTo(message: LicenseMessage | undefined, productName: string): string[] {
  return [...new Set([...(message?.productNames ?? []), productName])];
}
