/** What one measurement found; times in milliseconds, not a number where only the rate was taken. */
export type Figures = { what: string; perSecond: number | null; p50Ms: number; p99Ms: number };

/** The value below which this share of the sorted samples lies (nearest rank). */
function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function fromSamples(what: string, samplesMs: readonly number[]): Figures {
  return { what, perSecond: null, p50Ms: percentile(samplesMs, 0.5), p99Ms: percentile(samplesMs, 0.99) };
}

/** So many things in so long. */
export function fromSpan(what: string, amount: number, milliseconds: number): Figures {
  return { what, perSecond: (amount / milliseconds) * 1000, p50Ms: Number.NaN, p99Ms: Number.NaN };
}

/** Runs the deed one after another and takes the time of each. */
export async function timeEach(times: number, deed: (index: number) => Promise<unknown>): Promise<number[]> {
  const samples: number[] = [];
  for (let index = 0; index < times; index += 1) {
    const start = performance.now();
    await deed(index);
    samples.push(performance.now() - start);
  }
  return samples;
}

const column = (text: string, width: number) => text.padStart(width);

/** A table: each measurement beside its floor. */
export function printTable(rows: readonly { measured: Figures; floor: Figures }[]): void {
  console.log(`\n${"".padEnd(44)}${column("per second", 12)}${column("p50 ms", 10)}${column("p99 ms", 10)}   to floor`);
  for (const { measured, floor } of rows) {
    console.log(line(measured, ratio(measured, floor)));
    console.log(line({ ...floor, what: `  floor: ${floor.what}` }, ""));
  }
}

function line({ what, perSecond, p50Ms, p99Ms }: Figures, end: string): string {
  const cell = (value: number | null, digits: number) =>
    value === null || Number.isNaN(value) ? "" : value.toFixed(digits);
  const times = column(cell(p50Ms, 2), 10) + column(cell(p99Ms, 2), 10);
  return `${what.padEnd(44)}${column(cell(perSecond, 0), 12)}${times}   ${end}`;
}

function ratio(measured: Figures, floor: Figures): string {
  if (measured.perSecond !== null && floor.perSecond !== null) {
    return `${(measured.perSecond / floor.perSecond).toFixed(2)} × the floor's rate`;
  }
  return `${(measured.p50Ms / floor.p50Ms).toFixed(1)} × the floor's time`;
}
