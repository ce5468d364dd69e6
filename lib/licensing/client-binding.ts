/** What a licensed application says about itself; the names are those of the request headers (License Checkout API). */
export const clientClaimNames = [
  "cliApiKey",
  "cliCountry",
  "cliHostName",
  "cliHwArch",
  "cliHwId",
  "cliHwLabel",
  "cliInstallationId",
  "cliLang",
  "cliNetworkIpAddress",
  "cliOs",
  "cliOSUserName",
  "cliProcessId",
  "cliVersion",
] as const;

export type ClientClaims = Partial<Record<(typeof clientClaimNames)[number], string>>;

export type QtyDimension = "SEATS" | "USE_COUNT" | "USE_TIME";

/** One running use of a license: "client binding" in 10Duke Scale, lease in ours. */
export type ClientBinding = {
  id: number;
  /** A new one at each heartbeat. */
  leaseId: string;
  licenseId: string;
  licenseConsumerId: string;
  productName: string;
  qtyDimension: QtyDimension;
  /** Seats taken, or uses or seconds set aside. */
  qty: number;
  /** Uses or seconds that the application has reported so far; null for seats. */
  verifiedQty: number | null;
  validFrom: Date;
  /** The seat is free again at this moment, unless a heartbeat comes before. */
  validUntil: Date;
  lastHeartbeat: Date | null;
  earliestNextHeartbeat: Date;
  requestIpAddress: string | null;
  claims: ClientClaims;
  created: Date;
  modified: Date;
};
