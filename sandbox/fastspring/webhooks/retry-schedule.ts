/** Hours between the attempts ("Processed and unprocessed webhook events"); from then on a day. */
const hours = [1, 2, 4, 6, 6, 6];
const dayHours = 24;
const longestHours = 7 * dayHours;

/**
 * How long after an attempt the next one comes. `hourMs`: how long FastSpring's hour takes here, so that tests need not
 * wait; null when a week after the event nobody is asked any more.
 */
export function waitAfter(tries: number, sinceEventMs: number, hourMs: number): number | null {
  const waitMs = (hours[tries - 1] ?? dayHours) * hourMs;
  return sinceEventMs + waitMs > longestHours * hourMs ? null : waitMs;
}
