import { expect, it } from "vitest";
import { decideDrift } from "./decide-drift";

it("nothing is reported where nothing differed", () => {
  expect(decideDrift({ kind: "done", reason: "Subscription sub_1 is active", changes: [] })).toBeNull();
  expect(decideDrift({ kind: "ignored", reason: "None of its prices is in the catalog" })).toBeNull();
});

it("what differed is reported with how it ended", () => {
  const changes = ["Licenses: revoked 1", "status was active, is canceled"];
  expect(decideDrift({ kind: "done", reason: "ok", changes })).toEqual({
    outcome: "REPAIRED",
    difference: "Licenses: revoked 1; status was active, is canceled",
    reason: "ok",
  });
  expect(decideDrift({ kind: "parked", reason: "unknown licensee" })).toMatchObject({ outcome: "PARKED" });
  expect(decideDrift({ kind: "retry", reason: "Stripe is down" })).toMatchObject({ outcome: "FAILED" });
});
