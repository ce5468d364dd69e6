import type { Expected } from "../expected-licenses";
import { findDifferences } from "../find-differences";
import type { Granted } from "../read-granted";
import { soldAs } from "./catalog";
import { endsOf } from "./expected";
import type { Stage } from "./stage";

const keyOf = ({ purchase, line }: { purchase: string; line: string }) => `${purchase} ${line}`;
const isLiving = ({ state }: Granted) => state !== "REVOKED";

/** In words, everything in which the licenses are not what they should be. */
export function compare(stage: Stage, { expected, granted }: { expected: Expected[]; granted: Granted[] }): string[] {
  const now = stage.twin.clock.nowMs();
  // A period that is over and not paid for: the license lapses, or was never issued.
  const lapsed = new Map(
    expected
      .filter(({ validUntil }) => validUntil !== null && validUntil.getTime() <= now)
      .map((line) => [keyOf(line), line]),
  );
  const isCurrent = (line: { purchase: string; line: string }) => !lapsed.has(keyOf(line));
  const current = expected.filter(isCurrent).map((line) => withEnd(stage, line, granted));
  return [
    ...findDifferences({
      expected: current,
      granted: granted.filter(isCurrent),
      planChanges: stage.planChanges,
    }),
    ...[...lapsed.keys()].flatMap((key) =>
      judgeLapsed(
        key,
        granted.filter((license) => keyOf(license) === key),
        now,
      ),
    ),
  ];
}

function judgeLapsed(key: string, licenses: Granted[], now: number): string[] {
  const living = licenses.filter(isLiving);
  const outliving = living.filter(
    ({ state, validUntil }) => state === "VALID" && (validUntil === null || validUntil.getTime() > now),
  );
  return [
    ...(living.length > 1 ? [`${key}: ${living.length} living licenses at once`] : []),
    ...outliving.map(({ validUntil }) => `${key}: valid until ${validUntil?.toISOString()}, but its period is over`),
  ];
}

/** Of the moments that a fixed term may have begun with, the one that it did. */
function withEnd(stage: Stage, line: Expected, granted: Granted[]): Expected {
  const sold = soldAs(line.sku);
  if (!sold || sold.termDays === null) return line;
  const license = granted.find((each) => keyOf(each) === keyOf(line) && isLiving(each));
  const end = endsOf(stage, line.purchase, sold).find((each) => each.getTime() === license?.validUntil?.getTime());
  return end ? { ...line, validUntil: end } : line;
}
