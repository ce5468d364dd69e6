import { describe, expect, test } from "vitest";
import { endpointMap } from "../wire/endpoint-map";
import { readAnswer } from "./read-answer";
import { toRemoteLicense } from "./remote-license";

const license = { id: "0198a000-0000-7000-8000-000000000000", productName: "Product", qty: 3 };
const read = (status: number, body: unknown) =>
  readAnswer(endpointMap.getLicense, { status, text: typeof body === "string" ? body : JSON.stringify(body) });

describe("what 10Duke Scale answers", () => {
  test("added fields and values of enumerations are taken", () => {
    const body = { ...license, qtyDimension: "USE_MOONS", surprise: { nested: [1] } };
    expect(read(200, body)).toMatchObject({ kind: "ok", value: { qtyDimension: "USE_MOONS" } });
  });

  test.each([
    [404, { error: "Not Found" }, "not_found"],
    [200, "", "empty"],
    [200, "null", "empty"],
    [204, "", "empty"],
    [400, { error: "Bad Request" }, "refused"],
    [409, { description: "taken" }, "refused"],
    [422, "no JSON at all", "refused"],
  ])("%s %j means %s", (status, body, kind) => {
    expect(read(status, body).kind).toBe(kind);
  });

  test.each([
    [401, true],
    [403, true],
    [405, false],
  ])("%s is thrown, and whether a retry helps is %s", (status, retryable) => {
    expect(() => read(status, { description: "no" })).toThrow(expect.objectContaining({ retryable }));
  });

  test("a shape that nobody expects is told by its places, without its values", () => {
    const answer = () => read(200, { ...license, qty: "seventeen", licenseKey: { licenseKey: 7, secret: "SECRET" } });
    expect(answer).toThrow(/qty.*licenseKey/);
    expect(answer).not.toThrow(/seventeen|SECRET/);
  });

  test("a list may come in an envelope", () => {
    const answer = readAnswer(endpointMap.listLicenses, { status: 200, text: JSON.stringify({ licenses: [license] }) });
    expect(answer).toMatchObject({ kind: "ok", value: [license] });
  });
});

describe("a license on the wire", () => {
  test("references are read from the license or from its metadata", () => {
    const references = { subscriptionReference: "sub_1", productReference: "SKU" };
    const expected = { ...references, contractReference: null, orderReference: null };
    expect(toRemoteLicense({ ...license, ...references }).references).toEqual(expected);
    expect(toRemoteLicense({ ...license, licenseMetadata: references }).references).toEqual(expected);
  });

  test("a date alone is the last day, that day included", () => {
    const { validUntil } = toRemoteLicense({ ...license, validUntil: "2026-12-31" });
    expect(validUntil).toEqual(new Date("2027-01-01T00:00:00.000Z"));
  });
});
