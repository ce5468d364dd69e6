import { defaultMaxAttempts } from "@/lib/jobs/job";
import { testSettings } from "@/lib/test-context";
import { reconcile } from "../../reconcile";
import { untilDeath } from "./crash";
import { CrashPlan } from "./crash-plan";
import { findTold } from "./find-told";
import { findUnsettled, readEvents } from "./find-unsettled";
import type { History, Turn } from "./history";
import type { House } from "./house";
import { judgeLicenses } from "./judge-licenses";
import { PostOffice } from "./post-office";
import { chargeOf, subjectOf } from "./names";
import { probeLedger } from "./probe-ledger";
import { SlowReads } from "./slow-reads";
import type { Stage } from "./stage";
import type { StepKind } from "./steps";
import { takeStep } from "./take-step";
import { Ticks } from "./ticks";
import type { Watch } from "./workers";

/** Longer than events of a burst are bundled. */
const turnMs = 3_000;

/** What a history came to: in words what is wrong, and what happened at the provider. */
export type Ending = { problems: string[]; steps: StepKind[] };

/** One history from its first purchase to reconciliation, judged on the way and at its end. */
export class Play {
  private readonly ticks = new Ticks();
  private readonly reads = new SlowReads();
  private readonly mailed: string[] = [];
  private readonly givenUp = new Set<string>();
  private readonly crashes: CrashPlan;
  private readonly post: PostOffice;
  private readonly watch: Watch;
  private readonly steps: StepKind[] = [];

  constructor(
    private readonly house: House,
    private readonly stage: Stage,
    private readonly history: History,
  ) {
    this.crashes = new CrashPlan(history.crashes);
    this.post = new PostOffice(stage, this.ticks, { secret: house.secret, lost: history.lost });
    this.watch = {
      now: this.now,
      boundary: () => this.crashes.next(),
      tick: () => this.ticks.next(),
      answered: (subject) => this.reads.pass(subject),
      committed: (subject, readAt) => this.ticks.committed(subject, readAt),
      ended: (subject) => this.reads.runEnded(subject),
      mailed: (mailId) => this.mailed.push(mailId),
    };
  }

  async run(): Promise<Ending> {
    try {
      return await this.play();
    } finally {
      // Else a run that is held back keeps its worker for ever.
      await this.release();
    }
  }

  private async play(): Promise<Ending> {
    const { afterRetries: after_retries, turns, shuffle, chaos } = this.history;
    await this.stage.control("billing", { retry_days: [3, 5, 7], after_retries });
    if (chaos) await this.stage.control("chaos", { ...chaos, key: testSettings.STRIPE_SECRET_KEY });
    this.house.backend.shuffle(shuffle);
    for (const turn of turns) {
      const problems = await this.take(turn);
      if (problems.length > 0) return this.end(problems);
    }
    await this.release();
    await this.post.deliverRest(shuffle);
    const problems = await this.judgeFresh();
    if (problems.length > 0) return this.end(problems);
    return this.end(await this.reconcileAndJudge());
  }

  private readonly now = () => new Date(this.stage.clock.nowMs());

  private readonly end = (problems: string[]): Ending => ({ problems, steps: this.steps });

  private async take(turn: Turn): Promise<string[]> {
    const { stage, reads, post } = this;
    const overtaken = reads.heldPurchase;
    stage.clock.advance(turnMs);
    stage.touched.clear();
    stage.contested.clear();
    stage.focus = overtaken;
    this.steps.push(await takeStep(stage, turn.step, this.steps.at(-1)));
    for (const id of stage.touched) this.ticks.changed(subjectOf(id));
    for (const id of stage.contested) this.ticks.changed(chargeOf(id));
    await post.collect();
    await post.deliver(turn.deliver);
    const told = [...(turn.tell ? stage.touched : []), ...(overtaken === null ? [] : [overtaken])];
    for (const purchase of new Set(told)) await post.deliverNewestOf(purchase);
    await this.house.workers[0].hasten(this.now(), turnMs);
    await this.release();
    if (turn.slowRead) await this.holdNextRead();
    else if (turn.work === "finish" || overtaken !== null) return await this.judgeFresh();
    else if (turn.work === "start") void this.work();
    return [];
  }

  private async holdNextRead(): Promise<void> {
    this.reads.arm();
    await Promise.race([this.work(), this.reads.whenHeld()]);
  }

  private async work(): Promise<void> {
    await Promise.all(this.house.workers.map((worker) => worker.work(this.watch)));
  }

  /** The slow answer that an earlier turn held back arrives now. */
  private async release(): Promise<void> {
    await this.reads.release(async () => {
      void this.work();
      const { waiting, due, running } = await this.house.workers[0].countJobs();
      return waiting > 0 || (due === 0 && running <= 1);
    });
  }

  /** Until no job is due, however often it failed. */
  private async settle(): Promise<void> {
    const [worker] = this.house.workers;
    for (let round = 0; round < 1000; round += 1) {
      const { due, running } = await worker.countJobs();
      if (due + running > 0) {
        await this.work();
        continue;
      }
      const attempts = this.history.impatient ? 2 : defaultMaxAttempts;
      for (const subject of await worker.giveUp(attempts)) this.givenUp.add(subject);
      this.stage.clock.advance(turnMs);
      if ((await worker.hasten(this.now(), turnMs)) === 0) return;
    }
    throw new Error("The queue never settles");
  }

  /** Whatever was told last about a purchase must have made it true, without any reconciliation. */
  private async judgeFresh(): Promise<string[]> {
    await this.settle();
    const events = await readEvents(this.house.ctx.db);
    const { ticks, givenUp } = this;
    const told = findTold(events, { payments: [...this.stage.payments.values()], givenUp, ticks });
    return [...findUnsettled(events, { givenUp, ticks }), ...(await this.compare((purchase) => told.has(purchase)))];
  }

  private async reconcileAndJudge(): Promise<string[]> {
    const { ctx, backend } = this.house;
    const { reconciliationDiesAt: diesAt } = this.history;
    backend.shuffle(null);
    const signal = new AbortController().signal;
    const env = { ...ctx.env, RECONCILE_ORDER_DAYS: 400 };
    const calm = { ...ctx, now: this.now, env, pace: { count: () => 0 } };
    if (diesAt !== null)
      await reconcile(untilDeath(calm, "STRIPE", diesAt), { provider: "STRIPE", signal }).catch(() => undefined);
    await this.stage.control("chaos/off");
    const [result] = await Promise.all([reconcile(calm, { provider: "STRIPE", signal }), this.work()]);
    // Reconciliation settles whatever was given up.
    this.givenUp.clear();
    await this.settle();
    const events = await readEvents(ctx.db);
    const mails = await ctx.db.outgoingMail.findMany();
    const unsaid = mails.filter(({ id }) => this.mailed.filter((mailed) => mailed === id).length !== 1);
    return [
      ...(result.kind === "finished" ? [] : [`Reconciliation ended as ${result.kind}`]),
      ...findUnsettled(events, { givenUp: this.givenUp, ticks: null }),
      ...unsaid.map(({ dedupeKey }) => `Mail ${dedupeKey} was not sent exactly once`),
      ...(await this.compare(() => true)),
      ...(await probeLedger(ctx.db)),
    ];
  }

  private async compare(counts: (purchase: string) => boolean): Promise<string[]> {
    const { ctx, backend } = this.house;
    return await judgeLicenses({ stage: this.stage, licenses: await backend.readGranted(ctx.db), counts });
  }
}
