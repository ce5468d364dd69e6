import { exportJWK, exportPKCS8, generateKeyPair } from "jose";
import { validate as isUuid } from "uuid";
import { z } from "zod";
import { lockSubject } from "@/lib/db/lock-subject";
import type { Db, Tx } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import type { PublicSigningKey, SigningKey } from "../../checkout";
import type { KeyCipher } from "../key-cipher";
import type { LeaseTerms } from "./lease-times";
import * as store from "./signing-key-store";

/** `cipher` keeps the private halves; see `createKeyCipher`. */
export type KeyRing = { db: Db; now: Clock; cipher: KeyCipher; terms: Pick<LeaseTerms, "leaseSeconds"> };

type Row = NonNullable<Awaited<ReturnType<typeof store.findActiveKey>>>;

const publicJwk = z.object({ kty: z.literal("RSA"), n: z.string(), e: z.string() });
/** Other processes go on signing with a retired key for some seconds; and clocks differ. */
const marginSeconds = 120;

export async function publicKeys({ db, now }: Pick<KeyRing, "db" | "now">): Promise<{ keys: PublicSigningKey[] }> {
  const rows = await store.findPublishedKeys(db, now());
  return {
    keys: rows.map(({ id, publicJwk: jwk }) => ({ ...publicJwk.parse(jwk), kid: id, use: "sig", alg: "RS256" })),
  };
}

export async function generateSigningKey(ring: KeyRing): Promise<SigningKey> {
  return toSigningKey(await store.insertSigningKey(ring.db, await newPair(ring)));
}

export async function activateSigningKey(ring: KeyRing, id: string): Promise<SigningKey | null> {
  if (!isUuid(id)) return null;
  return await ring.db.$transaction(async (tx) => {
    await lockSubject(tx, "licensing:signing-keys");
    const key = await store.findSigningKey(tx, id);
    if (!key || key.state === "ACTIVE") return key && toSigningKey(key);
    return toSigningKey(await activate(ring, tx, id));
  });
}

async function activate({ now, terms }: KeyRing, tx: Tx, id: string): Promise<Row> {
  const at = now();
  await store.retireActiveKey(tx, at, new Date(at.getTime() + (terms.leaseSeconds + marginSeconds) * 1000));
  return await store.activateKey(tx, id, at);
}

export async function deleteSigningKey({ db }: KeyRing, id: string): Promise<"deleted" | "active" | "not_found"> {
  if (!isUuid(id)) return "not_found";
  if (await store.deleteInactiveKey(db, id)) return "deleted";
  return (await store.findSigningKey(db, id)) ? "active" : "not_found";
}

/** The active key; an installation's first is made here, once, however many ask. */
export async function ensureActiveKey(ring: KeyRing): Promise<Row> {
  const active = await store.findActiveKey(ring.db);
  if (active) return active;
  const pair = await newPair(ring);
  return await ring.db.$transaction(async (tx) => {
    await lockSubject(tx, "licensing:signing-keys");
    const meanwhile = await store.findActiveKey(tx);
    if (meanwhile) return meanwhile;
    const { id } = await store.insertSigningKey(tx, pair);
    return await activate(ring, tx, id);
  });
}

async function newPair({ cipher, now }: KeyRing) {
  const { publicKey, privateKey } = await generateKeyPair("RS256", { modulusLength: 2048, extractable: true });
  const id = newId();
  const privateKeyEncrypted = cipher.encrypt(await exportPKCS8(privateKey), id);
  return { id, publicJwk: publicJwk.parse(await exportJWK(publicKey)), privateKeyEncrypted, created: now() };
}

function toSigningKey({ id, state, created, retiredAt }: Row): SigningKey {
  return { id, kid: id, active: state === "ACTIVE", created, retired: retiredAt };
}
