import type { Subscription } from "../records";
import type { Shelf } from "../store";
import type { World } from "../world";

/** Everything that happened, and will happen, was or comes so much earlier. What was sent already stays as it was told. */
export function ageEverything(world: World, byMs: number): void {
  if (byMs <= 0) return;
  const earlier = (atMs: number) => atMs - byMs;
  ageAll(world.subscriptions, (each) => agedTimes(each, earlier));
  ageAll(world.orders, ({ placed, changed, reference }) => {
    const placedBefore = earlier(placed ?? changed);
    return { placed: placedBefore, changed: earlier(changed), reference: ofDay(reference, placedBefore) };
  });
  ageAll(world.returns, ({ changed }) => ({ changed: earlier(changed) }));
  ageAll(world.sessions, ({ expires }) => ({ expires: earlier(expires) }));
  ageAll(world.events, ({ created }) => ({ created: earlier(created) }));
  ageAll(world.deliveries, ({ nextAttemptAtMs, createdAtMs }) => ({
    nextAttemptAtMs: earlier(nextAttemptAtMs),
    createdAtMs: earlier(createdAtMs),
  }));
}

function ageAll<Kept extends { id: string }>(shelf: Shelf<Kept>, times: (each: Kept) => Partial<Kept>): void {
  for (const each of shelf.all()) shelf.put({ ...each, ...times(each) });
}

function agedTimes(subscription: Subscription, earlier: (atMs: number) => number): Partial<Subscription> {
  const { begin, periodBegin = begin, next, canceled, deactivation, changed, notices, pause } = subscription;
  const maybe = (atMs: number | null) => (atMs === null ? null : earlier(atMs));
  return {
    begin: earlier(begin),
    periodBegin: earlier(periodBegin),
    next: maybe(next),
    canceled: maybe(canceled),
    deactivation: maybe(deactivation),
    changed: earlier(changed),
    ...(notices && { notices: { ...notices, nextAt: earlier(notices.nextAt) } }),
    ...(pause && { pause: { from: earlier(pause.from), until: earlier(pause.until) } }),
  };
}

/** A reference names the day of its order. */
function ofDay(reference: string, atMs: number): string {
  const day = new Date(atMs).toISOString().slice(2, 10).replaceAll("-", "");
  return reference.replace(/^([A-Z]+)\d{6}/, `$1${day}`);
}
