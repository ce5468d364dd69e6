import { randomBytes, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { exportJWK, generateKeyPair } from "jose";
import { z } from "zod";

const stored = z.object({
  jwks: z.object({ keys: z.array(z.looseObject({ kty: z.literal("RSA"), kid: z.string() })).min(1) }),
  cookieKeys: z.array(z.string().min(32)).min(1),
});

export type ProviderKeys = z.infer<typeof stored>;

/** The signing keys from the data folder, made on the first start, so that a restart keeps every ID token valid. */
export async function loadKeys(dataFolder: string | null): Promise<ProviderKeys> {
  if (dataFolder === null) return makeKeys();
  const file = join(dataFolder, "identity-keys.json");
  const kept = stored.safeParse(await readJson(file));
  if (kept.success) return kept.data;
  const keys = await makeKeys();
  await mkdir(dataFolder, { recursive: true });
  await writeFile(`${file}.next`, JSON.stringify(keys), { mode: 0o600 });
  await rename(`${file}.next`, file);
  return keys;
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return undefined;
  }
}

async function makeKeys(): Promise<ProviderKeys> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: "RS256", use: "sig" };
  return stored.parse({ jwks: { keys: [key] }, cookieKeys: [randomBytes(32).toString("base64url")] });
}
