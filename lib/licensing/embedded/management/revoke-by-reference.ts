import { validate as isUuid } from "uuid";
import { largestPage } from "../../paging";
import type { LicenseOperations } from "../../management";
import type { Revocation } from "../../management-input";
import type { EngineContext } from "../engine-context";
import { endByReference, findLicenseRecords } from "../license-store";
import { licenseeExists } from "../licensee-store";

type Revoke = LicenseOperations["revoke"];

const names = ["contractReference", "orderReference", "subscriptionReference"] as const;

export async function revokeByReference(
  ctx: EngineContext,
  ...[licenseeId, revocation]: Parameters<Revoke>
): ReturnType<Revoke> {
  const named = referenceOf(revocation);
  if (!named)
    return { kind: "invalid", field: "reference", problem: "must be exactly one of contract, order, subscription" };
  if (!isUuid(licenseeId) || !(await licenseeExists(ctx.db, licenseeId))) return { kind: "not_found" };
  const now = ctx.now();
  return ctx.db.$transaction(async (tx) => {
    const ended = await endByReference(tx, { licenseeId, ...named, at: revocation.validUntil ?? now, now });
    const where = { container: { licenseeId }, [named.name]: named.reference };
    const orderBy = [{ created: "desc" as const }, { id: "desc" as const }];
    return { kind: "revoked", ended, licenses: await findLicenseRecords(tx, where, { take: largestPage, orderBy }) };
  });
}

/** Exactly one; an empty one would end what carries none. */
function referenceOf(revocation: Revocation) {
  const [first, ...others] = names.flatMap((name) => {
    const reference = revocation[name];
    return reference === undefined ? [] : [{ name, reference }];
  });
  return first && first.reference !== "" && others.length === 0 ? first : null;
}
