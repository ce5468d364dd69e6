import type { Db } from "@/lib/db/client";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { openRoughWay, type Fault } from "@/lib/licensing/contract/rough-way";
import { serveSecondUsher } from "@/lib/licensing/contract/serve-second-usher";
import { createScaleLicensing } from "@/lib/licensing/scale/create-scale-licensing";
import type { TestedBackend } from "./backend";
import { drawFault } from "./draw-fault";
import { readGrantedInScale } from "./read-granted-in-scale";

/** Less than a turn: a failed job that is repeated finds that the lost request can no longer take effect. */
const settleMs = 2_000;
const retryPauseMs = 1;
const requestsInARow = 6;

/** 10Duke Scale, as a second Usher serves it, at the end of a way that the histories make rough. */
export async function scaleBackend(): Promise<TestedBackend & { suffered: ReadonlySet<Fault> }> {
  let now: Clock = systemClock;
  const suffered = new Set<Fault>();
  const second = await serveSecondUsher(() => now());
  const way = await openRoughWay(second.port);
  const addresses = { calm: second.baseUrl, workers: second.baseUrl.replace(`:${second.port}/`, `:${way.port}/`) };
  const shuffle: TestedBackend["shuffle"] = (numbers) => {
    // In some histories the way is broken for a while, longer than a request is repeated.
    const inARow = (numbers?.[0] ?? 0) % 3 === 0 ? requestsInARow : 1;
    let passed = 0;
    way.setFaults(({ method }) => {
      passed += 1;
      const fault = numbers && drawFault(method, [...numbers, Math.floor(passed / inARow)]);
      if (fault) suffered.add(fault);
      return fault;
    });
  };
  return {
    suffered,
    shuffle,
    connect: (db, clock, who) =>
      createScaleLicensing({ db, now: clock }, { ...second, baseUrl: addresses[who], settleMs, retryPauseMs }),
    readGranted: (db) => readGrantedInScale(db, second.db, now()),
    begin: async (db: Db, clock) => {
      now = clock;
      shuffle(null);
      await second.db.$executeRaw`TRUNCATE "Licensee", "LicenseConsumer" CASCADE`;
      await db.$executeRaw`TRUNCATE "ScaleLicense" CASCADE`;
    },
    close: async () => {
      await way.close();
      await second.close();
    },
  };
}
