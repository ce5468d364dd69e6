import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { newId } from "@/lib/kernel/ids";
import { givenWorld, type World } from "./testing/given-world";
import { keyId, issuer, openApi, type OpenApi } from "./testing/open-api";

let api: OpenApi;
let world: World;
let authorization: string;
beforeAll(async () => {
  api = await openApi();
  world = await givenWorld(api);
  authorization = await api.token();
});
afterAll(() => api.database.drop());

const get = (path: string, headers: Record<string, string> = {}) => api.ask("GET", path, { authorization, headers });
const send = (method: string, path: string, body?: unknown) => api.ask(method, path, { authorization, body });
const named = z.array(z.looseObject({ name: z.string() }));
const licensesOf = () => `/licensees/${world.values.licenseeId}/licenses`;

describe("lists", () => {
  const models = ["Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf"];
  beforeAll(async () => {
    for (const name of models) await api.engine.management.licenseModels.create({ name: `Paged ${name}` });
  });

  test("come in pages of five, newest first, and go on at an offset", async () => {
    const first = named.parse((await get("/license-models")).json);
    expect(first.map(({ name }) => name)).toEqual(
      models
        .slice(2)
        .toReversed()
        .map((name) => `Paged ${name}`),
    );
    const second = named.parse((await get("/license-models", { offset: "5", limit: "1" })).json);
    expect(second.map(({ name }) => name)).toEqual(["Paged Bravo"]);
  });

  test("come in the order that the headers ask for", async () => {
    const paging = { "order-by": "name", "order-asc": "true", limit: "100" };
    const names = named.parse((await get("/license-models", paging)).json).map(({ name }) => name);
    expect(names.filter((name) => name.startsWith("Paged"))).toEqual(models.map((name) => `Paged ${name}`));
  });

  test.each([
    [{ limit: "0" }],
    [{ limit: "101" }],
    [{ limit: "many" }],
    [{ offset: "-1" }],
    [{ offset: "1e99" }],
    [{ "order-by": "secret" }],
    [{ "order-asc": "yes" }],
  ])("refuse %j", async (headers) => {
    expect((await get("/license-models", headers)).status).toBe(400);
  });

  test("are searched by a field and a value, which go together", async () => {
    const query = new URLSearchParams({ filterField: "email", filterValue: world.values.email });
    expect((await get(`/licensees?${query}`)).text).toContain(world.values.licenseeId);
    expect((await get("/licensees?filterField=email")).status).toBe(400);
    expect((await get("/licensees?filterField=email&filterField=name&filterValue=x")).status).toBe(400);
  });
});

describe("changes", () => {
  test("a whole object that was read can be changed and written back", async () => {
    for (const path of [
      `/licensees/${world.values.licenseeId}`,
      `/license-consumers/${world.values.licenseConsumerId}`,
      `/license-models/${world.values.licenseModelId}`,
      `/products/${world.values.productId}`,
      `/licensees/${world.values.licenseeId}/license-containers/${world.values.licenseContainerId}`,
    ]) {
      const read = z.looseObject({ name: z.string() }).parse((await get(path)).json);
      const answer = await send("PUT", path, { ...read, displayName: undefined, name: `${read.name} renamed` });
      expect(answer.status, `${path}: ${answer.text}`).toBe(200);
      expect((await get(path)).text).toContain("renamed");
    }
  });

  test("an id in the body that is not the address's, and another type, are refused and change nothing", async () => {
    const path = `/licensees/${world.values.licenseeId}`;
    const before = (await get(path)).text;
    expect((await send("PUT", path, { id: newId(), name: "Other" })).status).toBe(400);
    expect((await send("PUT", path, { type: "ORGANIZATION", name: "Other" })).status).toBe(400);
    expect((await get(path)).text).toBe(before);
  });

  test("a taken value is a conflict, said by its field", async () => {
    const answer = await send("POST", "/licensees/actions/setup-organization", {
      name: "Second",
      email: world.values.email,
    });
    expect(answer.json).toEqual({ error: "Conflict", code: 409, description: "Another one has this email" });
  });

  test("the quantity of an issued license can't be changed, as documented: it is no field of the call", async () => {
    const answer = await send("PUT", `${licensesOf()}/${world.values.licenseId}`, { qty: 50 });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain("qty");
  });

  test("stand in the audit with the system that made them, and refused ones don't", async () => {
    const count = () => api.database.db.auditEntry.count({ where: { action: "licensing_api.moveLicense" } });
    const path = `${licensesOf()}/${world.values.licenseId}/actions/move`;
    expect((await send("PUT", path, { licenseContainerId: newId() })).status).toBe(404);
    expect(await count()).toBe(0);
    const { licenseContainerId } = world.values;
    expect((await send("PUT", path, { licenseContainerId })).status).toBe(200);
    const entry = await api.database.db.auditEntry.findFirstOrThrow({ where: { action: "licensing_api.moveLicense" } });
    expect(entry).toMatchObject({ actor: `api:${issuer}/${keyId}/vendor-system`, entityId: world.values.licenseId });
    expect(JSON.stringify(entry)).not.toContain(world.values.licenseKey);
  });
});

describe("a license of a subscription", () => {
  const subscriptionReference = newId();
  const issue = () =>
    send("POST", `${licensesOf()}/actions/issue-feature-license`, {
      productName: "Reference",
      qty: 3,
      subscriptionReference,
      validUntil: "2030-01-31",
    });
  const shown = z.looseObject({ id: z.string(), validFrom: z.string(), validUntil: z.string() });

  test("is found by its reference, says what was agreed, and is valid to the end of its last day", async () => {
    const issued = shown.parse((await issue()).json);
    expect(issued.validUntil).toBe("2030-02-01T00:00:00.000Z");
    expect(issued.validFrom).toMatch(/T00:00:00.000Z$/);
    const query = new URLSearchParams({ filterField: "subscriptionReference", filterValue: subscriptionReference });
    const [found] = z.array(shown).parse((await get(`${licensesOf()}?${query}`)).json);
    expect(found).toMatchObject({ id: issued.id, subscriptionReference, licenseMetadata: { subscriptionReference } });
  });

  test.each([
    ["query", (end: string) => [`?${new URLSearchParams({ subscriptionReference, validUntil: end })}`, undefined]],
    ["body", (end: string) => ["", { subscriptionReference, validUntil: end }]],
  ] as const)("gets a new end by its reference, given in the %s", async (_, given) => {
    await issue();
    const end = new Date(Date.now() + 60_000).toISOString();
    const [query, body] = given(end);
    const ended = z.array(shown).parse((await send("PUT", `${licensesOf()}/actions/revoke${query}`, body)).json);
    expect(ended.length).toBeGreaterThan(0);
    for (const license of ended) expect(license.validUntil <= end).toBe(true);
  });

  test("is not revoked by two references, by none, or by the same said twice; by an unknown one nothing is", async () => {
    const path = `${licensesOf()}/actions/revoke`;
    expect((await send("PUT", path, { subscriptionReference, orderReference: "o" })).status).toBe(400);
    expect((await send("PUT", path)).status).toBe(400);
    const query = new URLSearchParams({ subscriptionReference });
    expect((await send("PUT", `${path}?${query}`, { subscriptionReference })).status).toBe(400);
    expect((await send("PUT", path, { orderReference: newId() })).json).toEqual([]);
  });
});

test("a seat is taken, kept alive and given back by license key; too early a heartbeat says when", async () => {
  const { licenseKey } = world.values;
  const headers = { cliHwId: "machine-1" };
  const use = (action: string, body: unknown) =>
    api.ask("POST", `/licensing/actions/${action}/${licenseKey}`, { headers, body });
  const [token = ""] = z.array(z.string()).parse((await use("checkout", [{ productName: world.productName }])).json);
  const payload = z
    .looseObject({ leaseId: z.string() })
    .parse(JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()));
  const early = await use("heartbeat", [{ leaseId: payload.leaseId }]);
  expect(early.status).toBe(400);
  expect(early.text).toContain("too early");
  expect(Number(early.headers.get("retry-after"))).toBeGreaterThan(0);
  const [result] = z
    .array(z.looseObject({ released: z.boolean() }))
    .parse((await use("release", [{ leaseId: payload.leaseId }])).json);
  expect(result).toMatchObject({ released: true, releasedLeaseId: payload.leaseId });
});

test("the public keys need no token and may be cached for minutes, not longer", async () => {
  const answer = await api.ask("GET", "/licensing-signing-keys/.well-known/jwks.json");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("cache-control")).toBe("public, max-age=300");
  expect(answer.text).not.toContain('"d"');
});
