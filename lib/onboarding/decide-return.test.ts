import { expect, test } from "vitest";
import { decideReturn, type VisitedCheckout } from "./decide-return";

const at = (minute: number) => new Date(Date.UTC(2026, 4, 1, 12, minute));
const visit = (sessionId: string, begun: number, paid?: number): VisitedCheckout => ({
  sessionId,
  createdAt: at(begun),
  completedAt: paid === undefined ? null : at(paid),
});

test.each<[string, VisitedCheckout[], string | null]>([
  ["nowhere was gone to", [], null],
  ["one, not paid yet", [visit("a", 0)], "a"],
  ["two tabs, none paid yet: the newer", [visit("b", 1), visit("a", 0)], "b"],
  ["two tabs, the older one is paid", [visit("b", 1), visit("a", 0, 5)], "a"],
  ["two tabs, the newer one is paid", [visit("b", 1, 5), visit("a", 0)], "b"],
  ["two tabs, both paid: the one paid last", [visit("b", 1, 5), visit("a", 0, 6)], "a"],
  ["one paid before the newest was begun is history", [visit("b", 9), visit("a", 0, 5)], "b"],
])("%s", (_, visited, expected) => {
  expect(decideReturn(visited)).toBe(expected);
});
