import type { Entitlement } from "./entitlement";
import { refused, type Refusal } from "./refusal";

type Terms = Pick<Entitlement, "state" | "stateReason" | "validFrom" | "validUntil">;

/** Null when the license can be used at this moment; else why not. */
export function decideUsable(license: Terms, now: Date): Refusal | null {
  const { state, validFrom, validUntil } = license;
  if (state === "revoked") return refused("LICENSE_REVOKED", because("The license was revoked", license));
  if (state === "suspended") return refused("LICENSE_SUSPENDED", because("The license is suspended", license));
  if (validFrom > now) return refused("LICENSE_NOT_YET_VALID", `The license is valid from ${validFrom.toISOString()}.`);
  if (validUntil === null || validUntil > now) return null;
  return refused("LICENSE_EXPIRED", `The license was valid until ${validUntil.toISOString()}.`);
}

function because(what: string, { stateReason }: Terms): string {
  return stateReason === null ? `${what}.` : `${what}: ${stateReason}.`;
}

/** Versions are compared as text (Issue licenses), so vendors pad the numbers with zeros; no bound, no limit. */
export function decideVersion(
  license: Pick<Entitlement, "versionLowerBound" | "versionUpperBound">,
  version: string | null,
): Refusal | null {
  const { versionLowerBound: lower, versionUpperBound: upper } = license;
  if (lower === null && upper === null) return null;
  if (version === null) return refused("CLIENT_CLAIM_MISSING", "The license is for certain versions; send cliVersion.");
  if ((lower === null || version >= lower) && (upper === null || version <= upper)) return null;
  const range = [lower && `from ${lower}`, upper && `up to ${upper}`].filter(Boolean).join(" ");
  return refused("VERSION_NOT_ALLOWED", `The license is for versions ${range}, not for ${version}.`);
}
