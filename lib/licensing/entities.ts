import type { QtyDimension } from "./client-binding";
import type { LicenseReferences, LicenseState } from "./license";
import type { Licensee } from "./licensee";

/** What the engine keeps about everything that it stores. */
type Stored = { id: string; created: Date; modified: Date };

export type LicenseeRecord = Licensee & Stored & { description: string | null; contactInfo: string | null };

/** Groups a licensee's licenses; access is granted per container. Every licensee has exactly one default. */
export type LicenseContainer = Stored & { licenseeId: string; name: string; usedAsDefault: boolean };

export type LicenseConsumerType = "PERSON" | "DEVICE" | "LICENSE_KEY";

/** Who or what uses licenses. */
export type LicenseConsumer = Stored & {
  type: LicenseConsumerType;
  name: string;
  displayName: string | null;
  email: string | null;
  naturalId: string;
  externalReference: string | null;
  /** The subject of the ID tokens and Scale JWTs that stand for this consumer; never with a license key. */
  connectedIdentityId: string | null;
  contactInfo: string | null;
  description: string | null;
};

export type QtyEnforcementType = "ENFORCED" | "METERED";

/** Null: no limit. */
export type SeatLimits = {
  concurrentUserDevicesPerSeat: number | null;
  concurrentUserAppInstancesPerSeat: number | null;
  maxAssignmentsPerUser: number | null;
};

export type LicenseModel = Stored & { name: string } & SeatLimits;

/** What licensed applications check out, by its name. */
export type LicensedProduct = Stored & {
  name: string;
  displayName: string | null;
  description: string | null;
  configurations: ProductConfiguration[];
};

/** The sellable variant of a product. Licenses copy it when they are issued; editing it never touches them. */
export type ProductConfiguration = Stored & {
  productId: string;
  name: string;
  displayName: string | null;
  description: string | null;
  features: string[];
  /** Null: the built-in model, one device per seat and nothing else limited. */
  licenseModelId: string | null;
  qtyDimension: QtyDimension;
  qtyEnforcementType: QtyEnforcementType;
  externalReferences: string[];
};

/** Versions are compared as text, so that they must be zero-padded (10Duke Scale: Issue licenses). */
export type VersionBounds = {
  allowedVersionLowerBound: string | null;
  allowedVersionUpperBound: string | null;
  allowedVersionsDisplayName: string | null;
};

/** A license with all that was agreed when it was issued. */
export type LicenseRecord = Stored &
  SeatLimits &
  VersionBounds & {
    licenseeId: string;
    licenseContainerId: string;
    productName: string;
    displayName: string;
    /** Seats, uses or seconds; -1: no limit. */
    qty: number;
    qtyDimension: QtyDimension;
    qtyEnforcementType: QtyEnforcementType;
    /** Uses or seconds that are gone for good; 0 for seats. */
    usedQty: number;
    features: string[];
    /** Without the key itself, which is asked for separately. */
    licenseKey: (Stored & { keyHint: string; allowedActivations: number | null }) | null;
    validFrom: Date;
    validUntil: Date | null;
    state: LicenseState;
    stateReason: string | null;
    references: LicenseReferences;
    /** The built-in model has no id. */
    licenseModel: { id: string | null; name: string };
    /** Null for feature licenses. */
    productConfigInfo: ProductConfigInfo | null;
  };

/** The configuration as it was when the license was issued (10Duke's EffectiveProductConfigInfo). */
export type ProductConfigInfo = {
  id: string;
  features: string[];
  licenseModelId: string | null;
  licenseModelName: string;
  productConfigId: string;
  productConfigName: string;
  productConfigDisplayName: string | null;
  productId: string;
  productName: string;
  productDisplayName: string | null;
  qtyDimension: QtyDimension;
  /** ISO 8601, those of the configuration. */
  created: string;
  modified: string;
};

/** A voucher that issues one license. */
export type ActivationCode = Stored &
  ActivationTerms & {
    /** A credential until it is redeemed: show it to the vendor, never log it. */
    code: string;
    productConfigId: string;
    batchId: string;
    redeemedAt: Date | null;
    licenseeId: string | null;
    licenseId: string | null;
  };

export type ActivationTerms = {
  qty: number;
  generateLicenseKey: boolean;
  allowedActivations: number | null;
  /** The window in which the code can be redeemed; null: no limit. */
  redeemableFrom: Date | null;
  redeemableUntil: Date | null;
  /** Fixed dates, or … */
  validFrom: Date | null;
  validUntil: Date | null;
  /** … so many days from redemption. */
  validDays: number | null;
};
