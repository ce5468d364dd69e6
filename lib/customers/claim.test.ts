import { expect, test } from "vitest";
import { newId } from "@/lib/kernel/ids";
import { maskEmail, type PurchaseClaim } from "./claim";
import { claimLink, readClaimToken } from "./claim-link";
import { decideClaim, type ClaimFacts } from "./decide-claim";

const now = new Date("2026-06-15T12:00:00Z");
const claim: PurchaseClaim = {
  id: "claim",
  customerId: "customer",
  email: "buyer@example.com",
  expiresAt: new Date("2026-07-01T00:00:00Z"),
  usedAt: null,
  usedByUserId: null,
  identityConnectedAt: null,
};
const used = { ...claim, usedAt: now, usedByUserId: "other" };
const expired = { ...claim, expiresAt: now };
const owner = (userId: string) => ({ userId, role: "OWNER" as const });
const member = (userId: string) => ({ userId, role: "MEMBER" as const });
const address = (email: string) => ({ kind: "verified_address", email }) as const;

test.each<[string, Partial<ClaimFacts>, string]>([
  ["by the link, whoever opens it", {}, "take"],
  ["by the verified address", { proof: address("buyer@example.com") }, "take"],
  ["by the verified address, after the link expired", { claim: expired, proof: address("buyer@example.com") }, "take"],
  ["by a member who is no owner", { members: [member("me")] }, "take"],
  ["before anybody is signed in, the link says what it would do", { userId: null }, "take"],
  ["not with another address", { proof: address("other@example.com") }, "not_proven"],
  ["not by an expired link", { claim: expired }, "expired"],
  ["not a second time", { claim: used, members: [owner("other")] }, "used"],
  ["not a second time, when its owner has left", { claim: used }, "used"],
  ["again by who has it: nothing happens", { claim: used, members: [owner("me")] }, "already_yours"],
  ["never from an owner, though the mailbox is proven", { members: [owner("other")] }, "owned_by_other"],
  ["an expired link says nothing about owners", { claim: expired, members: [owner("other")] }, "expired"],
])("who may take a claimed customer over: %s", (_, facts, kind) => {
  const asked: ClaimFacts = { now, claim, proof: { kind: "link" }, userId: "me", members: [], ...facts };
  expect(decideClaim(asked)).toEqual({ kind });
});

const settings = { APP_ORIGIN: "https://licenses.example.com", AUTH_SECRET: "a secret that is long enough, for tests" };
const tokenOf = (claimId: string, env = settings) => new URL(claimLink(env, claimId)).searchParams.get("token") ?? "";

test("a claim's link opens that claim, and no other can be made from it", () => {
  const [id, other] = [newId(), newId()];
  const token = tokenOf(id);
  expect(readClaimToken(settings, token)).toBe(id);
  const [, signature = ""] = token.split(".");
  const forged = [
    `${other}.${signature}`,
    `${id}.${signature.slice(0, -1)}`,
    `${id}.`,
    `${id}.${signature}.`,
    id,
    signature,
    "",
    tokenOf(id, { ...settings, AUTH_SECRET: "another secret that is long enough, for tests" }),
  ];
  for (const text of forged) expect(readClaimToken(settings, text), text).toBeNull();
});

test.each([
  ["robin@example.com", "r•••@example.com"],
  ["@example.com", "•••"],
  ["", "•••"],
])("an address is masked: %j is shown as %j", (email, shown) => {
  expect(maskEmail(email)).toBe(shown);
});
