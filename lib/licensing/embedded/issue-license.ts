import { validate as isUuid } from "uuid";
import type { Db, Tx } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import type { License } from "../license";
import type { NewLicense } from "../license-command";
import { insertConsumer } from "./consumer-store";
import { generateLicenseKey } from "./generate-license-key";
import type { KeyCipher } from "./key-cipher";
import { hashLicenseKey, licenseKeyHint } from "./license-key";
import { findEncryptedKey, findLicenses, insertLicense, insertLicenseKey, moveLicenseKey } from "./license-store";
import { refusal, requireTerms } from "./license-terms";
import { findDefaultContainer } from "./licensee-store";

/** Puts the license into the licensee's default container; a key-based one gets its key in the same transaction. */
export async function issueLicense(
  ctx: { db: Db | Tx; now: Clock; cipher: KeyCipher },
  license: NewLicense,
): Promise<License> {
  requireTerms(license);
  const id = newId();
  const created = ctx.now();
  const [issued] = await ctx.db.$transaction(async (tx) => {
    const container = isUuid(license.licenseeId) && (await findDefaultContainer(tx, license.licenseeId));
    if (!container) throw refusal(`Licensee ${license.licenseeId} does not exist`);
    await insertLicense(tx, {
      id,
      licenseContainerId: container.id,
      ...termsOf(license),
      created,
    });
    if (license.access === "KEY" && !(await takeOverKey(tx, ctx.cipher, { license, id }))) {
      await addKey(tx, ctx.cipher, { licenseId: id, created });
    }
    return findLicenses(tx, { id });
  });
  if (!issued) throw refusal(`License ${id} was not stored`);
  return issued;
}

function termsOf(license: NewLicense) {
  const { productName, displayName, features, qty, validFrom, validUntil } = license;
  const { contractReference, orderReference, subscriptionReference, productReference } = license.references;
  const references = { contractReference, orderReference, subscriptionReference, productReference };
  return { productName, displayName, features, qty, validFrom, validUntil, ...references };
}

/** The key that people have typed in goes on working with the license that follows. */
async function takeOverKey(tx: Tx, cipher: KeyCipher, { license, id }: { license: NewLicense; id: string }) {
  const { replaces, licenseeId } = license;
  if (replaces === undefined || !isUuid(replaces)) return false;
  const [before] = await findLicenses(tx, { id: replaces, container: { licenseeId } });
  const stored = before && (await findEncryptedKey(tx, before.id));
  if (!stored) return false;
  const keyEncrypted = cipher.encrypt(cipher.decrypt(stored.keyEncrypted, before.id), id);
  await moveLicenseKey(tx, { from: before.id, to: id, keyEncrypted });
  return true;
}

/** The key's license consumer carries the hint as its name: the key itself stands nowhere in plain text. */
async function addKey(tx: Tx, cipher: KeyCipher, { licenseId, created }: { licenseId: string; created: Date }) {
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
    created,
  });
}
