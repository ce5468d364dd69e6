import { generateKeyPairSync } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { newId } from "@/lib/kernel/ids";
import { registerApiKey } from "../register-api-key";
import { endpointMap, type OperationName } from "../wire/endpoint-map";
import type { Operation } from "../wire/operation";
import { operationNames } from "./match-operation";
import { givenWorld, sendCall, validCall, type World } from "./testing/given-world";
import { mint, openApi, type OpenApi } from "./testing/open-api";

const actor = { kind: "system", name: "command" } as const;
const describeLicenses = "/licensing/actions/describe-license-consumer-licenses";

const rowOf = (name: OperationName): Operation => endpointMap[name];

let api: OpenApi;
let world: World;
let theirs: World;
beforeAll(async () => {
  api = await openApi();
  world = await givenWorld(api);
  theirs = await givenWorld(api);
});
afterAll(() => api.database.drop());

describe("whom a Scale JWT stands for", () => {
  const ask = async (claims: Record<string, unknown>, headers: Record<string, string> = {}) =>
    await api.ask("GET", describeLicenses, { authorization: await api.token(claims), headers });
  const named = () => ({ licenseConsumerId: world.values.licenseConsumerId });

  test("the consumer in lcid, else in the header, else the one connected with its subject", async () => {
    for (const answer of [
      await ask({ lcid: world.values.licenseConsumerId }),
      await ask({}, named()),
      await ask({ sub: world.identity }),
    ]) {
      expect(answer.status).toBe(200);
      expect(answer.text).toContain(world.usedLicenseId);
    }
  });

  test("a header that names another consumer than lcid is refused, and nobody is guessed", async () => {
    expect((await ask({ lcid: newId() }, named())).status).toBe(403);
    expect((await ask({}, { licenseConsumerId: "nobody" })).status).toBe(400);
    expect((await ask({ sub: newId() })).status).toBe(404);
    expect((await ask({ lcid: newId() })).status).toBe(404);
  });
});

describe("ID tokens", () => {
  const idp = generateKeyPairSync("rsa", { modulusLength: 2048 });
  let server: Server;
  let origin: string;
  beforeAll(async () => {
    const keys = [{ ...idp.publicKey.export({ format: "jwk" }), kid: "idp-1", alg: "RS256", use: "sig" }];
    server = createServer((request, response) => {
      const found = request.url?.endsWith("/openid-configuration")
        ? { issuer: origin, jwks_uri: `${origin}/jwks` }
        : { keys };
      response.setHeader("content-type", "application/json").end(JSON.stringify(found));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    origin = `http://127.0.0.1:${isAddress(address) ? address.port : 0}`;
    const registered = { name: "IdP", issuer: `${origin}/registered`, jwksUrl: `${origin}/jwks`, audiences: ["app"] };
    const outcome = await registerApiKey(
      { db: api.database.db, actor },
      { use: "VERIFY_ID_TOKEN", ...registered, validUntil: null },
    );
    expect(outcome.kind).toBe("registered");
  });
  afterAll(() => server.close());

  const isAddress = (address: AddressInfo | string | null): address is AddressInfo => typeof address === "object";
  const idToken = async (claims: Record<string, unknown> = {}) => {
    const all = { iss: `${origin}/registered`, aud: "app", sub: world.identity, permissions: null, ...claims };
    return `Bearer ${await mint(all, { key: idp.privateKey, kid: "idp-1" })}`;
  };

  test("of a registered issuer stands for the consumer connected with its subject, and for nothing of the vendor's", async () => {
    const authorization = await idToken();
    const answer = await api.ask("GET", describeLicenses, { authorization });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(world.usedLicenseId);
    expect(answer.text).not.toContain(world.values.licenseKey);
    expect((await api.ask("GET", "/licensees", { authorization })).status).toBe(401);
  });

  test.each([
    ["another audience", { aud: "another-app" }],
    ["no audience", { aud: null }],
    ["an issuer that nobody registered", { iss: "https://elsewhere.example.com" }],
    ["an expired one", { exp: Math.floor(Date.now() / 1000) - 120 }],
    ["one without an end", { exp: null }],
    ["one without a subject", { sub: null }],
  ])("%s is refused", async (_, claims) => {
    expect((await api.ask("GET", describeLicenses, { authorization: await idToken(claims) })).status).toBe(401);
  });

  test("of a provider that people sign in with stands for the user who signed in with it", async () => {
    const ctx = {
      ...api.ctx,
      signInIssuers: [
        { provider: "oidc", issuer: origin, discoveryUrl: `${origin}/openid-configuration`, audience: "app" },
      ],
      findIdentity: async (provider: string, from: string, subject: string) =>
        provider === "oidc" && from === origin && subject === "subject-at-idp" ? world.identity : null,
    };
    const authorization = await idToken({ iss: origin, sub: "subject-at-idp" });
    const answer = await api.ask("GET", describeLicenses, { authorization, ctx });
    expect(answer.text).toContain(world.usedLicenseId);
    const stranger = await idToken({ iss: origin, sub: "somebody-else" });
    expect((await api.ask("GET", describeLicenses, { authorization: stranger, ctx })).status).toBe(404);
  });

  test("when the issuer can't be reached, the caller is told to come back", async () => {
    const issuerAway = "http://127.0.0.1:9";
    const away = { provider: "oidc", issuer: issuerAway, discoveryUrl: `${issuerAway}/configuration`, audience: "app" };
    const authorization = await idToken({ iss: issuerAway });
    const answer = await api.ask("GET", describeLicenses, {
      authorization,
      ctx: { ...api.ctx, signInIssuers: [away] },
    });
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("5");
  });
});

describe("a license consumer gets nothing of another one's", () => {
  const uses = operationNames.filter((name) => ["consumer", "license key"].includes(rowOf(name).access));

  test.each(uses)("%s", async (name) => {
    const call = validCall(name, world);
    const mine = { ...call.query, ...("licenseeId" in call.query && { licenseeId: world.values.licenseeId }) };
    const asked = rowOf(name).access === "consumer" ? withLicensee(name, mine) : call.query;
    const swap = (value: string) => value.replaceAll(world.values.licenseKey, theirs.values.licenseKey);
    const query = Object.fromEntries(Object.entries(asked).map(([field, value]) => [field, swap(value)]));
    const authorization = await api.token({ sub: theirs.identity });
    const answer = await sendCall(api, { ...call, path: swap(call.path), query, authorization });
    for (const secret of [world.values.licenseKey, world.values.leaseId, world.values.email, '"hw"']) {
      if (!answer.text.includes(`"released":false`)) expect(answer.text).not.toContain(secret);
    }
    for (const licensed of z.array(z.string()).safeParse(answer.json).data ?? []) {
      expect(decodeJwt(licensed).errorCode).toBeDefined();
    }
    for (const end of z.array(z.object({ released: z.boolean() })).safeParse(answer.json).data ?? []) {
      expect(end.released).toBe(false);
    }
  });

  const withLicensee = (name: OperationName, query: Record<string, string>) => {
    const { query: schema } = rowOf(name);
    const takes = schema instanceof z.ZodObject && "licenseeId" in schema.shape;
    return takes ? { ...query, licenseeId: world.values.licenseeId } : query;
  };
});
