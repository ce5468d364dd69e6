import type { Db } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import { createEmbeddedLicensing } from "@/lib/licensing/embedded/create-embedded-licensing";
import type { LicensingPort } from "@/lib/licensing/licensing-port";
import { readGranted, type Granted } from "./read-granted";

/** Where the licenses of the histories are kept. */
export type TestedBackend = {
  /** As one process has it, on its own connections; the way of `workers` is rough where the backend is elsewhere. */
  connect(db: Db, now: Clock, who: "workers" | "calm"): LicensingPort;
  /** Every license there is, the revoked ones included, whatever Usher itself thinks of them. */
  readGranted(db: Db): Promise<Granted[]>;
  /** Forgets all licensees and licenses; the next history begins. */
  begin(db: Db, now: Clock): Promise<void>;
  /** From now on the way is as rough as these numbers say; null: not at all. */
  shuffle(numbers: readonly number[] | null): void;
  close(): Promise<void>;
};

export function embeddedBackend(keySecret: string): TestedBackend {
  return {
    connect: (db, now) => createEmbeddedLicensing({ db, keySecret, now }),
    readGranted,
    begin: async (db) => {
      await db.$executeRaw`TRUNCATE "Licensee", "LicenseConsumer" CASCADE`;
    },
    shuffle: () => {},
    close: () => Promise.resolve(),
  };
}
