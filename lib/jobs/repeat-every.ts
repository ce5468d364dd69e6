import { setTimeout as sleep } from "node:timers/promises";

/**
 * Runs the task now and again after each pause, never twice at once. A failing run is told and the next one tried.
 * `stop` resolves when no run is under way.
 */
export function repeatEvery(
  pauseMs: number,
  task: () => Promise<void>,
  onError: (error: unknown) => void,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const loop = async () => {
    while (!stopping.signal.aborted) {
      await task().catch(onError);
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const ended = loop();
  return {
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}
