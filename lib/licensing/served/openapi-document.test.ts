import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { endpointMap } from "../wire/endpoint-map";
import { openApiDocument } from "./openapi-document";

test("the document is valid OpenAPI 3.1", async () => {
  const validator = new Validator();
  const result = await validator.validate(structuredClone({ ...openApiDocument() }));
  expect(result).toMatchObject({ valid: true });
  expect(validator.version).toBe("3.1");
});

test("every operation of the endpoint map stands in it, by its name, and no other", () => {
  const paths = openApiDocument().paths ?? {};
  const described = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([verb, operation]) => `${verb.toUpperCase()} ${path} ${operation.operationId}`),
  );
  const served = Object.entries(endpointMap).map(([name, { method, path }]) => `${method} ${path} ${name}`);
  expect(described.toSorted()).toEqual(served.toSorted());
});

test("what it says about requests is what validates them: strict, bounded, and with the marks of their source", () => {
  const document = openApiDocument();
  expect(document.components?.schemas?.NewFeatureLicense).toMatchObject({
    additionalProperties: false,
    properties: { productName: { maxLength: 256 }, features: { maxItems: 500 } },
  });
  const operation = document.paths?.["/licensees/actions/find-by-naturalid"]?.get;
  expect(operation).toMatchObject({
    "x-source": "documented: Connect your business systems",
    "x-permission": "Licensee.read",
    security: [{ scaleJwt: [] }],
  });
});

test("what answers no JSON and what needs no token say so", () => {
  const paths = openApiDocument().paths ?? {};
  expect(paths["/licensees/{licenseeId}"]?.delete?.responses).toMatchObject({ 204: { description: "Done" } });
  expect(paths["/licensing-signing-keys/.well-known/jwks.json"]?.get?.security).toEqual([]);
});
