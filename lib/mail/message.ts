import { z } from "zod";

const licenseReady = z.object({
  kind: z.literal("license_ready"),
  licenseeName: z.string(),
  productName: z.string(),
  seats: z.number().int().positive(),
  portalUrl: z.url(),
});

const signInMethodLinked = z.object({
  kind: z.literal("sign_in_method_linked"),
  methodName: z.string(),
  accountUrl: z.url(),
});

const claimPurchase = z.object({
  kind: z.literal("claim_purchase"),
  /** The link is made from it when the mail goes out: a stored one would let whoever reads the table in. */
  claimId: z.uuid(),
  licenseeName: z.string(),
  productName: z.string(),
  seats: z.number().int().positive(),
  validDays: z.number().int().positive(),
});

const purchaseClaimed = z.object({
  kind: z.literal("purchase_claimed"),
  licenseeName: z.string(),
  /** Masked; null when the account has no address. */
  accountEmail: z.string().nullable(),
  portalUrl: z.url(),
});

const productNames = z.array(z.string()).min(1);

const licenseSuspended = z.object({
  kind: z.literal("license_suspended"),
  cause: z.enum(["overdue", "unpaid", "paused", "disputed"]),
  productNames,
  purchaseUrl: z.url(),
});

const licenseRestored = z.object({ kind: z.literal("license_restored"), productNames, purchaseUrl: z.url() });

const licenseEnded = z.object({
  kind: z.literal("license_ended"),
  cause: z.enum(["canceled", "never_paid", "dispute_lost", "refunded", "removed", "revoked"]),
  productNames,
  portalUrl: z.url(),
});

const paymentFailing = z.object({
  kind: z.literal("payment_failing"),
  productNames,
  graceEndsAt: z.iso.datetime(),
  purchaseUrl: z.url(),
});

const boughtTwice = z.object({ kind: z.literal("bought_twice"), productNames, purchasesUrl: z.url() });

const licenseMessage = z.discriminatedUnion("kind", [
  licenseSuspended,
  licenseRestored,
  licenseEnded,
  paymentFailing,
  boughtTwice,
]);

/** What happens to licenses and their payments in the life of a purchase. */
export type LicenseMessage = z.infer<typeof licenseMessage>;

/** What may wait in the database until it is sent: nothing in it opens anything by itself. */
export const queueableMessage = z.discriminatedUnion("kind", [
  licenseReady,
  signInMethodLinked,
  claimPurchase,
  purchaseClaimed,
  ...licenseMessage.options,
]);

export type QueueableMessage = z.infer<typeof queueableMessage>;

/** Holds a key to somebody's account, so it is sent at once and stored nowhere. */
export type SignInLinkMessage = { kind: "sign_in_link"; url: string; siteHost: string; validMinutes: number };

/** As it is sent, with the link that is never stored. */
export type ClaimPurchaseMessage = Omit<z.infer<typeof claimPurchase>, "claimId"> & { url: string };

/** Everything this system says by mail. */
export type Message = Exclude<QueueableMessage, { kind: "claim_purchase" }> | ClaimPurchaseMessage | SignInLinkMessage;
