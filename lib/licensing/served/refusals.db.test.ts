import { generateKeyPairSync } from "node:crypto";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { newId } from "@/lib/kernel/ids";
import { paramNames } from "../wire/address";
import { endpointMap, type OperationName } from "../wire/endpoint-map";
import { errorBody } from "../wire/error-body";
import type { Operation } from "../wire/operation";
import { operationNames } from "./match-operation";
import { givenWorld, sendCall, validCall, type ValidCall, type World } from "./testing/given-world";
import { issuer, keyId, mint, openApi, type Asked, type OpenApi } from "./testing/open-api";

let api: OpenApi;
let ours: World;
let theirs: World;
beforeAll(async () => {
  api = await openApi();
  ours = await givenWorld(api);
  theirs = await givenWorld(api);
});
afterAll(() => api.database.drop());

const tooLong = "x".repeat(5000);
const rowOf = (name: OperationName): Operation => endpointMap[name];
const needsToken = ({ access }: Operation) => access !== "public" && access !== "license key";
const takesBody = ({ body }: Operation) => !(body instanceof z.ZodVoid);

/** The call as its rightful caller makes it. */
async function rightful(name: OperationName, world = ours): Promise<ValidCall & Asked> {
  const { access } = rowOf(name);
  const call = validCall(name, world);
  if (access === "consumer") return { ...call, authorization: await api.token({ sub: world.identity }) };
  return needsToken(rowOf(name)) ? { ...call, authorization: await api.token() } : call;
}

const send = (call: ValidCall & Asked) => sendCall(api, call);

/** Puts a value into the body, of a list into its first item. */
function withField(body: unknown, change: (fields: [string, unknown][]) => [string, unknown][]): unknown {
  if (Array.isArray(body)) return [withField(body[0], change), ...body.slice(1)];
  return Object.fromEntries(change(Object.entries(body ?? {})));
}

function overLong(name: OperationName, call: ValidCall): Partial<ValidCall & Asked> {
  const longer = (fields: [string, unknown][]): [string, unknown][] => [
    ...fields.filter(([, value]) => typeof value !== "string"),
    ...fields.filter(([, value]) => typeof value === "string").map(([field]): [string, unknown] => [field, tooLong]),
    ...(fields.some(([, value]) => typeof value === "string") ? [] : [["name", tooLong] as [string, unknown]]),
  ];
  if (call.body !== undefined) return { body: withField(call.body, longer) };
  const [asked] = Object.keys(call.query);
  if (asked) return { query: { ...call.query, [asked]: tooLong } };
  const last = paramNames(rowOf(name).path).at(-1);
  if (!last) return { query: { ...call.query, filterValue: tooLong } };
  return { path: call.path.replace(String(Object.entries(ours.values).find(([key]) => key === last)?.[1]), tooLong) };
}

async function forged(alg: "none" | "HS256"): Promise<string> {
  const claims = { iss: issuer, sub: ours.identity, permissions: ["*.*"], exp: Math.floor(Date.now() / 1000) + 300 };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  if (alg === "none") return `ScaleJwt ${part({ alg, kid: keyId })}.${part(claims)}.`;
  // The public key taken for a shared secret.
  const secret = new TextEncoder().encode(api.publicKey);
  return `ScaleJwt ${await new SignJWT(claims).setProtectedHeader({ alg, kid: keyId }).sign(secret)}`;
}

const everyPermissionBut = (needed: string) => {
  const all = operationNames.map((name) => rowOf(name).access).filter((access) => access.includes("."));
  return [...new Set([...all, "License.use"])].filter((permission) => permission !== needed);
};

const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

type Refusal = {
  to: (operation: Operation) => boolean;
  change: (name: OperationName, call: ValidCall) => Promise<Partial<ValidCall & Asked>> | Partial<ValidCall & Asked>;
  status: () => number | number[];
};

const token = (status: number, authorization: (name: OperationName) => Promise<string> | string | null): Refusal => ({
  to: needsToken,
  change: async (name) => ({ authorization: await authorization(name) }),
  status: () => status,
});

const bearerOf = async (name: OperationName) => (await api.token({ sub: name })).replace("ScaleJwt", "Bearer");

const refusals: Record<string, Refusal> = {
  "no token": token(401, () => null),
  "something that is no token": token(401, () => "ScaleJwt nonsense"),
  "a Scale JWT sent as an ID token": token(401, bearerOf),
  "an expired token": token(401, () => api.token({}, { lifeSeconds: -120 })),
  "a token without expiry": token(401, () => api.token({ exp: null })),
  "a token that lives too long": token(401, () => api.token({}, { lifeSeconds: 7200 })),
  "the wrong issuer": token(401, () => api.token({ iss: "https://other.example.com" })),
  "an unknown key id": token(401, () => api.token({}, { kid: "vendor-2" })),
  "a stranger's signature": token(401, async () => `ScaleJwt ${await mint({}, { key: stranger })}`),
  "the algorithm none": token(401, () => forged("none")),
  "the algorithm HS256": token(401, () => forged("HS256")),
  "every permission but the one needed": token(403, (name) => {
    const { access } = rowOf(name);
    const needed = access === "consumer" ? "License.use" : access;
    return api.token({ sub: ours.identity, permissions: everyPermissionBut(needed) });
  }),
  "a license key that does not exist": {
    to: ({ access }) => access === "license key",
    change: (_, call) => ({
      path: call.path.replace(ours.values.licenseKey, "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA"),
      query: "licenseKey" in call.query ? { licenseKey: "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA" } : call.query,
    }),
    status: () => 404,
  },
  "a licensee that does not own the rest of the address, or does not exist": {
    to: ({ path }) => path.includes("{licenseeId}"),
    change: (name, call) => {
      const alone = paramNames(rowOf(name).path).length === 1;
      const other = alone ? newId() : theirs.values.licenseeId;
      return { path: call.path.replace(ours.values.licenseeId, other) };
    },
    status: () => 404,
  },
  "a body that is no JSON": { to: ({ method }) => method !== "GET", change: () => ({ body: "{" }), status: () => 400 },
  "a body of another type": {
    to: takesBody,
    change: () => ({ body: "a=b", headers: { "content-type": "application/x-www-form-urlencoded" } }),
    status: () => 415,
  },
  "a body that is too large": {
    to: ({ method }) => method !== "GET",
    change: () => ({ body: JSON.stringify("x".repeat(300_000)) }),
    status: () => 413,
  },
  "an unknown field in the body": {
    to: takesBody,
    change: (_, call) => ({ body: withField(call.body, (fields) => [...fields, ["surelyUnknown", 1]]) }),
    status: () => 400,
  },
  "an unknown field in the query": {
    to: () => true,
    change: (_, call) => ({ query: { ...call.query, surelyUnknown: "1" } }),
    status: () => 400,
  },
  "over-long values": { to: () => true, change: overLong, status: () => [400, 404] },
  "an address that goes on": {
    to: () => true,
    change: (_, call) => ({ path: `${call.path}/more/of/it` }),
    status: () => 404,
  },
  "a method that it does not take": { to: () => true, change: () => ({ method: "PATCH" }), status: () => 405 },
};

const rows = operationNames.flatMap((name) =>
  Object.entries(refusals).map(([words, refusal]) => [name, words, refusal] as const),
);

const changing = async () => ({
  audit: await api.database.db.auditEntry.count({ where: { action: { startsWith: "licensing_api." } } }),
  licensees: await api.database.db.licensee.count(),
  licenses: await api.database.db.license.count(),
  leases: await api.database.db.clientBinding.count(),
});

describe("every operation × everything that must be refused, in the documented shape", () => {
  const counts: Awaited<ReturnType<typeof changing>>[] = [];
  beforeAll(async () => void counts.push(await changing()));
  afterAll(async () => {
    counts.push(await changing());
    expect(counts[1]).toEqual(counts[0]);
  });

  it.each(rows.filter(([name, , { to }]) => to(rowOf(name))))("%s refuses %s", async (name, _, { change, status }) => {
    const call = await rightful(name);
    const answer = await send({ ...call, ...(await change(name, call)) });
    const expected = [status()].flat();
    expect(expected, answer.text).toContain(answer.status);
    const body = errorBody.parse(answer.json);
    expect(body.code).toBe(answer.status);
    expect(Object.keys(body).toSorted()).toEqual(["code", "description", "error"]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.text).not.toContain(ours.values.licenseKey);
  });
});

describe("what is refused above is refused for that reason: the rightful call succeeds", () => {
  it.each(operationNames)("%s", async (name) => {
    const keyed = name.includes("SigningKey")
      ? { signingKeyId: (await api.engine.checkout.generateSigningKey()).id }
      : {};
    const world = rowOf(name).method === "GET" ? ours : await givenWorld(api, keyed);
    const answer = await send(await rightful(name, world));
    expect(answer.status, answer.text).toBe(rowOf(name).status);
    if (rowOf(name).status === 204) return;
    expect(rowOf(name).response.safeParse(answer.json).error).toBeUndefined();
  });
});
