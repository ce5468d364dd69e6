import type { Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { createLog } from "@/lib/observability/log";
import { beginProviderSignIn } from "./begin-provider-sign-in";
import { finishProviderSignIn, type LinkNews } from "./finish-provider-sign-in";
import { listLinkedMethods } from "./list-linked-methods";
import type { SignInContext } from "./next-auth/options";
import type { SignInLink } from "./request-sign-in-link";
import { createVisitor, startProvider, testSettings } from "./test-visitor";
import { unlinkMethod } from "./unlink-method";

let database: TestDatabase;
let provider: Server;
let ctx: SignInContext;
let sent: SignInLink[];

beforeAll(async () => {
  database = await createTestDatabase();
  const { issuer, server } = await startProvider();
  provider = server;
  const log = createLog("silent");
  ctx = { db: database.db, now: () => new Date(), log, env: { ...testSettings, OIDC_ISSUER: issuer } };
});
afterAll(async () => {
  provider.close();
  await database.drop();
});
beforeEach(async () => {
  sent = [];
  await database.db.user.deleteMany();
  await database.db.rateLimit.deleteMany();
});

const ada = { name: "Ada Example", email: "ada@example.com", verified: true };
const eve = { name: "Eve", email: "eve@evil.example", verified: true };
const visitor = () => createVisitor(ctx, sent);

async function signedInByLink(email: string) {
  const browser = visitor();
  await browser.askForLink(email);
  await browser.openLink(sent.at(-1));
  const user = await browser.user();
  if (!user) throw new Error("not signed in");
  return { browser, user };
}

describe("signing in by a provider", () => {
  it("makes the person with its verified address and its method, and keeps no token of the provider", async () => {
    const browser = visitor();
    expect((await browser.signInByProvider(ada)).kind).toBe("signed_in");
    expect(await browser.user()).toMatchObject({ name: "Ada Example", email: ada.email, emailVerified: true });
    const [account] = await database.db.account.findMany();
    expect(account?.providerAccountId).toMatch(/^http:.*\/identity#/);
    expect(Object.keys(account ?? {}).sort()).toEqual(
      ["createdAt", "id", "provider", "providerAccountId", "type", "userId"].sort(),
    );
  });

  it("does not take an address that the provider has not verified: nobody can wait in somebody else's account", async () => {
    const attacker = visitor();
    await attacker.signInByProvider({ ...ada, verified: false });
    expect(await attacker.user()).toMatchObject({ email: null, emailVerified: false });
    const { user: owner } = await signedInByLink(ada.email);
    expect(owner.id).not.toBe((await attacker.user())?.id);
  });

  it("never joins two ways by their e-mail address, verified or not", async () => {
    const { user } = await signedInByLink(ada.email);
    const browser = visitor();
    expect(await browser.signInByProvider(ada)).toMatchObject({
      kind: "failed",
      problem: "not_linked",
      linking: false,
    });
    expect(await browser.user()).toBeNull();
    expect(await database.db.account.count({ where: { userId: user.id } })).toBe(0);
  });

  it("ends without a session when the person cancels there", async () => {
    const browser = visitor();
    const query = await browser.atProvider(await browser.begin(null), "cancel");
    expect(await browser.finish(query)).toMatchObject({ kind: "failed", problem: "canceled" });
    expect(await browser.user()).toBeNull();
  });

  it("refuses an answer that this browser did not ask for, and an answer used twice", async () => {
    const [asking, other] = [visitor(), visitor()];
    const query = await asking.atProvider(await asking.begin(null), ada);
    expect(await other.finish(query)).toMatchObject({ kind: "failed", problem: "failed" });
    await other.begin(null);
    expect(await other.finish(query)).toMatchObject({ kind: "failed", problem: "failed" });
    expect((await asking.finish(query)).kind).toBe("signed_in");
    expect(await visitor().finish(query)).toMatchObject({ kind: "failed" });
  });

  it("answers plainly for a method that is not configured, and for a provider that is away", async () => {
    const input = { returnTo: "/portal", cookies: {}, linkTo: null, clientAddress: null };
    expect(await beginProviderSignIn(ctx, { ...input, methodId: "github" })).toEqual({ kind: "unknown_method" });
    const away = { ...ctx, env: { ...ctx.env, OIDC_ISSUER: "http://127.0.0.1:9/identity" } };
    expect(await beginProviderSignIn(away, { ...input, methodId: "oidc" })).toEqual({ kind: "provider_unreachable" });
  });
});

describe("linking a method", () => {
  it("adds it to the person who asked for it, who can then sign in either way", async () => {
    const { browser, user } = await signedInByLink(ada.email);
    const before = browser.sessionToken();
    expect(await browser.link(user.id, { ...ada, email: "ada@work.example" })).toMatchObject({
      kind: "linked",
      userId: user.id,
    });
    expect(browser.sessionToken()).toBe(before);
    const elsewhere = visitor();
    await elsewhere.signInByProvider({ ...ada, email: "ada@work.example" });
    expect((await elsewhere.user())?.id).toBe(user.id);
  });

  it("never happens without being asked for: another identity gets its own session", async () => {
    const { browser, user } = await signedInByLink(ada.email);
    expect((await browser.signInByProvider(eve)).kind).toBe("signed_in");
    expect((await browser.user())?.id).not.toBe(user.id);
    expect(await database.db.account.count({ where: { userId: user.id } })).toBe(0);
  });

  it("belongs to the journey that was begun with it: an abandoned wish does not catch the next sign-in", async () => {
    const { browser, user } = await signedInByLink(ada.email);
    await browser.begin({ userId: user.id });
    const wish = browser.jar.get("usher.link-intent") ?? "";
    const next = await browser.begin(null);
    browser.jar.set("usher.link-intent", wish);
    expect((await browser.finish(await browser.atProvider(next, eve))).kind).toBe("signed_in");
    expect(await database.db.account.count({ where: { userId: user.id } })).toBe(0);
  });

  it("belongs to the session that asked: after a sign-out it links nothing", async () => {
    const { browser, user } = await signedInByLink(ada.email);
    const url = await browser.begin({ userId: user.id });
    await database.db.session.deleteMany();
    const query = await browser.atProvider(url, eve);
    expect((await browser.finish(query)).kind).toBe("signed_in");
    expect(await database.db.account.count({ where: { userId: user.id } })).toBe(0);
  });

  it("does not take an identity away from the person it belongs to", async () => {
    await visitor().signInByProvider(eve);
    const { browser, user } = await signedInByLink(ada.email);
    expect(await browser.link(user.id, eve)).toMatchObject({
      kind: "failed",
      problem: "belongs_to_other",
      linking: true,
    });
    expect((await browser.user())?.id).toBe(user.id);
    expect(await database.db.account.count({ where: { userId: user.id } })).toBe(0);
  });

  it("is told to the person in the same transaction: no news, no link", async () => {
    const { browser, user } = await signedInByLink(ada.email);
    const query = await browser.atProvider(await browser.begin({ userId: user.id }), eve);
    const news: LinkNews[] = [];
    const tellLinked = async (_tx: unknown, link: LinkNews) => {
      news.push(link);
      throw new Error("The mail could not be queued");
    };
    const journey = { methodId: "oidc", query, cookies: Object.fromEntries(browser.jar), clientAddress: null };
    expect(await finishProviderSignIn({ ...ctx, tellLinked }, journey)).toMatchObject({ kind: "failed" });
    expect(news).toMatchObject([{ methodName: "Single sign-on", email: ada.email }]);
    expect(await database.db.account.count({ where: { userId: user.id } })).toBe(0);
  });

  it("can be repeated without a second row", async () => {
    const { browser, user } = await signedInByLink(ada.email);
    for (let n = 0; n < 2; n += 1) expect((await browser.link(user.id, eve)).kind).toBe("linked");
    expect((await listLinkedMethods(ctx, user.id)).linked).toHaveLength(1);
  });
});

describe("removing a method", () => {
  const actor = (userId: string) => ({ kind: "user", userId, email: null }) as const;

  it("is refused for the only way in, allowed beside a proven address, and written down", async () => {
    const only = visitor();
    await only.signInByProvider({ ...ada, verified: false });
    const user = await only.user();
    const [method] = (await listLinkedMethods(ctx, user?.id ?? "")).linked;
    const remove = () => unlinkMethod(ctx, actor(user?.id ?? ""), method?.accountId ?? "");
    expect(await remove()).toEqual({ kind: "last_method" });
    await database.db.user.updateMany({ data: { email: ada.email, emailVerified: new Date() } });
    expect(await remove()).toEqual({ kind: "allowed" });
    expect(await remove()).toEqual({ kind: "not_linked" });
    const audit = await database.db.auditEntry.findMany({ where: { entityId: user?.id ?? "" } });
    expect(audit.map((entry) => entry.action)).toContain("identity.method_unlinked");
  });

  it("of two methods at the same time leaves one", async () => {
    const browser = visitor();
    await browser.signInByProvider({ ...ada, verified: false });
    const user = await browser.user();
    const userId = user?.id ?? "";
    await browser.link(userId, eve);
    const { linked } = await listLinkedMethods(ctx, userId);
    expect(linked).toHaveLength(2);
    const answers = await Promise.all(linked.map((method) => unlinkMethod(ctx, actor(userId), method.accountId)));
    expect(answers.map((answer) => answer.kind).sort()).toEqual(["allowed", "last_method"]);
  });

  it("never touches somebody else's", async () => {
    const browser = visitor();
    await browser.signInByProvider(eve);
    const [method] = await database.db.account.findMany();
    const { user } = await signedInByLink(ada.email);
    expect(await unlinkMethod(ctx, actor(user.id), method?.id ?? "")).toEqual({ kind: "not_linked" });
    expect(await database.db.account.count()).toBe(1);
  });
});
