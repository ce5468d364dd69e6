import { z } from "zod";
import type { ApiOperation, ApiReference } from "./api-reference";
import { groupNames, groupOf, needs, openApiDocument } from "./served/openapi-document";
import { operationNames } from "./served/match-operation";
import { describeField, describeFields, describeObjects } from "./served/reference/describe-fields";
import { describeType } from "./served/reference/describe-type";
import { jsonSchema, resolve, type Components, type JsonSchema } from "./served/reference/json-schema";
import { sampleOf } from "./served/reference/sample";
import { endpointMap, type OperationName } from "./wire/endpoint-map";
import type { Operation } from "./wire/operation";

const content = z.object({ "application/json": z.object({ schema: jsonSchema }) });
const described = z.object({
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.enum(["path", "query", "header"]),
        required: z.boolean().optional(),
        schema: jsonSchema,
        description: z.string().optional(),
      }),
    )
    .default([]),
  requestBody: z.object({ required: z.boolean().default(false), content }).optional(),
  responses: z.record(z.string(), z.object({ content: content.optional() })),
});

let made: ApiReference | undefined;

/** The readable reference, made from the OpenAPI document and thereby from the schemas that validate. */
export function describeLicensingApi(): ApiReference {
  made ??= describe();
  return made;
}

function describe(): ApiReference {
  const document = openApiDocument();
  const components = z.record(z.string(), jsonSchema).parse(document.components?.schemas ?? {});
  const operations = operationNames.map((name) => describeOperation(name, document.paths, components));
  const groups = groupNames.map((name) => ({
    name,
    operations: operations.filter((operation) => groupOf(endpointMap[operation.name]) === name),
  }));
  const answers = operations.flatMap(({ answer }) => answer.object ?? []);
  return { groups, objects: describeObjects([...answers, "Error"], components) };
}

function describeOperation(
  name: OperationName,
  paths: unknown,
  components: Components,
): ApiOperation & { name: OperationName } {
  const operation: Operation = endpointMap[name];
  const { method, path, summary, mark, access, status } = operation;
  const item = z.record(z.string(), z.record(z.string(), z.unknown())).parse(paths)[path];
  const { parameters, requestBody, responses } = described.parse(item?.[method.toLowerCase()]);
  const params = parameters.map(({ in: place, required = false, schema, description, name: param }) =>
    describeField({ name: param, place, required, schema: { description, ...schema } }, components),
  );
  const body = requestBody?.content["application/json"].schema;
  const answered = responses[String(status)]?.content?.["application/json"].schema;
  const answer = answered ? describeType(answered, components) : { words: "nothing", object: null };
  return {
    name,
    method,
    path,
    summary,
    mark,
    permission: needs(access),
    access: access === "consumer" || access === "license key" || access === "public" ? access : "token",
    params,
    body: body ? { ...describeBody(body, components), required: requestBody.required } : null,
    answer: { status, type: answer.words, object: answer.object },
    sample: sampleCall(operation, body, components),
  };
}

function describeBody(body: JsonSchema, components: Components) {
  const schema = resolve(body, components);
  const fields = describeFields(schema.items ?? schema.anyOf?.[0] ?? schema, components);
  return { isList: schema.items !== undefined, note: schema.description ?? null, fields };
}

function sampleCall({ method, path, access, query }: Operation, body: JsonSchema | undefined, components: Components) {
  const asked =
    query instanceof z.ZodObject ? Object.entries(query.shape).find(([, field]) => !isOptional(field)) : null;
  const address = `$USHER/api/licensing/v1${path}${asked ? `?${asked[0]}=…` : ""}`;
  return [
    `curl${method === "GET" ? "" : ` -X ${method}`} "${address}"`,
    ...(access === "public" || access === "license key" ? [] : [`  -H "Authorization: ScaleJwt $TOKEN"`]),
    ...(body ? [`  -H "Content-Type: application/json"`, `  -d '${JSON.stringify(sampleOf(body, components))}'`] : []),
  ].join(" \\\n");
}

const isOptional = (field: unknown) => field instanceof z.ZodType && field.isOptional();
