import { afterAll, beforeAll, describe } from "vitest";
import type { LicensingBackend } from "./contract/backend";
import { describeKeyRules } from "./contract/key-rules.contract";
import { describeLicenseRules } from "./contract/license-rules.contract";
import { describeLicenseeRules } from "./contract/licensee-rules.contract";
import { describeTransactionRules } from "./contract/transaction-rules.contract";

/** What every licensing backend must do, whatever stands behind the port. */
export function describeLicensingContract(name: string, makeBackend: () => Promise<LicensingBackend>): void {
  describe(`licensing port: ${name}`, () => {
    let made: LicensingBackend;
    beforeAll(async () => {
      made = await makeBackend();
    });
    afterAll(() => made.close());

    const backend = () => made;
    describe("licensees", () => describeLicenseeRules(backend));
    describe("licenses", () => describeLicenseRules(backend));
    describe("license keys", () => describeKeyRules(backend));
    describe("transactions", () => describeTransactionRules(backend));
  });
}
