import { catchUpEvents } from "../../../catch-up-events";
import { reconcile } from "../../../reconcile";
import { untilDeath } from "../crash";
import { findUnsettled } from "../find-unsettled";
import { probeLedger } from "../probe-ledger";
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
    try {
      return await this.play();
    } finally {
      // Else a run that is held back keeps its worker for ever.
      await this.rhythm.release();
    }
  }

  private async play(): Promise<Ending> {
    const { luck, storeFaults, turns } = this.history;
    this.house.disturb(this.stage, { luck, storeFaults, dice: this.dice });
    for (const turn of turns) {
      const problems = await this.take(turn);
      if (problems.length > 0) return this.end(problems);
    }
    await this.rhythm.release();
    this.post.collect();
    await this.post.deliverRest();
    const told = await this.judgeFresh();
    if (told.length > 0) return this.end(told);
    // What is younger may be on its way.
    this.stage.twin.clock.advance(hourMs);
    await this.catchUp();
    const fetched = await this.judgeFresh();
    if (fetched.length > 0) return this.end(fetched);
    return this.end(await this.reconcileAndJudge());
  }

  private readonly end = (problems: string[]): Ending => ({ problems, steps: this.steps });

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
    const events = await this.readEvents();
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
    const env = { ...ctx.env, RECONCILE_ORDER_DAYS: 400 };
    const signal = new AbortController().signal;
    const calm = { ...ctx, now: rhythm.now, env, pace: { count: () => 0 } };
    const { reconciliationDiesAt: diesAt } = this.history;
    if (diesAt !== null) {
      const mortal = untilDeath(calm, "FASTSPRING", diesAt);
      await reconcile(mortal, { provider: "FASTSPRING", signal }).catch(() => undefined);
    }
    const [result] = await Promise.all([reconcile(calm, { provider: "FASTSPRING", signal }), rhythm.work()]);
    // Reconciliation settles whatever was given up.
    rhythm.givenUp.clear();
    await rhythm.settle();
    this.noticeChanges();
    const events = await this.readEvents();
    const mails = await ctx.db.outgoingMail.findMany();
    const doubtful = doubtfulSubjects(stage, events, ({ account }) => stage.isDoubtful(account));
    const unsaid = mails.filter(({ id }) => rhythm.mailed.filter((mailed) => mailed === id).length !== 1);
    return [
      ...(result.kind === "finished" ? [] : [`Reconciliation ended as ${result.kind}`]),
      ...findUnsettled(events, { givenUp: new Set(doubtful), ticks: null }),
      ...findLost(stage, post, events),
      ...unsaid.map(({ dedupeKey }) => `Mail ${dedupeKey} was not sent exactly once`),
      ...(await this.compare(events, () => true)),
      ...(await probeLedger(ctx.db)),
      ...(await findMirrorFaults(ctx.db, stage, toldChargebacks(events))),
    ];
  }

  private async readEvents(): Promise<StoredEvent[]> {
    const select = { eventId: true, type: true, subject: true, status: true, reason: true };
    return await this.house.ctx.db.inboxEvent.findMany({ select });
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
