import { catchUpEvents } from "../../../catch-up-events";
import { findUnsettled, readEvents } from "../find-unsettled";
import { playOut } from "../play-out";
import { reconcileAtLast } from "../reconcile-at-last";
import { Rhythm, turnMs } from "../rhythm";
import { allOf } from "./all-crashes";
import { compare } from "./compare";
import { diceOf, type Dice } from "./dice";
import {
  doubtfulSubjects,
  findLost,
  purchasesOf,
  toldChargebacks,
  uncertainPurchases,
  type StoredEvent,
} from "./events";
import { expectedOf } from "./expected";
import { findMirrorFaults } from "./find-mirror-faults";
import type { History, Turn } from "./history";
import type { FastSpringHouse } from "./house";
import { KeyRing } from "./key-ring";
import { PostOffice } from "./post-office";
import type { Stage } from "./stage";
import { takeStep, type StepKind } from "./steps";

/** What a history came to: in words what is wrong, and what happened at FastSpring. */
export type Ending = { problems: string[]; steps: StepKind[] };

const hourMs = 3_600_000;

/** One history at FastSpring from its first purchase to reconciliation, judged on the way and at its end. */
export class Play {
  private readonly steps: StepKind[] = [];
  private readonly rhythm: Rhythm;
  private readonly post: PostOffice;
  private readonly keys = new KeyRing();
  private readonly dice: Dice;

  constructor(
    private readonly house: FastSpringHouse,
    private readonly stage: Stage,
    private readonly history: History,
  ) {
    const { luck, lost, impatient, crashes } = history;
    this.dice = diceOf(luck);
    const { workers, ctx, secret } = house;
    this.rhythm = new Rhythm({ workers, clock: stage.twin.clock, crashes: allOf(crashes), impatient });
    this.post = new PostOffice(stage, this.rhythm.ticks, { db: ctx.db, secret, lost, dice: this.dice });
  }

  async run(): Promise<Ending> {
    const { luck, storeFaults, turns } = this.history;
    this.house.disturb(this.stage, { luck, storeFaults, dice: this.dice });
    const taken = turns.map((turn) => () => this.take(turn));
    const acts = [...taken, () => this.tellTheRest(), () => this.fetchTheRest(), () => this.reconcileAndJudge()];
    return { problems: await playOut(acts, this.rhythm), steps: this.steps };
  }

  private async take(turn: Turn): Promise<string[]> {
    const { stage, rhythm, post } = this;
    const overtaken = rhythm.heldPurchase;
    stage.focus = overtaken;
    stage.twin.clock.advance(turnMs);
    this.steps.push(await takeStep(stage, turn.step));
    this.noticeChanges();
    post.collect();
    await post.deliver(turn.deliver);
    if (overtaken !== null) await post.deliverNewestOf(overtaken);
    if (turn.catchUp) await this.catchUp();
    await rhythm.hasten();
    await rhythm.release();
    if (turn.slowRead) await rhythm.holdNextRead();
    else if (turn.work === "finish" || overtaken !== null) return await this.judgeFresh();
    else if (turn.work === "start") void rhythm.work();
    return [];
  }

  private async tellTheRest(): Promise<string[]> {
    await this.rhythm.release();
    this.post.collect();
    await this.post.deliverRest();
    return await this.judgeFresh();
  }

  private async fetchTheRest(): Promise<string[]> {
    // What is younger may be on its way.
    this.stage.twin.clock.advance(hourMs);
    await this.catchUp();
    return await this.judgeFresh();
  }

  private noticeChanges(): void {
    for (const subject of this.stage.noticeChanges()) this.rhythm.ticks.changed(subject);
  }

  /** As the worker's job does, again until it comes through. */
  private async catchUp(): Promise<void> {
    const { ctx, commerce } = this.house;
    const at = this.rhythm.ticks.next();
    const now = this.rhythm.now;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await catchUpEvents({ ...ctx, now, commerce: { FASTSPRING: commerce } }, "FASTSPRING");
        break;
      } catch (error) {
        if (attempt > 100) throw error;
      }
    }
    await this.post.noteStored(at);
  }

  /** Whatever was told last about a purchase must have made it true, without any reconciliation. */
  private async judgeFresh(): Promise<string[]> {
    await this.rhythm.settle();
    this.noticeChanges();
    this.post.collect();
    const { stage, post } = this;
    const events = await readEvents(this.house.ctx.db);
    const { ticks, givenUp } = this.rhythm;
    const fresh = this.findFresh(events);
    const mayWait = new Set([...givenUp, ...doubtfulSubjects(stage, events, ({ doubt }) => doubt !== null)]);
    return [
      ...findUnsettled(events, { givenUp: mayWait, ticks }),
      ...findLost(stage, post, events),
      ...(await this.compare(events, (purchase) => fresh.has(purchase))),
    ];
  }

  /** Purchases of which something was told, and dealt with, after their last change. */
  private findFresh(events: StoredEvent[]): ReadonlySet<string> {
    const { ticks, givenUp } = this.rhythm;
    const fresh = events.flatMap(({ eventId, subject }) => {
      if (subject === null || givenUp.has(subject)) return [];
      const purchases = purchasesOf(this.stage, subject).filter((purchase) => ticks.isFresh(eventId, purchase));
      // What a buyer leads to has jobs of its own.
      return subject.startsWith("fastspring:buyer:") ? purchases.filter((each) => !givenUp.has(each)) : purchases;
    });
    const uncertain = new Set(uncertainPurchases(this.stage, givenUp));
    return new Set(fresh.filter((purchase) => !uncertain.has(purchase)));
  }

  private async reconcileAndJudge(): Promise<string[]> {
    const { ctx } = this.house;
    const { rhythm, stage, post } = this;
    this.house.calm();
    const { reconciliationDiesAt: diesAt } = this.history;
    const way = { provider: "FASTSPRING" as const, rhythm, diesAt, calm: () => Promise.resolve() };
    const problems = await reconcileAtLast(ctx, way);
    this.noticeChanges();
    const events = await readEvents(ctx.db);
    const doubtful = doubtfulSubjects(stage, events, ({ account }) => stage.isDoubtful(account));
    return [
      ...problems,
      ...findUnsettled(events, { givenUp: new Set(doubtful), ticks: null }),
      ...findLost(stage, post, events),
      ...(await this.compare(events, () => true)),
      ...(await findMirrorFaults(ctx.db, stage, toldChargebacks(events))),
    ];
  }

  private async compare(events: StoredEvent[], counts: (purchase: string) => boolean): Promise<string[]> {
    const { db } = this.house.ctx;
    const subjectOf = ({ purchase, line }: { purchase: string; line: string }) =>
      `fastspring:${line.startsWith(purchase) ? "subscription" : "order"}:${purchase}`;
    const isCounted = (line: { purchase: string; line: string }) => counts(subjectOf(line));
    const expected = expectedOf(this.stage, toldChargebacks(events)).filter(isCounted);
    const granted = (await this.house.backend.readGranted(db)).filter(isCounted);
    return [...compare(this.stage, { expected, granted }), ...(await this.keys.findLost(db, granted))];
  }
}
