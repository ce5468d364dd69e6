import type { World } from "../world";
import { ageEverything } from "./age-everything";
import { nextDue, runDue } from "./run-due";

/**
 * Lets time pass for the whole store: everything in it grows older, step by step, so that the clock on the wall, and the
 * app's, stays right. At each step comes what was due then: charges, notices, ends, and posts of webhooks.
 */
export async function advanceClock(world: World, durationMs: number, deliver: () => Promise<void>): Promise<void> {
  let leftMs = durationMs;
  for (;;) {
    runDue(world);
    await deliver();
    const waitMs = nextMoment(world) - world.now();
    if (waitMs > leftMs) break;
    ageEverything(world, waitMs);
    leftMs -= waitMs;
  }
  ageEverything(world, leftMs);
}

function nextMoment(world: World): number {
  const reached = new Set(world.settings().paused ? [] : world.webhooks.map(({ url }) => url));
  const posts = world.deliveries.all().filter(({ status, webhook }) => status === "pending" && reached.has(webhook));
  const moments = [nextDue(world)?.at, ...posts.map(({ nextAttemptAtMs }) => nextAttemptAtMs)];
  const soonest = Math.min(...moments.map((at) => at ?? Infinity));
  // A moment that has passed is dealt with by now.
  return Math.max(soonest, world.now() + 1);
}
