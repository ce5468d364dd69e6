import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/lib/kernel/ids";
import { defaultPermissions } from "../api-key";
import { listApiKeys } from "../list-api-keys";
import { registerApiKey } from "../register-api-key";
import { removeApiKey } from "../remove-api-key";
import { settingsKey } from "../settings-key";
import { givenWorld, type World } from "./testing/given-world";
import { issuer, mint, openApi, type OpenApi } from "./testing/open-api";

const actor = { kind: "system", name: "command" } as const;
const rsa = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = (key: KeyObject) => key.export({ type: "spki", format: "pem" }).toString();

let api: OpenApi;
let world: World;
beforeAll(async () => {
  api = await openApi();
  world = await givenWorld(api);
});
afterAll(() => api.database.drop());

describe("registered keys", () => {
  const given = {
    use: "VERIFY_SCALE_JWT",
    name: "A shop",
    issuer,
    permissions: defaultPermissions,
    validUntil: null,
  } as const;
  const db = () => api.database.db;

  test("a token can ask for no more than its key may permit", async () => {
    const { privateKey, publicKey } = rsa();
    const key = { ...given, keyId: newId(), publicKey: pem(publicKey), permissions: ["License.read", "Product.*"] };
    await registerApiKey({ db: db(), actor }, key);
    const authorization = await api.token({}, { key: privateKey, kid: key.keyId });
    const status = async (path: string) => (await api.ask("GET", path, { authorization })).status;
    expect(await status(`/licensees/${world.values.licenseeId}/licenses`)).toBe(200);
    expect(await status("/products")).toBe(200);
    expect(await status("/licensees")).toBe(403);
  });

  test("a removed key, and one past its end, verify nothing", async () => {
    const pair = rsa();
    const key = { ...given, keyId: newId(), publicKey: pem(pair.publicKey) };
    const ended = { ...key, keyId: newId(), validUntil: new Date(Date.now() - 1000) };
    const registered = await registerApiKey({ db: db(), actor }, key);
    await registerApiKey({ db: db(), actor }, ended);
    const status = async (kid: string) =>
      (await api.ask("GET", "/products", { authorization: await api.token({}, { key: pair.privateKey, kid }) })).status;
    expect(await status(ended.keyId)).toBe(401);
    expect(await status(key.keyId)).toBe(200);
    await removeApiKey({ db: db(), actor }, registered.kind === "registered" ? registered.id : "");
    expect(await status(key.keyId)).toBe(401);
    expect((await listApiKeys({ db: db() })).map(({ keyId }) => keyId)).not.toContain(key.keyId);
  });

  test("the key in the settings counts like a registered one", async () => {
    const pair = rsa();
    const names = { LICENSING_API_ISSUER: "settings", LICENSING_API_KEY_ID: "one" };
    const key = settingsKey({ ...names, LICENSING_API_PUBLIC_KEY: pem(pair.publicKey) });
    const open = { ...api.ctx, settingsKey: key };
    const authorization = `ScaleJwt ${await mint({ iss: "settings" }, { key: pair.privateKey, kid: "one" })}`;
    expect((await api.ask("GET", "/products", { authorization })).status).toBe(401);
    expect((await api.ask("GET", "/products", { authorization, ctx: open })).status).toBe(200);
  });

  test.each([
    ["a private key", () => rsa().privateKey.export({ type: "pkcs8", format: "pem" }).toString(), "private key"],
    ["a key of 1024 bits", () => pem(generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey), "1024 bits"],
    ["an elliptic curve", () => pem(generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey), "not an RSA key"],
    ["no key", () => "hello", "PEM"],
  ])("%s is not registered", async (_, publicKey, problem) => {
    const outcome = await registerApiKey({ db: db(), actor }, { ...given, keyId: newId(), publicKey: publicKey() });
    expect(outcome).toEqual({ kind: "invalid", problem: expect.stringContaining(problem) });
  });

  test("an issuer has one key of an id, its permissions look like permissions, and its key set is fetched safely", async () => {
    const key = { ...given, keyId: newId(), publicKey: api.publicKey };
    expect(await registerApiKey({ db: db(), actor }, key)).toMatchObject({ kind: "registered" });
    expect(await registerApiKey({ db: db(), actor }, key)).toEqual({ kind: "conflict" });
    const vague = await registerApiKey({ db: db(), actor }, { ...key, keyId: newId(), permissions: ["everything"] });
    expect(vague).toMatchObject({ kind: "invalid" });
    const open = { use: "VERIFY_ID_TOKEN", name: "i", issuer: "i", validUntil: null } as const;
    const plain = await registerApiKey(
      { db: db(), actor },
      { ...open, audiences: ["a"], jwksUrl: "http://idp.example.com/jwks" },
    );
    expect(plain).toMatchObject({ kind: "invalid", problem: expect.stringContaining("https://") });
  });
});

describe("callers who are refused again and again", () => {
  let sender: string;
  beforeEach(() => {
    sender = newId();
  });
  const repeat = async (times: number, ask: () => Promise<{ status: number }>) => {
    const statuses: number[] = [];
    for (let time = 0; time < times; time++) statuses.push((await ask()).status);
    return statuses;
  };

  test("are made to wait, while a genuine token from the same address is served", async () => {
    const statuses = await repeat(22, () => api.ask("GET", "/products", { authorization: "ScaleJwt no", sender }));
    expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 401));
    expect(statuses.at(-1)).toBe(429);
    const genuine = await api.ask("GET", "/products", { authorization: await api.token(), sender });
    expect(genuine.status).toBe(200);
  });

  test("and guess license keys are not listened to at all, so that no guess is confirmed", async () => {
    const path = (key: string) => `/licensing/actions/describe-license-key?licenseKey=${key}`;
    const statuses = await repeat(22, () => api.ask("GET", path(newId()), { sender }));
    expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 404));
    const right = await api.ask("GET", path(world.values.licenseKey), { sender });
    expect(right.status).toBe(429);
    expect(Number(right.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await api.ask("GET", path(world.values.licenseKey))).status).toBe(200);
  });
});

test("applications that still use a key that was replaced don't make their whole office wait", async () => {
  const sender = newId();
  const path = (key: string) => `/licensing/actions/describe-license-key?licenseKey=${key}`;
  const replaced = newId();
  for (let time = 0; time < 30; time++) expect((await api.ask("GET", path(replaced), { sender })).status).toBe(404);
  expect((await api.ask("GET", path(world.values.licenseKey), { sender })).status).toBe(200);
});

test("where another system keeps the licenses, the API says so and serves none", async () => {
  const ctx = { ...api.ctx, keptElsewhere: true };
  const answer = await api.ask("GET", "/licensees", { authorization: await api.token(), ctx });
  expect(answer.json).toMatchObject({ code: 404, description: expect.stringContaining("10Duke Scale") });
});

test("no token and no license key stands in the log, though refusals and failures do", async () => {
  const authorization = await api.token({ exp: 1 });
  await api.ask("GET", "/products", { authorization });
  const broken = {
    ...api.engine,
    checkout: { ...api.engine.checkout, describeLicenses: () => Promise.reject(new Error("down")) },
  };
  const path = `/licensing/actions/describe-license-key?licenseKey=${world.values.licenseKey}`;
  const failed = await api.ask("GET", path, { ctx: { ...api.ctx, engine: broken } });
  expect(failed.status).toBe(500);
  expect(failed.text).not.toContain("down");
  const log = api.lines.join("");
  expect(log).toContain("refused a caller");
  expect(log).toContain("The licensing API failed");
  expect(log).not.toContain(authorization.slice("ScaleJwt ".length));
  expect(log).not.toContain(world.values.licenseKey);
});
