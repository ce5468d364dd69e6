/** Where the sandbox gets its time and its timers, so that a test can own both. */
export interface Clock {
  nowMs(): number;
  /** Runs `action` once after `delayMs`; the returned function calls it off. */
  after(delayMs: number, action: () => void): () => void;
}

export interface ManualClock extends Clock {
  /** Moves time forward at once, like a machine that slept, and then runs every timer that fell due, in their order. */
  advance(durationMs: number): void;
  /** How many timers are set. */
  waiting(): number;
}

const longestTimerMs = 2 ** 31 - 1;

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after: (delayMs, action) => {
    const timer = setTimeout(action, Math.min(Math.max(delayMs, 0), longestTimerMs));
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** A clock that stands still until it is told to move. */
export function createManualClock(startMs: number): ManualClock {
  let nowMs = startMs;
  const timers = new Set<{ dueMs: number; action: () => void }>();
  const nextDue = (limitMs: number) =>
    [...timers].filter((timer) => timer.dueMs <= limitMs).sort((a, b) => a.dueMs - b.dueMs)[0];
  return {
    nowMs: () => nowMs,
    waiting: () => timers.size,
    after: (delayMs, action) => {
      const timer = { dueMs: nowMs + Math.max(delayMs, 0), action };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance: (durationMs) => {
      nowMs += durationMs;
      for (let timer = nextDue(nowMs); timer; timer = nextDue(nowMs)) {
        timers.delete(timer);
        timer.action();
      }
    },
  };
}
