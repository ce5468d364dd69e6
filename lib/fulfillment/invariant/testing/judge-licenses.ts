import { readExpected } from "./expected-licenses";
import { findDifferences } from "./find-differences";
import type { Granted } from "./read-granted";
import type { Stage } from "./stage";

/**
 * What is wrong with the licenses, in words, by what the provider says now. What an operator holds revoked is so at any
 * time; the rest of such a purchase is judged once the hold is lifted.
 */
export async function judgeLicenses({
  stage,
  licenses,
  counts,
}: {
  stage: Stage;
  licenses: Granted[];
  counts: (purchase: string) => boolean;
}): Promise<string[]> {
  const { held, planChanges } = stage;
  const onHold = new Set(held.values());
  const isJudged = ({ purchase }: { purchase: string }) => counts(purchase) && !onHold.has(purchase);
  const expected = (await readExpected(stage)).filter(isJudged);
  const escaped = licenses.filter(({ id, state }) => held.has(id) && state !== "REVOKED");
  return [
    ...escaped.map(({ id, state }) => `License ${id} is ${state}, though an operator holds it revoked`),
    ...findDifferences({ expected, granted: licenses.filter(isJudged), planChanges }),
  ];
}
