import { z } from "zod";
import { listOf, maybeText, openEnum, text, uuid } from "./fields";
import { licensee } from "./licensees";
import { license, qtyDimension } from "./licenses";
import { none, shape } from "./operation";

/** As the public SDKs accept them. */
const licenseKey = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/, "is no license key");

const qty = z.number().int().min(0).max(2_147_483_647);
const atMost = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(100);
const checkouts = atMost(
  z.strictObject({
    productName: text(256),
    qtyDimension: qtyDimension.default("SEATS"),
    qty: qty.min(1).default(1),
    clientVersion: text(64).nullish(),
    licenseId: uuid.nullish(),
  }),
).meta({ id: "Checkouts" });
const heartbeats = atMost(
  z.strictObject({ leaseId: text(128), treatAsIncrementalQty: z.boolean().default(false), usedQty: qty.nullish() }),
).meta({ id: "Heartbeats" });
const releases = atMost(z.strictObject({ leaseId: text(128), finalUsedQty: qty.nullish() })).meta({ id: "Releases" });

const tokens = z.array(z.string()).meta({
  id: "LicenseTokens",
  description: "Signed tokens (JWT, RS256). A refusal is a token, too: it carries errorCode and errorDescription.",
});
const released = z
  .array(
    z.looseObject({
      released: z.boolean(),
      releasedLeaseId: maybeText,
      releasedLicenseId: maybeText,
      licenseConsumerId: maybeText,
      productName: maybeText,
      qtyDimension: openEnum(qtyDimension.options).nullish(),
      finalUsedQty: z.number().nullish(),
      remainingQty: z.number().nullish(),
      errorCode: maybeText,
      errorDescription: maybeText,
    }),
  )
  .meta({ id: "ReleaseResults" });

const byConsumer = { access: "consumer", params: none, takesClientClaims: true } as const;
const byKey = { access: "license key", params: z.strictObject({ licenseKey }), takesClientClaims: true } as const;

/** Each of the six calls exists by identity and, with the key as the last part of the address, by license key. */
const both = <B extends z.ZodType, R extends z.ZodType>(summary: string, body: B, response: R) => ({
  byIdentity: shape({ summary, ...byConsumer, body, response }),
  byKey: shape({ summary: `${summary}, with a license key`, ...byKey, body, response }),
});

export const checkout = {
  checkout: both("Check out licenses: takes seats or quantity", checkouts, tokens),
  heartbeat: both("Keep leases alive; the lease id changes each time", heartbeats, tokens),
  release: both("Give leases back", releases, released),
  startMeteredUse: both("Start metered use", checkouts, tokens),
  heartbeatMeteredUse: both("Report metered use", heartbeats, tokens),
  endMeteredUse: both("End metered use", releases, released),
};

const bindings = z
  .looseObject({
    clientBindings: z.array(z.looseObject({ id: z.union([z.number(), z.string()]) })),
    allClientBindingsIncluded: z.boolean().optional(),
  })
  .meta({ id: "ClientBindings", description: "At most 5 for each license." });
const held = z.looseObject({ licenses: z.array(license) }).meta({ id: "Licenses" });
const ofOne = z.strictObject({ licenseeId: uuid.optional() });
const flagged = ofOne.extend({ filterValue: text(256).optional() });
const access = "consumer";

export const descriptions = {
  licensees: shape({
    summary: "The licensees whose licenses this consumer may use",
    access,
    response: listOf(licensee),
    orderBy: ["created", "modified", "name"],
  }),
  licenses: shape({
    summary: "The licenses of a licensee that this consumer may use",
    access,
    query: flagged.extend({
      withMetadata: z.enum(["true", "false"]).optional(),
      filterField: z.literal("productName").optional(),
    }),
    response: held,
    orderBy: ["created", "modified", "productName", "validFrom", "validUntil"],
  }),
  consumerBindings: shape({
    summary: "This consumer's client bindings",
    access,
    query: ofOne,
    response: bindings,
    orderBy: ["created", "modified"],
  }),
  licenseBindings: shape({
    summary: "A license's client bindings",
    access,
    query: z.strictObject({ licenseId: uuid }),
    response: bindings,
    orderBy: ["created", "modified"],
  }),
  binding: shape({
    summary: "One client binding",
    access,
    query: z.strictObject({ clientBindingId: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
    response: z.looseObject({ id: z.union([z.number(), z.string()]) }).meta({ id: "ClientBinding" }),
  }),
  featureFlags: shape({
    summary: "What this consumer may use, as feature flags",
    access,
    query: flagged,
    response: z.looseObject({
      featureFlags: z.array(z.looseObject({ productName: z.string(), features: z.array(z.string()) })),
    }),
  }),
  featureFlagsJwt: shape({ summary: "The same as a signed token", access, query: flagged, response: z.string() }),
  key: shape({
    summary: "The license of a license key",
    access: "license key",
    query: z.strictObject({ licenseKey, withMetadata: z.enum(["true", "false"]).optional() }),
    response: held,
  }),
  keyBindings: shape({
    summary: "The client bindings of a license key",
    access: "license key",
    query: z.strictObject({ licenseKey }),
    response: bindings,
    orderBy: ["created", "modified"],
  }),
};
