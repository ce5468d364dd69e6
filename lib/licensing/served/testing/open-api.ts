import { generateKeyPairSync, randomUUID, type KeyObject } from "node:crypto";
import { SignJWT } from "jose";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { createLog } from "@/lib/observability/log";
import { createEmbeddedEngine } from "../../embedded/create-embedded-engine";
import type { LicensingEngine } from "../../engine";
import { registerApiKey } from "../../register-api-key";
import { licensingApiPath, serveLicensingApi, type LicensingApiContext } from "../../serve-licensing-api";

export const issuer = "https://vendor.example.com";
export const keyId = "vendor-1";
const keySecret = "a secret for tests only, 32 characters or more";

export type Asked = {
  authorization?: string | null;
  headers?: Record<string, string>;
  /** Sent as it is when it is a text, as JSON otherwise. */
  body?: unknown;
  sender?: string;
  /** Instead of the opened one. */
  ctx?: LicensingApiContext;
};

export type OpenApi = {
  database: TestDatabase;
  engine: LicensingEngine;
  ctx: LicensingApiContext;
  lines: string[];
  privateKey: KeyObject;
  publicKey: string;
  /** A Scale JWT, ready for the header; `null` leaves a claim out. */
  token(
    claims?: Record<string, unknown>,
    more?: { key?: KeyObject; kid?: string; lifeSeconds?: number },
  ): Promise<string>;
  ask(
    method: string,
    path: string,
    asked?: Asked,
  ): Promise<{ status: number; headers: Headers; json: unknown; text: string }>;
};

let senders = 0;

/** The served API on a database of its own, with one registered key that may permit everything. */
export async function openApi(changes: Partial<LicensingApiContext> = {}): Promise<OpenApi> {
  const database = await createTestDatabase();
  const { db } = database;
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const publicKey = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
  const actor = { kind: "system", name: "command" } as const;
  const key = { name: "Vendor", issuer, keyId, publicKey, permissions: ["*.*"], validUntil: null };
  await registerApiKey({ db, actor }, { use: "VERIFY_SCALE_JWT", ...key });
  const now = () => new Date();
  const terms = { leaseSeconds: 600, heartbeatSeconds: 60 };
  const engine = createEmbeddedEngine({ db, keySecret, now, terms, issuer: "Usher" });
  const lines: string[] = [];
  const log = createLog("debug", { write: (line) => void lines.push(line) });
  const trust = { settingsKey: null, signInIssuers: [], findIdentity: async () => null };
  const ctx = { db, engine, log, now, ...trust, sender: null, ...changes };
  return {
    database,
    engine,
    ctx,
    lines,
    privateKey: pair.privateKey,
    publicKey,
    token: mintOnce(pair.privateKey),
    ask: (method, path, asked) => ask(asked?.ctx ?? ctx, method, path, asked),
  };
}

/** Signing takes longer than all else in a call, so the same token is not signed twice. */
function mintOnce(privateKey: KeyObject): OpenApi["token"] {
  const minted = new Map<string, Promise<string>>();
  return async (claims = {}, more = {}) => {
    const name = JSON.stringify([claims, more.kid, more.lifeSeconds]);
    const fresh = () => mint(claims, { key: privateKey, lifeSeconds: 3000, ...more });
    const token = more.key ? fresh() : (minted.get(name) ?? fresh());
    if (!more.key) minted.set(name, token);
    return `ScaleJwt ${await token}`;
  };
}

export async function mint(
  claims: Record<string, unknown>,
  { key, kid = keyId, lifeSeconds = 300 }: { key: KeyObject; kid?: string; lifeSeconds?: number },
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const given = { iss: issuer, sub: "vendor-system", permissions: ["*.*"], jti: randomUUID(), iat: now };
  const all = Object.entries({ ...given, exp: now + lifeSeconds, ...claims }).filter(([, value]) => value !== null);
  return await new SignJWT(Object.fromEntries(all)).setProtectedHeader({ alg: "RS256", kid }).sign(key);
}

async function ask(ctx: LicensingApiContext, method: string, path: string, asked: Asked = {}) {
  const { authorization, headers: given = {}, body, sender = `sender ${++senders}` } = asked;
  const headers = new Headers({ ...(body !== undefined && { "content-type": "application/json" }), ...given });
  if (authorization) headers.set("authorization", authorization);
  const sent = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  const request = new Request(`http://localhost:3000${licensingApiPath}${path}`, { method, headers, body: sent });
  const response = await serveLicensingApi({ ...ctx, sender }, request);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: text === "" ? null : JSON.parse(text) };
}
