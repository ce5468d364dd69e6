import { expect, test } from "vitest";
import { decideUnpriced, decideUnpricedAnyway } from "./decide-unpriced";

const now = new Date("2026-11-22T10:00:00Z");
const at = (text: string) => new Date(text);

test.each([
  ["on trial", "trialing", at("2026-12-01T00:00:00Z"), at("2026-12-01T00:00:00Z"), "on_trial"],
  ["within a day of its renewal", "active", null, at("2026-11-23T09:59:59Z"), "renews_today"],
  ["overdue for its renewal by the clock", "active", null, at("2026-11-22T09:00:00Z"), "renews_today"],
  ["a day and more before its renewal", "active", null, at("2026-11-23T10:00:00Z"), "unknown"],
  ["without a period", "active", null, null, "unknown"],
] as const)(
  "a change that has no price %s says why, and from when on it has one",
  (_, status, trialEnd, end, because) => {
    const from = because === "unknown" ? null : end;
    expect(decideUnpriced({ status, trialEnd, currentPeriodEnd: end }, now)).toEqual({
      kind: "not_priced",
      because,
      from,
    });
  },
);

test("on trial where none is changed it is said before anything is chosen; what may have a price is asked for", () => {
  const end = at("2026-12-01T00:00:00Z");
  const trial = { status: "trialing", trialEnd: end, currentPeriodEnd: end } as const;
  const active = { status: "active", trialEnd: null, currentPeriodEnd: now } as const;
  expect(decideUnpricedAnyway({ changesNoTrial: true }, trial, now)).toMatchObject({ because: "on_trial", from: end });
  expect(decideUnpricedAnyway({ changesNoTrial: true }, active, now)).toBeNull();
  expect(decideUnpricedAnyway({}, trial, now)).toBeNull();
});
