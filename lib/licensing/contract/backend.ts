import type { Tx } from "@/lib/db/client";
import type { LicensingPort } from "../licensing-port";

/** A backend under test, and in what it lawfully differs from others. */
export type LicensingBackend = {
  licensing: LicensingPort;
  /** Opens a transaction that `within` joins; null for a remote backend, which no transaction reaches. */
  transaction: (<T>(work: (tx: Tx) => Promise<T>) => Promise<T>) | null;
  /** False where a change of quantity answers with a new license (10Duke Scale: Edit and move licenses). */
  keepsLicenseOnQuantityChange: boolean;
  /** False where a plan change gives the buyer a new key. */
  keepsKeyOnReplacement: boolean;
  close(): Promise<void>;
};
