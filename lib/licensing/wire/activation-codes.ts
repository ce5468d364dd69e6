import { z } from "zod";
import { beginning, ending, listOf, maybeText, optional, stored, uuid } from "./fields";
import { shape } from "./operation";

const activationCode = z
  .looseObject({
    ...stored,
    activationCode: z.string(),
    productConfigId: maybeText,
    batchId: maybeText,
    qty: z.number().int().nullish(),
    validDays: z.number().int().nullish(),
    validFrom: maybeText,
    validUntil: maybeText,
    generateLicenseKey: z.boolean().nullish(),
    allowedActivations: z.number().int().nullish(),
    redeemableFrom: maybeText,
    redeemableUntil: maybeText,
    redeemedAt: maybeText,
    licenseeId: maybeText,
    licenseId: maybeText,
  })
  .meta({ id: "ActivationCode" });

const settings = z
  .strictObject({
    productConfigId: uuid,
    count: z.number().int().min(1).max(1000).default(1).meta({ description: "How many codes to make." }),
    qty: z.number().int().min(-1).max(2_147_483_647),
    validFrom: optional(beginning),
    validUntil: optional(ending),
    validDays: optional(z.number().int().min(1).max(36_500)).meta({ description: "Counted from redemption." }),
    generateLicenseKey: z.boolean().optional(),
    allowedActivations: optional(z.number().int().min(1).max(1_000_000)),
    redeemableFrom: optional(beginning),
    redeemableUntil: optional(ending),
  })
  .refine((given) => !given.validDays || !(given.validFrom ?? given.validUntil), {
    error: "has either fixed dates or validDays",
  })
  .meta({ id: "NewActivationCodes" });

export const activationCodes = {
  list: shape({
    summary: "List activation codes",
    access: "ActivationCode.read",
    query: z.strictObject({ productConfigId: uuid.optional(), batchId: uuid.optional() }),
    response: listOf(activationCode),
    orderBy: ["created", "modified"],
  }),
  create: shape({
    summary: "Make activation codes, one or a batch",
    access: "ActivationCode.write",
    body: settings,
    response: listOf(activationCode),
    status: 201,
  }),
  delete: shape({
    summary: "Delete an activation code",
    access: "ActivationCode.write",
    params: z.strictObject({ activationCodeId: uuid }),
  }),
};
