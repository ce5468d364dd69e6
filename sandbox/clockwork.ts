import type { Clock } from "./clock";

const intervalMs = 1000;

/** Calls this once a second of the stand-in's clock, until what it answers with is called. */
export function everySecond(clock: Clock, work: () => void): () => void {
  let cancel = () => {};
  const tick = () => {
    work();
    cancel = clock.after(intervalMs, tick);
  };
  cancel = clock.after(intervalMs, tick);
  return () => cancel();
}
