import { defaultMaxAttempts } from "@/lib/jobs/job";
import type { ManualClock } from "@/sandbox/clock";
import type { Boundary } from "./crash";
import { SlowReads } from "./slow-reads";
import { Ticks } from "./ticks";
import type { Watch, Worker } from "./workers";

/** Longer than events of a burst are bundled. */
export const turnMs = 3_000;

type Parts = {
  workers: readonly Worker[];
  clock: ManualClock;
  /** Where runs break off. */
  crashes: { next(): Boundary };
  /** Jobs that failed twice are given up, as after the last attempt. */
  impatient: boolean;
};

/** How one history's queue is worked: begun, held up by a slow answer, worked off; what failed is due again with time. */
export class Rhythm {
  readonly ticks = new Ticks();
  /** By their ids, as often as they went out. */
  readonly mailed: string[] = [];
  /** Subjects whose job was given up. */
  readonly givenUp = new Set<string>();
  private readonly reads = new SlowReads();
  private readonly watch: Watch;

  constructor(private readonly parts: Parts) {
    const { ticks, reads, mailed } = this;
    this.watch = {
      now: this.now,
      boundary: () => parts.crashes.next(),
      tick: () => ticks.next(),
      answered: (subject) => reads.pass(subject),
      committed: (subject, readAt) => ticks.committed(subject, readAt),
      ended: (subject) => reads.runEnded(subject),
      mailed: (mailId) => mailed.push(mailId),
    };
  }

  readonly now = () => new Date(this.parts.clock.nowMs());

  /** The purchase whose reading is held back now. */
  get heldPurchase(): string | null {
    return this.reads.heldPurchase;
  }

  /** What was put off, and what failed, is due as after a turn; answers with how many jobs that are. */
  async hasten(): Promise<number> {
    return (await this.parts.workers[0]?.hasten(this.now(), turnMs)) ?? 0;
  }

  /** All workers, until no job is due. */
  async work(): Promise<void> {
    await Promise.all(this.parts.workers.map((worker) => worker.work(this.watch)));
  }

  /** The next reading of the provider is answered at once and arrives late. */
  async holdNextRead(): Promise<void> {
    this.reads.arm();
    await Promise.race([this.work(), this.reads.whenHeld()]);
  }

  /** The slow answer that an earlier turn held back arrives now. */
  async release(): Promise<void> {
    await this.reads.release(async () => {
      void this.work();
      const { waiting, due, running } = await this.count();
      return waiting > 0 || (due === 0 && running <= 1);
    });
  }

  /** Until no job is due, however often it failed. */
  async settle(): Promise<void> {
    for (let round = 0; round < 1000; round += 1) {
      const { due, running } = await this.count();
      if (due + running > 0) {
        await this.work();
        continue;
      }
      await this.giveUp(this.parts.impatient ? 2 : defaultMaxAttempts);
      this.parts.clock.advance(turnMs);
      if ((await this.hasten()) === 0) return;
    }
    throw new Error("The queue never settles");
  }

  private async count(): Promise<{ due: number; running: number; waiting: number }> {
    return (await this.parts.workers[0]?.countJobs()) ?? { due: 0, running: 0, waiting: 0 };
  }

  private async giveUp(failures: number): Promise<void> {
    for (const subject of (await this.parts.workers[0]?.giveUp(failures)) ?? []) this.givenUp.add(subject);
  }
}
