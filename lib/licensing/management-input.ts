import type { QtyDimension } from "./client-binding";
import type { ActivationTerms, LicenseConsumer, QtyEnforcementType, SeatLimits, VersionBounds } from "./entities";
import type { LicenseReferences } from "./license";
import type { PageRequest } from "./paging";

/** In changes, what is undefined stays and what is null is cleared; in new things both are the same. */
type Given<T> = { [Key in keyof T]?: T[Key] | null };
type Changes<T> = { [Key in keyof T]?: T[Key] };

export type ById = { id: string };
export type ByUniqueValue = { naturalId: string } | { email: string } | { externalReference: string };

export type NamedPage = PageRequest<"created" | "modified" | "name">;

/** Names match by their beginning, in upper or lower case; everything else as a whole. */
export type PartyFilter = {
  field: "name" | "displayName" | "email" | "naturalId" | "externalReference";
  value: string;
};
export type LicenseeQuery = NamedPage & { filter?: PartyFilter };
export type ConsumerQuery = LicenseeQuery;

type PartyDetails = {
  displayName: string;
  email: string;
  /** Generated when missing; can be changed, not cleared. */
  naturalId: string;
  externalReference: string;
  description: string;
  contactInfo: string;
};

export type OrganizationSetup = { name: string } & Given<PartyDetails>;
export type UserSetup = OrganizationSetup & { connectedIdentityId?: string | null };
export type LicenseeEdit = { name?: string | undefined } & Given<PartyDetails>;

export type NewContainer = { name: string; usedAsDefault?: boolean };
export type ContainerEdit = Changes<NewContainer>;

export type NewConsumer = UserSetup & { type: "PERSON" | "DEVICE" };
export type ConsumerEdit = Given<PartyDetails & Pick<LicenseConsumer, "connectedIdentityId">> & {
  name?: string;
  type?: LicenseConsumer["type"];
};

export type NewLicenseModel = { name: string } & Given<SeatLimits>;
export type LicenseModelEdit = { name?: string | undefined } & Given<SeatLimits>;

export type NewConfiguration = { name: string } & ConfigurationDetails;
export type ConfigurationEdit = { name?: string | undefined } & ConfigurationDetails;
type ConfigurationDetails = {
  displayName?: string | null;
  description?: string | null;
  features?: string[];
  licenseModelId?: string | null;
  qtyDimension?: QtyDimension;
  qtyEnforcementType?: QtyEnforcementType;
  externalReferences?: string[];
};

type ProductDetails = { displayName?: string | null; description?: string | null };
export type NewProduct = { name: string; configurations?: NewConfiguration[] | undefined } & ProductDetails;
export type ProductEdit = {
  name?: string;
  configurations?: (ConfigurationEdit & { id?: string | undefined })[];
} & ProductDetails;

export type LicenseQuery = PageRequest<"created" | "modified" | "productName" | "validFrom" | "validUntil"> & {
  filter?: { field: "productName" | keyof LicenseReferences; value: string } | undefined;
};

/** What is agreed on when a license is issued, of either kind. */
export type IssueTerms = Given<VersionBounds> &
  Given<LicenseReferences> & {
    /** Seats (at most 1000), uses or seconds; -1: no limit. */
    qty: number;
    displayName?: string | null;
    /** ENFORCED, or what the configuration says. */
    qtyEnforcementType?: QtyEnforcementType;
    /** The beginning of the current day in UTC when missing (10Duke Scale: Edit and move licenses). */
    validFrom?: Date | null;
    /** No end when missing. */
    validUntil?: Date | null;
    generateLicenseKey?: boolean;
    allowedActivations?: number | null;
    /** The default one when missing. */
    licenseContainerId?: string | null;
  };
export type NewProductLicense = IssueTerms & { productConfigId: string };
/** Under the built-in license model. */
export type NewFeatureLicense = IssueTerms & {
  productName: string;
  features: string[];
  qtyDimension?: QtyDimension;
};

export type ValidityEdit = { validFrom?: Date; validUntil?: Date | null };
/** Exactly one reference. */
export type Revocation = {
  contractReference?: string;
  orderReference?: string;
  subscriptionReference?: string;
  validUntil?: Date;
};

export type ActivationCodeQuery = PageRequest<"created" | "modified"> & {
  productConfigId?: string;
  batchId?: string;
};
export type NewActivationCodes = { productConfigId: string; count: number; qty: number } & Given<
  Omit<ActivationTerms, "qty">
>;
export type Redemption = { code: string; licenseContainerId?: string | null };
