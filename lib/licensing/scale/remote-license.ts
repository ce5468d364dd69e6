import { z } from "zod";
import type { LicenseReferences } from "../license";
import type { OperationResponse } from "../wire/endpoint-map";

/** A license as 10Duke Scale has it. */
export type RemoteLicense = {
  id: string;
  productName: string;
  displayName: string;
  features: string[];
  qty: number;
  validFrom: Date | null;
  /** Null: no end. */
  validUntil: Date | null;
  /** The key of a key-based license. */
  key: string | null;
  references: LicenseReferences;
  created: Date | null;
};

const dayMs = 86_400_000;
const keyHintLength = 5;

export function toRemoteLicense(wire: OperationResponse<"getLicense">): RemoteLicense {
  const { productName, displayName, features = [], featureNames } = wire;
  return {
    id: wire.id,
    productName,
    displayName: displayName ?? productName,
    features: features.length > 0 ? features.map(({ feature }) => feature) : namesOf(featureNames),
    qty: wire.qty,
    validFrom: moment(wire.validFrom),
    validUntil: lastMoment(wire.validUntil),
    key: wire.licenseKey?.licenseKey ?? null,
    references: referencesOf(wire),
    created: moment(wire.created),
  };
}

/** The last characters, as the embedded engine shows them. */
export function keyHintOf({ key }: Pick<RemoteLicense, "key">): string | null {
  return key === null ? null : key.slice(-keyHintLength);
}

export function isOver({ validUntil }: Pick<RemoteLicense, "validUntil">, now: Date): boolean {
  return validUntil !== null && validUntil <= now;
}

const referenceNames = ["contractReference", "orderReference", "subscriptionReference", "productReference"] as const;

/** Beside the license's own fields or in its metadata: which one is not published for this API. */
function referencesOf(wire: OperationResponse<"getLicense">): LicenseReferences {
  const read = (name: (typeof referenceNames)[number]) => wire[name] ?? wire.licenseMetadata?.[name] ?? null;
  const [contractReference, orderReference, subscriptionReference, productReference] = referenceNames.map(read);
  return {
    contractReference: contractReference ?? null,
    orderReference: orderReference ?? null,
    subscriptionReference: subscriptionReference ?? null,
    productReference: productReference ?? null,
  };
}

function namesOf(joined: string | null | undefined): string[] {
  return (joined ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
}

const isDateOnly = z.iso.date();

function moment(text: string | null | undefined): Date | null {
  return text ? new Date(text) : null;
}

/** A date alone is the last day on which the license is valid (Edit and move licenses). */
function lastMoment(text: string | null | undefined): Date | null {
  if (!text) return null;
  return isDateOnly.safeParse(text).success ? new Date(Date.parse(text) + dayMs) : new Date(text);
}
