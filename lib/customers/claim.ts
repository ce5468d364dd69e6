/** Waits for the buyer of a customer that a purchase made and nobody signed in for. */
export type PurchaseClaim = {
  id: string;
  customerId: string;
  /** In the one spelling of `normalizeEmail`. */
  email: string;
  /** Of the mailed link. */
  expiresAt: Date;
  usedAt: Date | null;
  usedByUserId: string | null;
  identityConnectedAt: Date | null;
};

/** How long a mailed link works; signing in with the address works after it too. */
export const claimLinkDays = 30;

/** How somebody proves to have the claim's mailbox: its link was mailed nowhere else, or they signed in with it. */
export type ClaimProof = { kind: "link" } | { kind: "verified_address"; email: string };

/** The address as it may be shown to whoever holds the link: recognizable, not readable. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  return at < 1 ? "•••" : `${email.slice(0, 1)}•••${email.slice(at)}`;
}
