import { validate as isUuid } from "uuid";
import type { Tx } from "@/lib/db/client";
import { newId } from "@/lib/kernel/ids";
import type { LicenseRecord } from "../entities";
import { insertConsumer } from "./consumer-store";
import type { EngineContext } from "./engine-context";
import { generateLicenseKey } from "./generate-license-key";
import { hashLicenseKey, licenseKeyHint } from "./license-key";
import { findEncryptedKey, insertLicenseKey, moveLicenseKey } from "./license-key-store";
import { findLicenseRecord, insertLicense } from "./license-store";

type Row = Omit<Parameters<typeof insertLicense>[1], "id" | "created">;

export type KeyTerms = {
  allowedActivations?: number | null;
  /** The license of the same licensee whose key this one takes over. */
  replaces?: string;
};

/** Stores a license whose terms were checked, with its key where it has one. The caller holds the container. */
export async function placeLicense(
  tx: Tx,
  ctx: Pick<EngineContext, "now" | "cipher">,
  { row, key }: { row: Row; key: KeyTerms | null },
): Promise<LicenseRecord> {
  const id = newId();
  const created = ctx.now();
  await insertLicense(tx, { ...row, id, created });
  const license = await findLicenseRecord(tx, { id });
  if (!license) throw new Error(`License ${id} was not stored`);
  if (!key) return license;
  if (!(await takeOverKey(tx, ctx, license, key.replaces))) await addKey(tx, ctx, license, key);
  return (await findLicenseRecord(tx, { id })) ?? license;
}

type Place = Pick<EngineContext, "now" | "cipher">;

/** The key that people have typed in goes on working with the license that follows. */
async function takeOverKey(tx: Tx, { cipher }: Place, { id, licenseeId }: LicenseRecord, replaces?: string) {
  if (replaces === undefined || !isUuid(replaces)) return false;
  const before = await findLicenseRecord(tx, { id: replaces, container: { licenseeId } });
  const stored = before && (await findEncryptedKey(tx, before.id));
  if (!stored) return false;
  const keyEncrypted = cipher.encrypt(cipher.decrypt(stored.keyEncrypted, before.id), id);
  await moveLicenseKey(tx, { from: before.id, to: id, keyEncrypted });
  return true;
}

/** The key's license consumer carries the hint as its name: the key itself stands nowhere in plain text. */
async function addKey(tx: Tx, { cipher }: Place, { id: licenseId, created }: LicenseRecord, terms: KeyTerms) {
  const key = generateLicenseKey();
  const keyHint = licenseKeyHint(key);
  const name = `License key …${keyHint}`;
  const consumer = await insertConsumer(tx, { id: newId(), type: "LICENSE_KEY", name, naturalId: newId(), created });
  await insertLicenseKey(tx, {
    id: newId(),
    licenseId,
    licenseConsumerId: consumer.id,
    keyEncrypted: cipher.encrypt(key, licenseId),
    keyHash: hashLicenseKey(key),
    keyHint,
    allowedActivations: terms.allowedActivations ?? null,
    created,
  });
}
