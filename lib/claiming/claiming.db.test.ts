import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claimLinkDays } from "@/lib/customers/claim";
import { claimLink } from "@/lib/customers/claim-link";
import { foundCustomer } from "@/lib/customers/found-customer";
import { ensureLicensee } from "@/lib/customers/ensure-licensee";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { AdapterError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { attachPurchases } from "./attach-purchases";
import { claimPurchase } from "./claim-purchase";
import type { Claimant } from "./claiming-context";
import { describeClaim } from "./describe-claim";
import { claimingContext, givenClaim, givenClaimant } from "./testing/given-claim";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const context = () => claimingContext(database.db);
const claim = (claimant: Claimant, token: string) => claimPurchase(context(), { claimant, token });
const attach = (claimant: Claimant) => attachPurchases(context(), claimant);
const membersOf = (customerId: string) =>
  database.db.membership.findMany({ where: { customerId }, select: { userId: true, role: true } });
const auditOf = (customerId: string, action: string) =>
  database.db.auditEntry.findMany({ where: { customerId, action: `customer.${action}` } });
const mailsTo = (recipient: string) => database.db.outgoingMail.findMany({ where: { recipient } });
const consumerOf = (customerId: string) =>
  database.db.licenseConsumer.findUniqueOrThrow({
    where: { externalReference: customerId },
    include: { access: true },
  });
const days = (count: number) => new Date(Date.now() - count * 86_400_000);

describe("the mailed link", () => {
  it("makes whoever opens it signed in the owner, licensee unchanged, known to applications, told and audited", async () => {
    const { customerId, licenseeId, email, token } = await givenClaim(database.db);
    const claimant = await givenClaimant(database.db);
    const before = await context().licensing.findLicensee({ licenseeId });
    expect(await claim(claimant, token)).toEqual({ kind: "claimed", customerId });

    expect(await membersOf(customerId)).toEqual([{ userId: claimant.id, role: "OWNER" }]);
    expect(await context().licensing.findLicensee({ licenseeId })).toEqual(before);
    expect(await database.db.licensee.count({ where: { externalReference: customerId } })).toBe(1);
    expect(await consumerOf(customerId)).toMatchObject({ connectedIdentityId: claimant.id });
    const [mail, ...others] = await mailsTo(email);
    expect(mail).toMatchObject({ kind: "purchase_claimed", message: { accountEmail: "u•••@example.com" } });
    expect(others).toEqual([]);
    expect(await auditOf(customerId, "claimed")).toMatchObject([
      { actor: `user:${claimant.id}`, after: { proof: "link" } },
    ]);
    expect(await claim(claimant, token)).toEqual({ kind: "already_yours", customerId });
    expect(await mailsTo(email)).toHaveLength(1);
  });

  it("works for an account without an address, since the link itself proves the mailbox", async () => {
    const { customerId, token } = await givenClaim(database.db);
    expect(await claim(await givenClaimant(database.db, null), token)).toEqual({ kind: "claimed", customerId });
  });

  it("used by 20 people at once has exactly one owner; the others are told", async () => {
    const { customerId, email, token } = await givenClaim(database.db);
    const people = await Promise.all(Array.from({ length: 20 }, () => givenClaimant(database.db)));
    const answers = await Promise.all(people.map((person) => claim(person, token)));
    expect(answers.filter(({ kind }) => kind === "claimed")).toHaveLength(1);
    expect(answers.filter(({ kind }) => kind === "used")).toHaveLength(19);
    const winner = people[answers.findIndex(({ kind }) => kind === "claimed")];
    expect(await membersOf(customerId)).toEqual([{ userId: winner?.id, role: "OWNER" }]);
    expect(await auditOf(customerId, "claimed")).toHaveLength(1);
    expect(await mailsTo(email)).toHaveLength(1);
    expect(await consumerOf(customerId)).toMatchObject({ connectedIdentityId: winner?.id });
  });

  it("and the same person's visits, all at once, attach once", async () => {
    const { customerId, email, token } = await givenClaim(database.db);
    const claimant = await givenClaimant(database.db, email);
    const links = Array.from({ length: 5 }, () => claim(claimant, token));
    await Promise.all([...links, ...Array.from({ length: 15 }, () => attach(claimant))]);
    expect(await membersOf(customerId)).toEqual([{ userId: claimant.id, role: "OWNER" }]);
    expect(await auditOf(customerId, "claimed")).toHaveLength(1);
    expect(await auditOf(customerId, "identity_connected")).toHaveLength(1);
    expect(await mailsTo(email)).toHaveLength(1);
  });

  it("that expired changes nothing, but its address still works", async () => {
    const { customerId, email, token } = await givenClaim(database.db, { now: days(claimLinkDays) });
    expect(await claim(await givenClaimant(database.db), token)).toEqual({ kind: "expired" });
    expect(await membersOf(customerId)).toEqual([]);
    const buyer = await givenClaimant(database.db, email);
    await attach(buyer);
    expect(await membersOf(customerId)).toEqual([{ userId: buyer.id, role: "OWNER" }]);
  });

  it("that was used tells nobody else anything", async () => {
    const { customerId, token } = await givenClaim(database.db);
    const [first, second] = [await givenClaimant(database.db), await givenClaimant(database.db)];
    await claim(first, token);
    expect(await claim(second, token)).toEqual({ kind: "used" });
    expect(await describeClaim(context(), { token, userId: null })).toEqual({ kind: "used" });
    expect(await membersOf(customerId)).toEqual([{ userId: first.id, role: "OWNER" }]);
  });

  it("that we did not sign, or whose claim is gone, opens nothing", async () => {
    const claimant = await givenClaimant(database.db);
    const { claimId } = await givenClaim(database.db);
    const gone = new URL(claimLink(context().env, newId())).searchParams.get("token") ?? "";
    for (const token of ["", claimId, `${claimId}.x`, gone]) {
      expect(await claim(claimant, token)).toEqual({ kind: "invalid" });
      expect(await describeClaim(context(), { token, userId: claimant.id })).toEqual({ kind: "invalid" });
    }
  });

  it("can't be tried without end", async () => {
    const claimant = await givenClaimant(database.db);
    const answers = await Promise.all(Array.from({ length: 12 }, () => claim(claimant, "guess")));
    expect(answers.filter(({ kind }) => kind === "limited")).toHaveLength(2);
  });

  it("shows what it opens, with the address masked, and changes nothing by being looked at", async () => {
    const { claimId, licenseeId, email, token } = await givenClaim(database.db);
    const license = { productName: "studio", displayName: "Studio", features: ["all"], qty: 3, access: "KEY" as const };
    const references = { contractReference: null, orderReference: null, subscriptionReference: null };
    const terms = { validFrom: new Date(), validUntil: null, references: { ...references, productReference: null } };
    const { id } = await context().licensing.issueLicense({ licenseeId, ...license, ...terms });
    expect(await describeClaim(context(), { token, userId: null })).toEqual({
      kind: "open",
      customerName: "Bea Buyer",
      maskedEmail: `b•••${email.slice(email.indexOf("@"))}`,
      licenses: [{ id, productName: "Studio", seats: 3 }],
    });
    expect(await database.db.purchaseClaim.findUnique({ where: { id: claimId } })).toMatchObject({ usedAt: null });
  });
});

describe("signing in with the very address", () => {
  it("attaches everything bought with it, and nothing else", async () => {
    const { customerId, email } = await givenClaim(database.db);
    const other = await givenClaim(database.db);
    const buyer = await givenClaimant(database.db, email);
    expect(await attach(buyer)).toEqual([customerId]);
    expect(await attach(buyer)).toEqual([]);
    expect(await membersOf(customerId)).toEqual([{ userId: buyer.id, role: "OWNER" }]);
    expect(await membersOf(other.customerId)).toEqual([]);
    expect(await auditOf(customerId, "claimed")).toMatchObject([{ after: { proof: "verified_address" } }]);
  });

  it("does nothing for an address that is not proven", async () => {
    const { customerId, email } = await givenClaim(database.db);
    await attach({ ...(await givenClaimant(database.db, email)), emailVerified: false });
    expect(await membersOf(customerId)).toEqual([]);
  });
});

describe("a customer that has an owner", () => {
  it("is never taken over: it is noted for support, once, and the owner stays", async () => {
    const { customerId, claimId, email, token } = await givenClaim(database.db);
    const owner = await givenClaimant(database.db);
    await database.db.membership.create({ data: { userId: owner.id, customerId, role: "OWNER" } });
    const [holder, buyer] = [await givenClaimant(database.db), await givenClaimant(database.db, email)];
    expect(await claim(holder, token)).toEqual({ kind: "owned_by_other" });
    expect(await claim(holder, token)).toEqual({ kind: "owned_by_other" });
    await attach(buyer);
    expect(await membersOf(customerId)).toEqual([{ userId: owner.id, role: "OWNER" }]);
    expect(await auditOf(customerId, "claim_refused")).toHaveLength(1);
    const stored = await database.db.purchaseClaim.findUniqueOrThrow({ where: { id: claimId } });
    expect(stored).toMatchObject({ usedAt: null, refusedUserId: holder.id });
    expect(await mailsTo(email)).toEqual([]);
  });

  it("gets none while a claim is under way: one of the two owners, never both", async () => {
    const { customerId, token } = await givenClaim(database.db);
    const [holder, invited] = [await givenClaimant(database.db), await givenClaimant(database.db)];
    const membership = { data: { userId: invited.id, customerId, role: "OWNER" } } as const;
    const { db } = database;
    const [answer] = await Promise.all([
      claim(holder, token),
      db.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT 1 FROM "Customer" WHERE id = ${customerId}::uuid FOR UPDATE`;
        if ((await tx.membership.count({ where: { customerId } })) === 0) await tx.membership.create(membership);
      }),
    ]);
    const owner = answer.kind === "claimed" ? holder : invited;
    expect(await membersOf(customerId)).toEqual([{ userId: owner.id, role: "OWNER" }]);
  });
});

describe("who has a customer already", () => {
  it("is owner of both afterward, each with its licensee, and applications know them by one identity", async () => {
    const claimant = await givenClaimant(database.db);
    const actor = { kind: "user", userId: claimant.id, email: claimant.email } as const;
    const profile = { type: "PERSON", name: "Bea", displayName: null, email: claimant.email } as const;
    const { customer: own } = await foundCustomer({ db: database.db, now: () => new Date(), actor }, profile);
    const ids = { connectedIdentityId: claimant.id };
    const ownLicenseeId = await ensureLicensee({ ...context(), actor }, own.id, ids);
    const { customerId, licenseeId, token } = await givenClaim(database.db);
    expect(await claim(claimant, token)).toMatchObject({ kind: "claimed" });

    const owned = await database.db.membership.findMany({
      where: { userId: claimant.id },
      include: { customer: true },
    });
    expect(owned.map(({ role, customer }) => [role, customer.licenseeId])).toEqual(
      expect.arrayContaining([
        ["OWNER", ownLicenseeId],
        ["OWNER", licenseeId],
      ]),
    );
    expect((await consumerOf(own.id)).access).toHaveLength(2);
    expect(await consumerOf(customerId)).toMatchObject({ connectedIdentityId: null });
  });
});

describe("licensing", () => {
  it("being down keeps nobody from their purchase; the next visit makes it good", async () => {
    const { customerId, token } = await givenClaim(database.db);
    const claimant = await givenClaimant(database.db);
    const down = {
      ...context(),
      licensing: { connectIdentity: () => Promise.reject(new AdapterError("licensing", "away", { retryable: true })) },
    };
    expect(await claimPurchase(down, { claimant, token })).toMatchObject({ kind: "claimed" });
    expect(await consumerOf(customerId)).toMatchObject({ connectedIdentityId: null });
    await attach(claimant);
    expect(await consumerOf(customerId)).toMatchObject({ connectedIdentityId: claimant.id });
  });

  it("learns of no person for an organization: its members take seats", async () => {
    const { customerId, claimId, token } = await givenClaim(database.db, { type: "ORGANIZATION" });
    const claimant = await givenClaimant(database.db);
    expect(await claim(claimant, token)).toMatchObject({ kind: "claimed" });
    expect(await database.db.licenseConsumer.count({ where: { connectedIdentityId: claimant.id } })).toBe(0);
    expect(await auditOf(customerId, "identity_connected")).toEqual([]);
    const stored = await database.db.purchaseClaim.findUniqueOrThrow({ where: { id: claimId } });
    expect(stored.identityConnectedAt).not.toBeNull();
  });
});
