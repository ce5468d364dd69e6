import type { Db } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import type { LicensingEngine } from "../engine";
import { createLicensingCheckout } from "./checkout/create-licensing-checkout";
import { createKeyCipher } from "./key-cipher";
import { createLicensingManagement } from "./management/create-licensing-management";

/** Both sides of our own engine on one database. `keySecret` keeps license keys, activation codes and signing keys. */
export function createEmbeddedEngine(deps: {
  db: Db;
  keySecret: string;
  now: Clock;
  /** Seconds: how long a lease holds without a heartbeat, and how soon the next one may come. */
  terms: { leaseSeconds: number; heartbeatSeconds: number };
  /** Stands in every token. */
  issuer: string;
}): LicensingEngine {
  const { db, now, keySecret } = deps;
  const ciphers = { cipher: createKeyCipher(keySecret), codeCipher: createKeyCipher(keySecret, "activation code") };
  return {
    management: createLicensingManagement({ db, now, ...ciphers }),
    checkout: createLicensingCheckout(deps),
  };
}
