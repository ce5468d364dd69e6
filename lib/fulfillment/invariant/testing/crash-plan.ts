import type { Boundary } from "./crash";

/** `at`: the boundary's name, or its number in the first run that breaks, each next run breaking one further. */
export type Crashes = { at: string | number; runs: number; how: "error" | "connection" };

/** Names that a crash is aimed at, beside numbers: what has effects, and the edges of what is done as one. */
export const aims = [
  "readSubscription: answered",
  "license.create",
  "license.updateMany",
  "auditEntry.create",
  "outgoingMail.createManyAndReturn",
  "grant.upsert",
  "subscription.upsert",
  "order.upsert",
  "inboxEvent.updateMany",
  "transaction: before the commit",
  "transaction: after the commit",
];

/** Where runs were broken off, over all histories since it was cleared. */
export const crashedAt = new Set<string>();

/** Which boundaries a run passes depends on races, too: only many histories surely break off at all. */
export function findUnreachedAims(histories: number): string[] {
  const missing = aims.filter((aim) => !crashedAt.has(aim));
  return histories < 200 && missing.length <= 2 ? [] : missing;
}

/** Run after run of a history breaks at the next boundary, until as many as planned were broken. */
export class CrashPlan {
  private begun = 0;
  private broken = 0;

  constructor(private readonly crashes: Crashes) {}

  /** The boundary of the next run. */
  next(): Boundary {
    const { at, runs, how } = this.crashes;
    const target = typeof at === "number" ? at + this.begun : at;
    this.begun += 1;
    let passed = 0;
    return async (name, loseConnection) => {
      const here = passed;
      passed += 1;
      if (this.broken >= runs || (target !== here && target !== name)) return;
      this.broken += 1;
      crashedAt.add(name);
      if (how === "connection" && loseConnection) await loseConnection();
      throw new Error(`The process died at boundary ${here}, ${name}`);
    };
  }
}
