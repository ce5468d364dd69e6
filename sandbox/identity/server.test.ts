import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { afterEach, describe, expect, it } from "vitest";
import { sandboxAppClient } from "./client";
import { createIdentitySandbox } from "./server";
import { appOrigin, begin, browser, identityOf, redeem, signIn, tokens } from "./sign-in-for-test";

const servers: Server[] = [];
const folders: string[] = [];

async function start(dataFolder: string | null = null): Promise<string> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const origin = `http://127.0.0.1:${address.port}`;
  const identity = await createIdentitySandbox({ origin, dataFolder, appOrigin });
  server.on("request", identity.handle);
  return origin;
}

afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

const ada = { name: "Ada Example", email: "Ada@Example.com", email_verified: "yes" };

describe("the sandbox identity provider", () => {
  it.each(["basic", "post"] as const)(
    "issues an ID token that an independent library verifies (client_secret_%s)",
    async (how) => {
      const origin = await start();
      const { payload, id_token, access_token, endpoints } = await identityOf(origin, ada, how);
      expect(decodeProtectedHeader(id_token).alg).toBe("RS256");
      expect(endpoints.issuer).toBe(`${origin}/identity`);
      expect(payload).toMatchObject({
        name: "Ada Example",
        email: "ada@example.com",
        email_verified: true,
        nonce: "nonce-1",
      });
      const userinfo = await fetch(endpoints.userinfo_endpoint, {
        headers: { authorization: `Bearer ${access_token}` },
      });
      expect(await userinfo.json()).toMatchObject({ sub: payload.sub, email: "ada@example.com" });
    },
  );

  it("says that an address is not verified when the box was not ticked", async () => {
    const { payload } = await identityOf(await start(), { name: "Ada", email: "ada@example.com" });
    expect(payload.email_verified).toBe(false);
  });

  it("knows the same address as the same person, and keeps its keys over a restart", async () => {
    const folder = await mkdtemp(join(tmpdir(), "usher-identity-"));
    folders.push(folder);
    const before = await identityOf(await start(folder), ada);
    const again = await identityOf(await start(folder), { ...ada, email: "ada@example.com" });
    expect(again.payload.sub).toBe(before.payload.sub);
    expect(decodeProtectedHeader(again.id_token).kid).toBe(decodeProtectedHeader(before.id_token).kid);
  });

  it("asks who signs in every time, and offers who was here before", async () => {
    const origin = await start();
    const visit = browser();
    await signIn(origin, ada, visit);
    const { page } = await begin(origin, visit);
    expect(page.location).toContain("/identity/interaction/");
    expect((await visit(page.location)).body).toContain("ada@example.com");
  });

  it("signs in one person after another in the same browser", async () => {
    const origin = await start();
    const visit = browser();
    for (const email of ["ada@example.com", "bob@example.com", "ada@example.com"]) {
      const { endpoints, verifier, back } = await signIn(origin, { ...ada, email }, visit);
      const answer = await redeem(endpoints.token_endpoint, verifier, back.searchParams.get("code") ?? "", "basic");
      expect(decodeJwt(tokens.parse(await answer.json()).id_token).email).toBe(email);
    }
  });

  it("refuses a code with the wrong PKCE verifier, and a code used twice", async () => {
    const { endpoints, verifier, back } = await signIn(await start(), ada);
    const code = back.searchParams.get("code") ?? "";
    const attempt = async (text: string) => (await redeem(endpoints.token_endpoint, text, code, "basic")).status;
    expect(await attempt(randomBytes(32).toString("base64url"))).toBe(400);
    expect(await attempt(verifier)).toBe(200);
    expect(await attempt(verifier)).toBe(400);
  });

  it("shows a problem, and redirects nowhere, for a redirect address that is not the app's", async () => {
    const { page } = await begin(await start(), browser(), { redirect_uri: "http://evil.example/callback" });
    expect(page).toMatchObject({ status: 400, location: "" });
    expect(page.body).toContain("Sandbox");
  });

  it("signs people in to a program on their desktop, which has no secret, at any port of that computer", async () => {
    const origin = await start();
    const visit = browser();
    const app = { client_id: sandboxAppClient.id, redirect_uri: "http://127.0.0.1:49152/callback" };
    const { endpoints, verifier, page } = await begin(origin, visit, app);
    const resumed = await visit(page.location, ada);
    const back = new URL((await visit(resumed.location)).location);
    expect(back.origin).toBe("http://127.0.0.1:49152");
    const code = back.searchParams.get("code") ?? "";
    const body = new URLSearchParams({ grant_type: "authorization_code", code, code_verifier: verifier, ...app });
    const answer = await fetch(endpoints.token_endpoint, { method: "POST", body });
    const { id_token } = tokens.parse(await answer.json());
    expect(decodeJwt(id_token)).toMatchObject({ aud: sandboxAppClient.id, email: "ada@example.com" });
    const elsewhere = await begin(origin, browser(), { ...app, redirect_uri: "http://evil.example/callback" });
    expect(elsewhere.page.status).toBe(400);
  });

  it("keeps what was typed when it can't be taken, and escapes it", async () => {
    const visit = browser();
    const { page } = await begin(await start(), visit);
    const answer = await visit(page.location, { name: '"><script>', email: "nonsense" });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain("nonsense");
    expect(answer.body).not.toContain("<script>");
  });

  it("tells the app when the person cancels", async () => {
    const visit = browser();
    const { page } = await begin(await start(), visit);
    const resumed = await visit(`${page.location}/cancel`, {});
    const back = new URL((await visit(resumed.location)).location);
    expect(back.searchParams.get("error")).toBe("access_denied");
  });
});
