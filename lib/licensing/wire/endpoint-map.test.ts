import { expect, test } from "vitest";
import { z } from "zod";
import { fillPath, paramNames } from "./address";
import { endpointMap } from "./endpoint-map";
import { license } from "./licenses";
import { listOf } from "./fields";

const operations = Object.entries(endpointMap);

test("no two operations share method and path", () => {
  const addresses = operations.map(([, { method, path }]) => `${method} ${path.replaceAll(/\{\w+\}/g, "{}")}`);
  expect(addresses).toEqual([...new Set(addresses)]);
});

test.each(operations)("%s: its path and its schema name the same parameters", (_, { path, params }) => {
  const known = params instanceof z.ZodObject ? Object.keys(params.shape) : [];
  expect(known.toSorted()).toEqual(paramNames(path).toSorted());
});

test.each(operations)("%s refuses a field that it does not know, in query and body", (_, { query, body }) => {
  const refused = (schema: z.ZodType) => schema.safeParse({ surelyUnknown: 1 }).error;
  expect(refused(query)?.issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys : []))).toEqual([
    "surelyUnknown",
  ]);
  expect(refused(body)).toBeDefined();
});

test("a path is filled with encoded parameters, and never with none", () => {
  expect(fillPath("/licensees/{licenseeId}/licenses", { licenseeId: "a/b?c" })).toBe("/licensees/a%2Fb%3Fc/licenses");
  expect(() => fillPath("/licensees/{licenseeId}", {})).toThrow("needs licenseeId");
});

test("a reader tolerates fields and enumeration values added later, and a list in an envelope", () => {
  const future = { id: "1", productName: "P", qty: 1, qtyDimension: "MOONS", brandNew: true };
  expect(license.parse(future)).toMatchObject(future);
  expect(listOf(license).parse([future])).toHaveLength(1);
  expect(listOf(license).parse({ total: 1, items: [future] })).toHaveLength(1);
});

test.each([
  ["2026-01-31", "2026-02-01T00:00:00.000Z"],
  ["2026-01-31T12:00:00Z", "2026-01-31T12:00:00.000Z"],
  ["2026-01-31T12:00:00+02:00", "2026-01-31T10:00:00.000Z"],
])("an end at %s is %s: a day is valid to its end in UTC", (given, meant) => {
  const parsed = endpointMap.updateLicenseValidity.body.parse({ validUntil: given });
  expect(parsed.validUntil?.toISOString()).toBe(meant);
});
