import { expect, test } from "vitest";
import { executeLicenseCommand } from "./execute-license-command";
import type { License } from "./license";
import type { LicenseCommand } from "./license-command";
import { licenseFor, references, startOf2026 } from "./contract/given";

const license: License = {
  id: "license-1",
  licenseeId: "licensee-1",
  productName: "Product",
  displayName: "Product",
  qty: 1,
  features: [],
  state: "valid",
  stateReason: null,
  validFrom: startOf2026,
  validUntil: null,
  keyHint: null,
  references: references(),
  created: startOf2026,
};

const newLicense = licenseFor("licensee-1");
const target = { line: "line-1", licenseId: "license-1" };

test.each<[LicenseCommand, unknown[]]>([
  [{ kind: "issue", line: "line-1", license: newLicense }, ["issueLicense", newLicense]],
  [{ kind: "set_quantity", ...target, qty: 5 }, ["setQuantity", "license-1", 5]],
  [{ kind: "set_validity", ...target, validUntil: null }, ["setValidity", "license-1", null]],
  [{ kind: "suspend", ...target, reason: "overdue" }, ["suspendLicense", "license-1", "overdue"]],
  [{ kind: "restore", ...target }, ["restoreLicense", "license-1"]],
  [{ kind: "revoke", ...target, reason: "ended" }, ["revokeLicense", "license-1", "ended", startOf2026]],
  [{ kind: "reinstate", ...target, validUntil: null }, ["reinstateLicense", "license-1", null]],
])("each command is carried out once, as decided: $kind", async (command, expected) => {
  const calls: unknown[][] = [];
  const record =
    (name: string) =>
    (...given: unknown[]) => {
      calls.push([name, ...given]);
      return Promise.resolve(license);
    };
  const licensing = {
    issueLicense: record("issueLicense"),
    setQuantity: record("setQuantity"),
    setValidity: record("setValidity"),
    suspendLicense: record("suspendLicense"),
    restoreLicense: record("restoreLicense"),
    revokeLicense: record("revokeLicense"),
    reinstateLicense: record("reinstateLicense"),
  };
  expect(await executeLicenseCommand(licensing, command, startOf2026)).toBe(license);
  expect(calls).toEqual([expected]);
});
