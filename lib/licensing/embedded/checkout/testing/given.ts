import type { CheckoutItem } from "../../../checkout";
import type { Entitlement } from "../entitlement";
import type { Lease } from "../lease";

export const now = new Date("2026-11-22T12:00:00.000Z");
const inAnHour = new Date("2026-11-22T13:00:00.000Z");

export function askedFor(overrides: Partial<CheckoutItem> = {}): CheckoutItem {
  return { productName: "Product", qtyDimension: "SEATS", qty: 1, ...overrides };
}

export function entitlement(overrides: Partial<Entitlement> = {}): Entitlement {
  return {
    licenseId: "license",
    productName: "Product",
    features: ["editing"],
    qty: 1,
    qtyDimension: "SEATS",
    isMetered: false,
    devicesPerSeat: 1,
    appInstancesPerSeat: null,
    maxAssignmentsPerUser: null,
    allowedActivations: null,
    versionLowerBound: null,
    versionUpperBound: null,
    state: "valid",
    stateReason: null,
    validFrom: new Date("2026-01-01T00:00:00.000Z"),
    validUntil: null,
    created: new Date("2026-01-01T00:00:00.000Z"),
    usedQty: 0,
    leases: [],
    ...overrides,
  };
}

export function lease(overrides: Partial<Lease> = {}): Lease {
  return {
    id: 1n,
    leaseId: "lease",
    licenseId: "license",
    licenseConsumerId: "ada",
    qty: 1,
    verifiedQty: null,
    hwId: "laptop",
    processId: "1",
    renewedAt: now,
    earliestNextHeartbeat: now,
    validUntil: inAnHour,
    ...overrides,
  };
}
