/** Runs a piece of work and says in one line that it is done and how long it took. */
export type Step = <T>(name: string, note: string, work: () => Promise<T>) => Promise<T>;

const nameWidth = 12;

export function reportSteps(say: (line: string) => void): Step {
  return async (name, note, work) => {
    const started = performance.now();
    const line = (mark: string) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      return `  ${mark} ${name.padEnd(nameWidth)} ${seconds.padStart(5)} s   ${note}`.trimEnd();
    };
    try {
      const result = await work();
      say(line("✓"));
      return result;
    } catch (error) {
      say(line("✗"));
      throw error;
    }
  };
}
