import pThrottle from "p-throttle";

/** `wait` resolves when one more request may be sent; `count` says how many were let through so far. */
export type Pace = { wait(): Promise<void>; count(): number };

/** Lets at most so many requests through in any second, in the order they came. */
export function paceRequests(perSecond: number): Pace {
  let count = 0;
  const throttle = pThrottle({ limit: perSecond, interval: 1000, strict: true });
  const wait = throttle(async () => {
    count += 1;
  });
  return { wait, count: () => count };
}
