import type { Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { limitRate } from "@/lib/db/limit-rate";
import { AdapterError } from "@/lib/kernel/errors";
import { createLog } from "@/lib/observability/log";
import { beginProviderSignIn } from "./begin-provider-sign-in";
import { confirmSignInLink } from "./confirm-sign-in-link";
import { finishProviderSignIn } from "./finish-provider-sign-in";
import type { SignInContext } from "./next-auth/options";
import { pruneSignIns } from "./prune-sign-ins";
import { requestSignInLink, type SignInLink } from "./request-sign-in-link";
import { signOut } from "./sign-out";
import { signOutEverywhere } from "./sign-out-everywhere";
import { createVisitor, startProvider, testSettings } from "./test-visitor";

let database: TestDatabase;
let provider: Server;
let ctx: SignInContext;
let sent: SignInLink[];
let now: Date;
const logged: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  const { issuer, server } = await startProvider();
  provider = server;
  const log = createLog("debug", { write: (line) => void logged.push(line) });
  ctx = { db: database.db, now: () => now, log, env: { ...testSettings, OIDC_ISSUER: issuer } };
});
afterAll(async () => {
  provider.close();
  await database.drop();
});
beforeEach(async () => {
  sent = [];
  now = new Date();
  logged.length = 0;
  await database.db.user.deleteMany();
  await database.db.rateLimit.deleteMany();
});

const ada = { name: "Ada Example", email: "ada@example.com", verified: true };
const visitor = () => createVisitor(ctx, sent);

describe("signing in by link", () => {
  it("makes the person at the first time, and finds the same person afterwards", async () => {
    const browser = visitor();
    expect(await browser.askForLink(" Ada@Example.com ")).toEqual({ kind: "sent", email: "ada@example.com" });
    expect(await browser.openLink(sent[0])).toMatchObject({ kind: "signed_in", returnTo: "/portal" });
    const first = await browser.user();
    expect(first).toMatchObject({ email: "ada@example.com", emailVerified: true });
    const elsewhere = visitor();
    await elsewhere.askForLink("ada@example.com");
    await elsewhere.openLink(sent[1]);
    expect((await elsewhere.user())?.id).toBe(first?.id);
  });

  it("over https sets a session cookie that no neighboring subdomain can plant or read", async () => {
    const secure = { ...ctx, env: { ...ctx.env, APP_ORIGIN: "https://licenses.example.com" } };
    await createVisitor(secure, sent).askForLink(ada.email);
    const token = new URL(sent[0]?.url ?? "").searchParams.get("token") ?? "";
    const answer = await confirmSignInLink(secure, { email: ada.email, token, returnTo: "/portal", cookies: {} });
    const cookies = answer.kind === "signed_in" ? answer.cookies : [];
    expect(cookies).toContainEqual(
      expect.objectContaining({ name: "__Host-next-auth.session-token", secure: true, httpOnly: true, path: "/" }),
    );
  });

  it("works once: two clicks at the same time sign in one of them", async () => {
    const browser = visitor();
    await browser.askForLink(ada.email);
    const answers = await Promise.all([browser.openLink(sent[0]), visitor().openLink(sent[0])]);
    expect(answers.map((answer) => answer.kind).sort()).toEqual(["link_used_or_expired", "signed_in"]);
  });

  it("refuses a link for another address, a link after its time, and no link at all", async () => {
    const browser = visitor();
    await browser.askForLink(ada.email);
    const [link] = sent;
    const changed = link && { ...link, url: link.url.replace("ada%40", "eve%40") };
    expect((await browser.openLink(changed)).kind).toBe("link_used_or_expired");
    expect((await browser.openLink(undefined)).kind).toBe("link_used_or_expired");
    await database.db.verificationToken.updateMany({ data: { expires: new Date(Date.now() - 1000) } });
    expect((await browser.openLink(link)).kind).toBe("link_used_or_expired");
    expect(await browser.user()).toBeNull();
  });

  it("keeps the token and the session out of the database and the log", async () => {
    const browser = visitor();
    await browser.askForLink(ada.email);
    const token = new URL(sent[0]?.url ?? "").searchParams.get("token") ?? "missing";
    const tokens = JSON.stringify(await database.db.verificationToken.findMany());
    await browser.openLink(sent[0]);
    const sessions = JSON.stringify(await database.db.session.findMany());
    expect(tokens + logged.join("")).not.toContain(token);
    expect(sessions + logged.join("")).not.toContain(browser.sessionToken() ?? "missing");
  });

  it.each(["", "ada", "ada@example.com,eve@evil.example", "a@b"])("takes one address only, not %j", async (typed) => {
    expect(await visitor().askForLink(typed)).toEqual({ kind: "invalid_address" });
    expect(sent).toEqual([]);
  });

  it("sends six mails a minute to one address, and no more", async () => {
    const answers = [];
    for (let n = 0; n < 8; n += 1) answers.push((await visitor().askForLink(ada.email)).kind);
    expect(answers).toEqual([...Array<string>(6).fill("sent"), "limited", "limited"]);
    expect((await visitor().askForLink("bob@example.com")).kind).toBe("sent");
  });

  it("sends twelve mails a minute for one caller, whatever the addresses", async () => {
    const answers = [];
    for (let n = 0; n < 14; n += 1) answers.push((await visitor().askForLink(`p${n}@example.com`, "203.0.113.7")).kind);
    expect(answers.filter((kind) => kind === "sent")).toHaveLength(12);
    expect((await visitor().askForLink("p9@example.com", "203.0.113.8")).kind).toBe("sent");
  });

  it("a caller who begins journeys to a provider over and over has to wait, and others don't", async () => {
    const input = { methodId: "oidc", returnTo: "/", cookies: {}, linkTo: null };
    const rest = { name: "provider-sign-in", points: 60, perSeconds: 60 };
    for (let n = 0; n < 60; n += 1) await limitRate(ctx, "ip:203.0.113.50", [rest]);
    expect(await beginProviderSignIn(ctx, { ...input, clientAddress: "203.0.113.50" })).toMatchObject({
      kind: "limited",
    });
    const finished = { methodId: "oidc", query: {}, cookies: {}, clientAddress: "203.0.113.50" };
    expect(await finishProviderSignIn(ctx, finished)).toMatchObject({ kind: "failed", problem: "too_often" });
    expect((await beginProviderSignIn(ctx, { ...input, clientAddress: "203.0.113.51" })).kind).not.toBe("limited");
  });

  it.each([
    [true, "mail_host_down"],
    [false, "address_refused"],
  ])("says at once when the mail did not go out (retryable: %s)", async (retryable, kind) => {
    const sendSignInLink = async () => {
      throw new AdapterError("smtp", "no", { retryable });
    };
    const asked = requestSignInLink(
      { ...ctx, sendSignInLink },
      { email: ada.email, returnTo: "/portal", clientAddress: null },
    );
    expect(await asked).toEqual({ kind });
  });

  it("leads to a page with a button, on this site only", async () => {
    const sendSignInLink = async (link: SignInLink) => void sent.push(link);
    const input = { email: ada.email, returnTo: "https://evil.example", clientAddress: null };
    await requestSignInLink({ ...ctx, sendSignInLink }, input);
    const url = new URL(sent[0]?.url ?? "");
    expect(url.origin + url.pathname).toBe("http://localhost:3000/sign-in/confirm");
    expect(url.searchParams.get("returnTo")).toBe("/portal");
  });
});

describe("a session", () => {
  it("is new at every sign-in, and the one that the browser had is ended", async () => {
    const browser = visitor();
    const seen = new Set<string>();
    for (const way of ["link", "provider", "provider", "link"]) {
      if (way === "link") {
        await browser.askForLink("grace@example.com");
        await browser.openLink(sent.at(-1));
      } else await browser.signInByProvider(ada);
      seen.add(browser.sessionToken() ?? "none");
      expect(await database.db.session.count()).toBe(1);
    }
    expect(seen.size).toBe(4);
  });

  it("is never taken from the browser: a planted cookie is not a session afterwards", async () => {
    const browser = visitor();
    browser.jar.set("next-auth.session-token", "planted");
    await browser.signInByProvider(ada);
    expect(browser.sessionToken()).not.toBe("planted");
    browser.jar.set("next-auth.session-token", "planted");
    expect(await browser.user()).toBeNull();
  });

  it("ends at sign-out, in this browser only", async () => {
    const [here, there] = [visitor(), visitor()];
    await here.signInByProvider(ada);
    await there.signInByProvider(ada);
    await signOut(ctx, Object.fromEntries(here.jar));
    expect(await here.user()).toBeNull();
    expect(await there.user()).not.toBeNull();
  });

  it("ends everywhere when the person signs out everywhere, and nobody else's does", async () => {
    const [here, there, other] = [visitor(), visitor(), visitor()];
    await here.signInByProvider(ada);
    await there.signInByProvider(ada);
    await other.signInByProvider({ ...ada, email: "bob@example.com" });
    const user = await here.user();
    await signOutEverywhere(ctx, { kind: "user", userId: user?.id ?? "", email: null });
    expect([await here.user(), await there.user()]).toEqual([null, null]);
    expect(await other.user()).not.toBeNull();
  });

  it("ends thirty days after the sign-in, and is then forgotten", async () => {
    const browser = visitor();
    await browser.signInByProvider(ada);
    now = new Date(Date.now() + 29 * 24 * 3600 * 1000);
    expect(await browser.user()).not.toBeNull();
    now = new Date(Date.now() + 31 * 24 * 3600 * 1000);
    expect(await browser.user()).toBeNull();
    await pruneSignIns(ctx);
    expect(await database.db.session.count()).toBe(0);
  });
});
