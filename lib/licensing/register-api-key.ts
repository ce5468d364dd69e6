import { z } from "zod";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/kernel/actor";
import { newId } from "@/lib/kernel/ids";
import { findRsaKeyProblem } from "@/lib/kernel/rsa-public-key";
import type { NewApiKey } from "./api-key";
import { insertApiKey } from "./served/api-key-store";

export type RegisterOutcome =
  | { kind: "registered"; id: string }
  | { kind: "invalid"; problem: string }
  /** The issuer has a key with this id. */
  | { kind: "conflict" };

const word = z.string().trim().min(1).max(256);
const permission = z
  .string()
  .regex(/^(?:\*\.\*|[A-Za-z]+\.(?:\*|[a-z]+))$/, "looks like Licensee.read, Licensee.* or *.*");

/** Registers who may call the licensing API (10Duke Scale: API keys). Only public keys are kept. */
export async function registerApiKey(ctx: { db: Db; actor: Actor }, key: NewApiKey): Promise<RegisterOutcome> {
  const problem = findProblem(key);
  if (problem !== null) return { kind: "invalid", problem };
  const id = newId();
  return await ctx.db.$transaction(async (tx) => {
    const empty = { keyId: null, publicKey: null, jwksUrl: null, audiences: [], permissions: [] };
    if (!(await insertApiKey(tx, { ...empty, ...key, id }))) return { kind: "conflict" };
    const { name, use, issuer } = key;
    const after = { name, use, issuer, keyId: "keyId" in key ? key.keyId : null };
    await recordAudit(tx, {
      actor: ctx.actor,
      action: "api_key.registered",
      entity: "ApiKey",
      entityId: id,
      after,
      cause: "A command",
    });
    return { kind: "registered", id };
  });
}

function findProblem(key: NewApiKey): string | null {
  const names = z.object({ name: word, issuer: word }).safeParse(key);
  if (!names.success) return "Name and issuer are texts of up to 256 characters";
  return key.use === "VERIFY_SCALE_JWT" ? findKeyProblem(key) : findIssuerProblem(key);
}

function findKeyProblem({ keyId, publicKey, permissions }: Extract<NewApiKey, { use: "VERIFY_SCALE_JWT" }>) {
  if (!word.safeParse(keyId).success) return "The key id is a text of up to 256 characters";
  const asked = z.array(permission).min(1).max(100).safeParse(permissions);
  if (!asked.success) return `Each permission ${asked.error.issues[0]?.message ?? "is wrong"}`;
  return findRsaKeyProblem(publicKey);
}

function findIssuerProblem({ jwksUrl, audiences }: Extract<NewApiKey, { use: "VERIFY_ID_TOKEN" }>): string | null {
  const address = z.url().safeParse(jwksUrl);
  if (!address.success || !isSafe(address.data))
    return "The address of the key set must be https:// (or on this machine)";
  if (!z.array(word).min(1).max(50).safeParse(audiences).success)
    return "At least one audience, a client id, is needed";
  return null;
}

function isSafe(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || (protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(hostname));
}
