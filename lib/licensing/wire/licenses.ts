import { z } from "zod";
import {
  beginning,
  ending,
  listOf,
  maybeText,
  name,
  openEnum,
  optional,
  reference,
  stored,
  text,
  uuid,
} from "./fields";
import { ofLicensee } from "./licensees";
import { shape } from "./operation";

export const qtyDimension = z.enum(["SEATS", "USE_COUNT", "USE_TIME"]);
const count = z.number().int().nullish();

const licenseMetadata = z
  .looseObject({
    contractReference: maybeText,
    orderReference: maybeText,
    subscriptionReference: maybeText,
    productReference: maybeText,
    licenseContainer: z.looseObject({ id: z.string() }).nullish(),
    licenseModel: z.looseObject({ name: maybeText }).nullish(),
    productConfigInfo: z.looseObject({ id: z.string() }).nullish(),
  })
  .meta({ id: "LicenseMetadata" });

const feature = z.looseObject({ id: z.string().optional(), feature: z.string() }).meta({ id: "Feature" });

const keyOfLicense = z
  .looseObject({ id: z.string().optional(), licenseKey: z.string().optional(), allowedActivations: count })
  .meta({ id: "LicenseKey", description: "The key itself is shown to vendors' systems, and to who has it." });

export const license = z
  .looseObject({
    ...stored,
    productName: z.string(),
    displayName: maybeText,
    qty: z.number().int().meta({ description: "-1: unlimited. Of USE_TIME in seconds." }),
    qtyDimension: openEnum(qtyDimension.options).optional(),
    qtyEnforcementType: openEnum(["ENFORCED", "METERED"]).optional(),
    allowedVersionLowerBound: maybeText,
    allowedVersionUpperBound: maybeText,
    allowedVersionsDisplayName: maybeText,
    concurrentUserDevicesPerSeat: count,
    concurrentUserAppInstancesPerSeat: count,
    features: z.array(feature).optional(),
    featureNames: maybeText,
    licenseKey: keyOfLicense.nullish(),
    validFrom: maybeText,
    validUntil: maybeText.meta({ description: "Null: perpetual." }),
    contractReference: maybeText,
    orderReference: maybeText,
    subscriptionReference: maybeText,
    productReference: maybeText,
    licenseMetadata: licenseMetadata.nullish(),
  })
  .meta({ id: "License" });

const ofLicense = ofLicensee.extend({ licenseId: uuid });

const terms = {
  displayName: optional(name),
  qty: z.number().int().min(-1).max(2_147_483_647).meta({ description: "SEATS: at most 1000. -1: unlimited." }),
  qtyEnforcementType: z.enum(["ENFORCED", "METERED"]).optional(),
  validFrom: optional(beginning),
  validUntil: optional(ending),
  allowedVersionLowerBound: optional(text(64)),
  allowedVersionUpperBound: optional(text(64)),
  allowedVersionsDisplayName: optional(name),
  generateLicenseKey: z.boolean().optional(),
  allowedActivations: optional(z.number().int().min(1).max(1_000_000)),
  licenseContainerId: optional(uuid),
  contractReference: optional(reference),
  orderReference: optional(reference),
  subscriptionReference: optional(reference),
  productReference: optional(reference),
};

const revocation = z.strictObject({
  contractReference: reference.optional(),
  orderReference: reference.optional(),
  subscriptionReference: reference.optional(),
  validUntil: ending.optional(),
});

const issues = { access: "License.write", params: ofLicensee, response: license, status: 201 } as const;
const changes = { access: "License.write", params: ofLicense, response: license } as const;

export const licenses = {
  list: shape({
    summary: "List a licensee's licenses",
    access: "License.read",
    params: ofLicensee,
    query: z.strictObject({
      filterField: z
        .enum(["productName", "contractReference", "orderReference", "subscriptionReference", "productReference"])
        .optional(),
      filterValue: text(256).optional(),
    }),
    response: listOf(license),
    orderBy: ["created", "modified", "productName", "validFrom", "validUntil"],
  }),
  get: shape({ summary: "Get a license", access: "License.read", params: ofLicense, response: license }),
  issueProduct: shape({
    summary: "Issue a license of a product configuration",
    ...issues,
    body: z.strictObject({ productConfigId: uuid, ...terms }).meta({ id: "NewProductLicense" }),
  }),
  issueFeature: shape({
    summary: "Issue a license with product name and features given here",
    ...issues,
    body: z
      .strictObject({
        productName: name,
        features: z.array(text(256)).max(500).default([]),
        qtyDimension: qtyDimension.default("SEATS"),
        ...terms,
      })
      .meta({ id: "NewFeatureLicense" }),
  }),
  redeem: shape({
    summary: "Issue a license by redeeming an activation code",
    ...issues,
    body: z
      .strictObject({ activationCode: text(128), licenseContainerId: optional(uuid) })
      .meta({ id: "ActivationCodeRedemption" }),
  }),
  updateValidity: shape({
    summary: "Edit a license's validity; nothing else of an issued license can change",
    ...changes,
    body: z
      .strictObject({ validFrom: beginning.optional(), validUntil: ending.nullable().optional() })
      .meta({ id: "LicenseValidity", description: "What is absent stays. validUntil null: without an end." }),
  }),
  move: shape({
    summary: "Move a license to another container of the same licensee",
    ...changes,
    body: z.strictObject({ licenseContainerId: uuid }).meta({ id: "LicenseMove" }),
  }),
  revoke: shape({
    summary: "Set a new end on every license that carries a reference; now, unless validUntil is given",
    access: "License.write",
    params: ofLicensee,
    query: revocation,
    body: revocation.optional().meta({ id: "Revocation", description: "The same as in the query: either, not both." }),
    response: listOf(license),
  }),
  delete: shape({ summary: "Delete a license", access: "License.write", params: ofLicense }),
};
