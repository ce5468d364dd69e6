import { validate as isUuid } from "uuid";
import type { LicenseOperations } from "../../management";
import type { LicenseQuery } from "../../management-input";
import type { EngineContext } from "../engine-context";
import { findEncryptedKey } from "../license-key-store";
import { deleteLicenseRow, findLicenseRecord, findLicenseRecords } from "../license-store";
import { licenseeExists } from "../licensee-store";
import { editLicense } from "./edit-license";
import { issueFeatureLicense, issueProductLicense } from "./issue-record";
import { boundedPage, pageTerms, toPage } from "./read-page";
import { revokeByReference } from "./revoke-by-reference";

type Operation<Name extends keyof LicenseOperations> = LicenseOperations[Name];
type Input<Name extends keyof LicenseOperations> = Parameters<Operation<Name>>;
type Answer<Name extends keyof LicenseOperations> = ReturnType<Operation<Name>>;

export function manageLicenses(ctx: EngineContext): LicenseOperations {
  return {
    list: (...input) => listLicenses(ctx, ...input),
    find: (licenseeId, id) => findLicense(ctx, licenseeId, id),
    issueProductLicense: (...input) => issueProductLicense(ctx, ...input),
    issueFeatureLicense: (...input) => issueFeatureLicense(ctx, ...input),
    editValidity: (licenseeId, id, validity) => editLicense(ctx, { licenseeId, id }, { kind: "validity", ...validity }),
    move: (licenseeId, id, licenseContainerId) =>
      editLicense(ctx, { licenseeId, id }, { kind: "container", licenseContainerId }),
    setQuantity: (licenseeId, id, qty) => editLicense(ctx, { licenseeId, id }, { kind: "quantity", qty }),
    revoke: (...input) => revokeByReference(ctx, ...input),
    delete: (...input) => deleteLicense(ctx, ...input),
    revealKey: (...input) => revealKey(ctx, ...input),
  };
}

async function listLicenses({ db }: EngineContext, ...[licenseeId, query]: Input<"list">): Answer<"list"> {
  if (!isUuid(licenseeId) || !(await licenseeExists(db, licenseeId))) return null;
  const asked = boundedPage(query);
  const where = { container: { licenseeId }, ...conditionOf(query) };
  return toPage(await findLicenseRecords(db, where, pageTerms(asked, "created")), asked);
}

function conditionOf({ filter }: LicenseQuery) {
  return filter ? { [filter.field]: filter.value } : {};
}

async function findLicense({ db }: EngineContext, ...[licenseeId, id]: Input<"find">): Answer<"find"> {
  return isUuid(licenseeId) && isUuid(id) ? findLicenseRecord(db, { id, container: { licenseeId } }) : null;
}

async function deleteLicense({ db }: EngineContext, ...[licenseeId, id]: Input<"delete">): Answer<"delete"> {
  const known = isUuid(licenseeId) && isUuid(id);
  const deleted = known && (await deleteLicenseRow(db, { id, container: { licenseeId } }));
  return { kind: deleted ? "deleted" : "not_found" };
}

async function revealKey(ctx: EngineContext, ...[licenseeId, id]: Input<"revealKey">): Answer<"revealKey"> {
  const license = await findLicense(ctx, licenseeId, id);
  const stored = license && (await findEncryptedKey(ctx.db, license.id));
  return stored && ctx.cipher.decrypt(stored.keyEncrypted, id);
}
