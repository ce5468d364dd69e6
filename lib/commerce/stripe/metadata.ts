/**
 * Our keys in Stripe's metadata. `tendukeLicenseeId` is 10Duke's own name for it ("Connect to FastSpring"), so that
 * a vendor's page can set it without knowing Usher.
 */
export const metadataKeys = {
  licenseeId: "tendukeLicenseeId",
  customerId: "usherCustomerId",
  purchaseIntentId: "usherPurchaseIntentId",
  /** On a refund: the order lines that it pays back, by line id or price id, separated by commas. */
  refundedLines: "usherRefundedLines",
} as const;

export type Metadata = { [name: string]: string } | null | undefined;

/** The trimmed value, null when it is missing or blank. */
export function readMetadata(metadata: Metadata, key: string): string | null {
  return metadata?.[key]?.trim() || null;
}
