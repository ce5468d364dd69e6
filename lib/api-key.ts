import { generateKeyPairSync } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { loadEnvFile } from "node:process";
import { parseArgs } from "node:util";
import { createDb, type Db } from "@/lib/db/client";
import { databaseUrl } from "@/lib/env";
import type { Actor } from "@/lib/kernel/actor";
import { defaultPermissions, type NewApiKey } from "@/lib/licensing/api-key";
import { listApiKeys } from "@/lib/licensing/list-api-keys";
import { registerApiKey } from "@/lib/licensing/register-api-key";
import { removeApiKey } from "@/lib/licensing/remove-api-key";

const usage = `Who may call the licensing API (docs/licensing-api.md):
  npm run api-key -- list
  npm run api-key -- generate --issuer <name> --key-id <id> --private-key <new file>
  npm run api-key -- add --issuer <name> --key-id <id> --public-key <file>
  npm run api-key -- add-issuer --issuer <https://…> --jwks-url <https://…> --audience <client id>
  npm run api-key -- remove <id>
generate and add also take --permission <Resource.permission>, repeated, instead of *.*; all of them take
--name <what it is for> and --valid-until <date>.`;

const actor: Actor = { kind: "system", name: "command" };

type Given = ReturnType<typeof readArguments>;

function readArguments() {
  const text = { type: "string" } as const;
  const texts = { type: "string", multiple: true } as const;
  return parseArgs({
    allowPositionals: true,
    options: {
      name: text,
      issuer: text,
      "key-id": text,
      "public-key": text,
      "private-key": text,
      "jwks-url": text,
      "valid-until": text,
      audience: texts,
      permission: texts,
    },
  });
}

/** `npm run api-key`. Exit code 0: done; 1: not. */
async function main({ positionals, values }: Given): Promise<number> {
  const [command, id = ""] = positionals;
  switch (command) {
    case "list":
      return await withDatabase(async (db) => {
        for (const key of await listApiKeys({ db })) say(JSON.stringify(key));
        return 0;
      });
    case "remove":
      return await withDatabase(async (db) => {
        const { kind } = await removeApiKey({ db, actor }, id);
        say(kind === "removed" ? "Removed: its tokens are refused from now on" : "There is no such key");
        return kind === "removed" ? 0 : 1;
      });
    case "add":
      return await register(scaleJwtKey(values, readFileSync(needed(values, "public-key"), "utf8")));
    case "generate":
      return await generate(values);
    case "add-issuer":
      return await register(tokenIssuer(values));
    default:
      say(usage);
      return 1;
  }
}

/** The private key goes to a file that only its owner reads; it is kept nowhere else. */
async function generate(values: Given["values"]): Promise<number> {
  const file = needed(values, "private-key");
  const encoding = { format: "pem" } as const;
  const pair = generateKeyPairSync("rsa", {
    modulusLength: 3072,
    publicKeyEncoding: { type: "spki", ...encoding },
    privateKeyEncoding: { type: "pkcs8", ...encoding },
  });
  const key = scaleJwtKey(values, pair.publicKey);
  writeFileSync(file, pair.privateKey, { mode: 0o600, flag: "wx" });
  const code = await register(key);
  if (code === 0) say(`The private key is in ${file}: give it to the system that calls, and to nobody else`);
  return code;
}

function scaleJwtKey(values: Given["values"], publicKey: string): NewApiKey {
  const issuer = needed(values, "issuer");
  const keyId = needed(values, "key-id");
  const permissions = values.permission ?? defaultPermissions;
  return { use: "VERIFY_SCALE_JWT", ...namesOf(values, `${issuer} ${keyId}`), issuer, keyId, publicKey, permissions };
}

function tokenIssuer(values: Given["values"]): NewApiKey {
  const issuer = needed(values, "issuer");
  const jwksUrl = needed(values, "jwks-url");
  return { use: "VERIFY_ID_TOKEN", ...namesOf(values, issuer), issuer, jwksUrl, audiences: values.audience ?? [] };
}

function namesOf(values: Given["values"], otherwise: string): { name: string; validUntil: Date | null } {
  const until = values["valid-until"];
  const validUntil = until === undefined ? null : new Date(until);
  if (validUntil !== null && Number.isNaN(validUntil.getTime())) throw new Error("--valid-until is no date");
  return { name: values.name ?? otherwise, validUntil };
}

function needed(values: Given["values"], option: "issuer" | "key-id" | "public-key" | "private-key" | "jwks-url") {
  const value = values[option];
  if (!value) throw new Error(`--${option} is missing\n${usage}`);
  return value;
}

async function register(key: NewApiKey): Promise<number> {
  return await withDatabase(async (db) => {
    const outcome = await registerApiKey({ db, actor }, key);
    switch (outcome.kind) {
      case "registered":
        say(`Registered as ${outcome.id}`);
        return 0;
      case "conflict":
        say("This issuer has a key with this id already");
        return 1;
      case "invalid":
        say(outcome.problem);
        return 1;
    }
  });
}

async function withDatabase(work: (db: Db) => Promise<number>): Promise<number> {
  // What is set wins over the files, and they over the database that `npm start` keeps.
  for (const file of [".env.local", ".env", ".usher/database.env"]) if (existsSync(file)) loadEnvFile(file);
  const url = databaseUrl();
  if (url === null) throw new Error("DATABASE_URL is not set, and `npm start` keeps no database here");
  const db = createDb(url);
  try {
    return await work(db);
  } finally {
    await db.$disconnect();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  process.exitCode = await main(readArguments());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
