import { newId } from "@/lib/kernel/ids";
import type { License } from "../license";
import type { NewLicense } from "../license-command";
import type { Licensee, LicenseeSetup } from "../licensee";
import type { LicensingPort, SetupOutcome } from "../licensing-port";

export const startOf2026 = new Date("2026-01-01T00:00:00.000Z");

/** Values for a licensee that no other test uses. */
export function personSetup(overrides: Partial<LicenseeSetup> = {}): LicenseeSetup {
  const unique = newId();
  return {
    type: "PERSON",
    name: "Given Name",
    displayName: null,
    email: `person-${unique}@example.com`,
    naturalId: null,
    externalReference: unique,
    connectedIdentityId: newId(),
    ...overrides,
  };
}

export function organizationSetup(overrides: Partial<LicenseeSetup> = {}): LicenseeSetup {
  return personSetup({ type: "ORGANIZATION", name: "Given Company", connectedIdentityId: null, ...overrides });
}

export async function givenLicensee(
  licensing: LicensingPort,
  overrides: Partial<LicenseeSetup> = {},
): Promise<Licensee> {
  return licenseeOf(await licensing.setupLicensee(personSetup(overrides)));
}

export function licenseeOf(outcome: SetupOutcome): Licensee {
  if (outcome.kind === "conflict") throw new Error(`Unexpected conflict on ${outcome.field}`);
  return outcome.licensee;
}

export function licenseFor(licenseeId: string, overrides: Partial<NewLicense> = {}): NewLicense {
  return {
    licenseeId,
    productName: "Product",
    displayName: "Product, monthly",
    features: ["editing", "export"],
    qty: 1,
    access: "IDENTITY",
    validFrom: startOf2026,
    validUntil: null,
    references: references(),
    ...overrides,
  };
}

export function references(overrides: Partial<License["references"]> = {}): License["references"] {
  return {
    contractReference: null,
    orderReference: null,
    subscriptionReference: null,
    productReference: null,
    ...overrides,
  };
}
