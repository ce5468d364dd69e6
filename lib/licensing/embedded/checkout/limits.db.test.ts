import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckoutItem } from "../../checkout";
import type { ClientClaims } from "../../client-binding";
import { byKey, claimsOf, openCheckout, seat, type OpenedCheckout } from "./testing/open-checkout";

let opened: OpenedCheckout;
beforeAll(async () => {
  opened = await openCheckout();
});
afterAll(() => opened.close());

describe("what the license was issued with counts, as it stands in the database", () => {
  const codeOf = async (data: object, ...calls: [claims: ClientClaims, item?: Partial<CheckoutItem>][]) => {
    const { license, licenseKey } = await opened.issue({ access: "KEY", qty: 2 });
    await opened.db.license.update({ where: { id: license.id }, data });
    const codes: string[] = [];
    for (const [claims, item] of calls) {
      const outcome = await opened.engine.checkout(byKey(licenseKey, claims), [seat(item)]);
      codes.push(claimsOf(outcome).errorCode ?? "granted");
    }
    return codes;
  };

  it("versions", async () => {
    const bounds = { allowedVersionLowerBound: "02.00", allowedVersionUpperBound: "03.99" };
    const codes = await codeOf(
      bounds,
      [{ cliVersion: "01.99" }],
      [{ cliVersion: "02.00" }],
      [{}, { clientVersion: "04.00" }],
    );
    expect(codes).toEqual(["VERSION_NOT_ALLOWED", "granted", "VERSION_NOT_ALLOWED"]);
  });

  it("devices per seat", async () => {
    const devices = ["a", "b", "c", "d", "e"].map((cliHwId): [ClientClaims] => [{ cliHwId }]);
    expect(await codeOf({ concurrentUserDevicesPerSeat: 2 }, ...devices)).toEqual([
      ...Array.from({ length: 4 }, () => "granted"),
      "QUANTITY_EXHAUSTED",
    ]);
    expect(await codeOf({ concurrentUserDevicesPerSeat: null }, ...devices)).not.toContain("QUANTITY_EXHAUSTED");
  });

  it("app instances per seat", async () => {
    const processes = ["1", "2", "3"].map((cliProcessId): [ClientClaims] => [{ cliProcessId }]);
    const codes = await codeOf({ concurrentUserAppInstancesPerSeat: 1 }, ...processes);
    expect(codes).toEqual(["granted", "granted", "QUANTITY_EXHAUSTED"]);
  });

  it("activations of the key", async () => {
    const devices = ["a", "b"].map((cliHwId): [ClientClaims] => [{ cliHwId }]);
    const once = { licenseKey: { update: { allowedActivations: 1 } } };
    expect(await codeOf(once, ...devices)).toEqual(["granted", "ASSIGNMENTS_EXHAUSTED"]);
  });

  it("no limit of seats", async () => {
    const devices = ["a", "b", "c", "d"].map((cliHwId): [ClientClaims] => [{ cliHwId }]);
    expect(await codeOf({ qty: -1 }, ...devices)).not.toContain("QUANTITY_EXHAUSTED");
  });
});
