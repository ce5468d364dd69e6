import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { raiseStack } from "./raise-stack";
import type { Stack } from "./stack";

const root = join(import.meta.dirname, "../..");
const issuer = "https://first-usher.example.com";

/** One more Usher, whose licenses the running one keeps, as a 10Duke Scale tenant would: through the served API. */
export async function raiseScaleStack(tenant: Stack): Promise<{ stack: Stack; stop: () => Promise<void> }> {
  const SCALE_KEY_ID = randomUUID();
  const SCALE_PRIVATE_KEY = await register(tenant, SCALE_KEY_ID);
  const SCALE_API_BASE = `${tenant.appOrigin}/api/licensing/v1`;
  return await raiseStack("scale-log", {
    SCALE_API_BASE,
    SCALE_ISSUER: issuer,
    SCALE_KEY_ID,
    SCALE_PRIVATE_KEY,
  });
}

/** As the tenant's operator does; answers with the private key. */
async function register({ databaseUrl }: Stack, keyId: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "usher-scale-key-"));
  const file = join(folder, "private.pem");
  const words = ["generate", "--issuer", issuer, "--key-id", keyId, "--private-key", file];
  await execa("tsx", ["lib/api-key.ts", ...words], {
    cwd: root,
    preferLocal: true,
    env: { DATABASE_URL: databaseUrl },
  });
  const key = await readFile(file, "utf8");
  await rm(folder, { recursive: true });
  return key;
}
