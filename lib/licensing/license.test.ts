import { expect, test } from "vitest";
import { isUsable, type License } from "./license";

const now = new Date("2026-07-01T12:00:00.000Z");
const before = new Date("2026-07-01T11:59:59.999Z");
const after = new Date("2026-07-01T12:00:00.001Z");
type Judged = Pick<License, "state" | "validFrom" | "validUntil">;

test.each<[string, Judged, boolean]>([
  ["valid, no end", { state: "valid", validFrom: before, validUntil: null }, true],
  ["valid from this moment", { state: "valid", validFrom: now, validUntil: null }, true],
  ["valid a moment longer", { state: "valid", validFrom: before, validUntil: after }, true],
  ["over at this moment", { state: "valid", validFrom: before, validUntil: now }, false],
  ["not begun", { state: "valid", validFrom: after, validUntil: null }, false],
  ["suspended", { state: "suspended", validFrom: before, validUntil: null }, false],
  ["revoked, though its end is ahead", { state: "revoked", validFrom: before, validUntil: after }, false],
])("whether a license can be used: %s", (_, license, usable) => {
  expect(isUsable(license, now)).toBe(usable);
});
