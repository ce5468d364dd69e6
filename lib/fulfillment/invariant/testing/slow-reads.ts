import { setTimeout as sleep } from "node:timers/promises";

type Held = { subject: string; release: () => void };

/** Lets one reading of the provider be answered at once and arrive late, so that whoever comes later could be first. */
export class SlowReads {
  private armed = false;
  private held: Held | null = null;
  private onHeld: () => void = () => undefined;
  /** Counts runs that ended, by subject. */
  private readonly ended = new Map<string, number>();

  arm(): void {
    this.armed = true;
  }

  /** The purchase whose reading is held back now. */
  get heldPurchase(): string | null {
    return this.held?.subject.split(":")[2] ?? null;
  }

  /** Until a reading is held back. */
  whenHeld(): Promise<void> {
    return new Promise((resolve) => (this.onHeld = resolve));
  }

  /** Called with each answer of the provider. */
  async pass(subject: string): Promise<void> {
    if (!this.armed || this.held) return;
    this.armed = false;
    await new Promise<void>((resolve) => {
      this.held = { subject, release: resolve };
      this.onHeld();
    });
  }

  runEnded(subject: string): void {
    this.ended.set(subject, (this.ended.get(subject) ?? 0) + 1);
  }

  /** Lets the slow answer arrive once another run of the subject ended, or can't get any further. */
  async release(isStuck: () => Promise<boolean>): Promise<void> {
    this.armed = false;
    const { held } = this;
    if (!held) return;
    const endedBefore = this.ended.get(held.subject) ?? 0;
    while ((this.ended.get(held.subject) ?? 0) === endedBefore && !(await isStuck())) await sleep(2);
    this.held = null;
    held.release();
  }
}
