import { createHash } from "node:crypto";
import type { Fault } from "@/lib/licensing/contract/rough-way";

const usual: readonly Fault[] = ["resetBefore", "resetAfter", "errorBefore", "errorAfter"];

/** Of a hundred requests, so many go wrong. What writes matters most. */
const rate = { reads: 4, writes: 20 };

/** What goes wrong with a request; the same numbers, the same faults. */
export function drawFault(method: string, numbers: readonly number[], faults = usual): Fault | null {
  const dice = createHash("sha256").update(numbers.join()).digest();
  const chance = method === "GET" ? rate.reads : rate.writes;
  if (dice.readUInt16LE(0) % 100 >= chance) return null;
  return faults[dice.readUInt16LE(2) % faults.length] ?? null;
}
