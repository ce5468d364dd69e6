import type { Rhythm } from "./rhythm";

/** A part of a history; answers with what is wrong after it. */
export type Act = () => Promise<string[]>;

/** Act after act, until something is wrong after one of them. */
export async function playOut(acts: Act[], rhythm: Rhythm): Promise<string[]> {
  try {
    for (const act of acts) {
      const problems = await act();
      if (problems.length > 0) return problems;
    }
    return [];
  } finally {
    // Else a run that is held back keeps its worker for ever.
    await rhythm.release();
  }
}
