import { expect, test } from "vitest";
import type { LicensingPort } from "../licensing-port";
import type { LicensingBackend } from "./backend";
import { givenLicensee, licenseeOf, licenseFor, personSetup } from "./given";

class RolledBack extends Error {}

export function describeTransactionRules(backend: () => LicensingBackend): void {
  const licensing = () => backend().licensing;

  /** Runs the work joined to a transaction; a remote backend runs it as it is. */
  const joined = <T>(work: (port: LicensingPort) => Promise<T>): Promise<T> => {
    const { transaction } = backend();
    return transaction ? transaction((tx) => work(licensing().within(tx))) : work(licensing());
  };

  test("what was done in a transaction that rolls back never happened, where the backend can join it", async () => {
    const input = personSetup();
    const licensee = await givenLicensee(licensing());
    const abandoned = joined(async (port) => {
      await port.setupLicensee(input);
      await port.issueLicense(licenseFor(licensee.id, { access: "KEY" }));
      throw new RolledBack();
    });
    await expect(abandoned).rejects.toBeInstanceOf(RolledBack);
    const expected = backend().transaction ? 0 : 1;
    expect(await licensing().listLicenses(licensee.id)).toHaveLength(expected);
    const found = await licensing().findLicensee({ externalReference: input.externalReference });
    expect(found === null ? 0 : 1).toBe(expected);
  });

  test("what was done in a transaction that commits is there", async () => {
    const license = await joined(async (port) => {
      const licensee = await givenLicensee(port);
      return port.issueLicense(licenseFor(licensee.id));
    });
    expect(await licensing().listLicenses(license.licenseeId)).toEqual([license]);
  });

  test("conflicts and refusals leave the outer transaction usable", async () => {
    const other = await givenLicensee(licensing());
    const license = await joined(async (port) => {
      expect(await port.setupLicensee(personSetup({ email: other.email }))).toMatchObject({ kind: "conflict" });
      const licensee = await givenLicensee(port);
      expect(await port.updateLicensee(licensee.id, { naturalId: other.naturalId })).toMatchObject({
        kind: "conflict",
      });
      expect(await port.findLicensee({ licenseeId: "not-a-uuid" })).toBeNull();
      await expect(port.issueLicense(licenseFor(licensee.id, { qty: 0 }))).rejects.toMatchObject({ retryable: false });
      return port.issueLicense(licenseFor(licensee.id));
    });
    expect(await licensing().listLicenses(license.licenseeId)).toEqual([license]);
  });

  test("20 transactions setting up one licensee all commit, with the same one", async () => {
    const input = personSetup();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () =>
        joined(async (port) => {
          const outcome = await port.setupLicensee(input);
          expect(await port.listLicenses(licenseeOf(outcome).id)).toEqual([]);
          return outcome;
        }),
      ),
    );
    expect(new Set(outcomes.map((outcome) => licenseeOf(outcome).id)).size).toBe(1);
    expect(outcomes.filter((outcome) => outcome.kind === "created")).toHaveLength(1);
  });
}
