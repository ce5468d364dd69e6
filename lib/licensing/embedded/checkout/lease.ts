/** One running use: who, on which device and in which process. */
export type Lease = {
  /** Null: granted in this call, not stored yet. */
  id: bigint | null;
  leaseId: string;
  licenseId: string;
  licenseConsumerId: string;
  qty: number;
  /** Uses or seconds reported so far; null: none yet. */
  verifiedQty: number | null;
  /** The claims `cliHwId` and `cliProcessId`. */
  hwId: string | null;
  processId: string | null;
  /** When it was granted or last renewed. */
  renewedAt: Date;
  earliestNextHeartbeat: Date;
  validUntil: Date;
};

/** The same client as before: its older lease makes room for a new one. Unknown without both claims. */
export function isSameClient(one: ClientPlace, other: ClientPlace): boolean {
  if (one.hwId === null || one.processId === null) return false;
  return (
    one.licenseConsumerId === other.licenseConsumerId && one.hwId === other.hwId && one.processId === other.processId
  );
}

export type ClientPlace = Pick<Lease, "licenseConsumerId" | "hwId" | "processId">;
