import { createDocument, type ZodOpenApiObject, type ZodOpenApiOperationObject } from "zod-openapi";
import type { ZodOpenApiOverride, ZodOpenApiPathsObject } from "zod-openapi";
import { z } from "zod";
import { clientClaimNames } from "../client-binding";
import { endpointMap, type OperationName } from "../wire/endpoint-map";
import { errorBody } from "../wire/error-body";
import type { Access, Operation } from "../wire/operation";
import { pagingHeaders } from "../wire/paging";
import { operationNames } from "./match-operation";
import { usePermission } from "./use-permission";

const groups: Readonly<Record<string, string>> = {
  licensees: "Licensees",
  "license-containers": "License containers",
  "license-consumers": "License consumers",
  licenses: "Licenses",
  products: "Products",
  "license-models": "License models",
  "activation-codes": "Activation codes",
  "licensing-signing-keys": "Signing keys",
  licensing: "License checkout",
};

export const groupNames: readonly string[] = Object.values(groups);

/** The heading that an operation stands under: what it is about, also within a licensee. */
export function groupOf({ path }: Pick<Operation, "path">): string {
  const [, first = "", second, third] = path.split("/");
  return groups[second === "{licenseeId}" && third !== undefined ? third : first] ?? "Other";
}

let made: ReturnType<typeof createDocument> | undefined;

/** The OpenAPI 3.1 document, made from the schemas that validate the calls. */
export function openApiDocument(): ReturnType<typeof createDocument> {
  made ??= createDocument(description(), { override: withoutPatterns });
  return made;
}

/** A format says it already, and shorter. */
const withoutPatterns: ZodOpenApiOverride = ({ jsonSchema }) => {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
};

function description(): ZodOpenApiObject {
  return {
    openapi: "3.1.0",
    info: {
      title: "Usher licensing API",
      version: "1",
      description:
        "Licensees, licenses and checkout, in the shape of the 10Duke Scale API. Each operation says where it comes " +
        "from: a page of the 10Duke Scale documentation, its public SDK, or inferred.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/api/licensing/v1" }],
    tags: groupNames.map((name) => ({ name })),
    paths: paths(),
    components: { securitySchemes },
  };
}

const securitySchemes = {
  scaleJwt: {
    type: "apiKey",
    in: "header",
    name: "Authorization",
    description: "`ScaleJwt <token>`: a JWT signed with RS256 and a registered key, which lives an hour at most.",
  },
  idToken: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "An OpenID Connect ID token (RS256) of a trusted issuer.",
  },
} as const;

function paths(): ZodOpenApiPathsObject {
  const all: ZodOpenApiPathsObject = {};
  for (const name of operationNames) {
    const operation: Operation = endpointMap[name];
    const verb = verbs[operation.method];
    all[operation.path] = { ...all[operation.path], [verb]: describe(name, operation) };
  }
  return all;
}

const verbs = { GET: "get", POST: "post", PUT: "put", DELETE: "delete" } as const;

function describe(name: OperationName, operation: Operation): ZodOpenApiOperationObject {
  const { body, summary, mark, access, status, response } = operation;
  return {
    operationId: name,
    summary,
    description: `${mark[0]?.toUpperCase()}${mark.slice(1)}.`,
    tags: [groupOf(operation)],
    security: securityOf(access),
    ...(needs(access) && { "x-permission": needs(access) }),
    "x-source": mark,
    requestParams: paramsOf(operation),
    ...(!(body instanceof z.ZodVoid) && {
      requestBody: { required: !body.isOptional(), content: { "application/json": { schema: body } } },
    }),
    responses: {
      [`${status}`]:
        response instanceof z.ZodVoid
          ? { description: "Done" }
          : { description: "Done", content: { "application/json": { schema: response } } },
      default: { description: "Refused or failed", content: { "application/json": { schema: errorBody } } },
    },
  };
}

/** The permission that a Scale JWT needs; null where none does. */
export function needs(access: Access): string | null {
  if (access === "public" || access === "license key") return null;
  return access === "consumer" ? usePermission : access;
}

function securityOf(access: Access): Record<string, string[]>[] {
  if (access === "public" || access === "license key") return [];
  return access === "consumer" ? [{ scaleJwt: [] }, { idToken: [] }] : [{ scaleJwt: [] }];
}

function paramsOf({ params, query, orderBy, takesClientClaims, access }: Operation) {
  const headers = {
    ...(orderBy && { ...pagingHeaders.shape, "order-by": z.enum(orderBy).default(orderBy[0]) }),
    ...(access === "consumer" && { licenseConsumerId: consumerHeader }),
    ...(takesClientClaims && claimHeaders),
  };
  return {
    ...(params instanceof z.ZodObject && { path: params }),
    ...(query instanceof z.ZodObject && { query }),
    ...(Object.keys(headers).length > 0 && { header: z.object(headers) }),
  };
}

const consumerHeader = z
  .uuid()
  .optional()
  .meta({ description: "The consumer in whose name a Scale JWT without `lcid` asks." });

const claimHeaders = Object.fromEntries(clientClaimNames.map((name) => [name, z.string().max(256).optional()]));
