import { newId } from "@/lib/kernel/ids";
import { found, settle } from "../settle";
import { openApiDocument } from "../openapi-document";
import { fillPath, paramNames } from "../../wire/address";
import { endpointMap, type OperationName } from "../../wire/endpoint-map";
import type { Operation } from "../../wire/operation";
import { jsonSchema } from "../reference/json-schema";
import { sampleOf } from "../reference/sample";
import type { Asked, OpenApi } from "./open-api";
import { z } from "zod";

export type World = Awaited<ReturnType<typeof givenWorld>>;
export type ValidCall = { method: string; path: string; query: Record<string, string>; body: unknown };

/** A person with a license in use, a key and all else that an address can name. */
export async function givenWorld(api: Pick<OpenApi, "engine">, { signingKeyId = newId() } = {}) {
  const names = { email: `${newId()}@example.com`, naturalId: newId(), externalReference: newId() };
  const person = await givenPerson(api, names);
  const sold = await givenProduct(api);
  const licenses = await givenLicenses(api, { licenseeId: person.licenseeId, productName: sold.productName });
  const lease = await givenLease(api, { ...sold, identity: person.identity });
  const { identity, ...party } = person;
  const { productName, ...goods } = sold;
  const { usedLicenseId, ...keyed } = licenses;
  /** By the names that stand in addresses, queries and bodies. */
  const values = { ...names, ...party, ...goods, ...keyed, ...lease, signingKeyId };
  return { identity, productName, usedLicenseId, values };
}

type Names = { email: string; naturalId: string; externalReference: string };

async function givenPerson({ engine: { management } }: Pick<OpenApi, "engine">, names: Names) {
  const identity = newId();
  const setup = { name: "Private Person", ...names, connectedIdentityId: identity };
  const { licensee, consumer } = settle(await management.licensees.setupUser(setup), "The person");
  const { container } = settle(await management.containers.create(licensee.id, { name: "Second" }), "The container");
  await management.containers.grantAccess(licensee.id, container.id, consumer.id);
  return {
    identity,
    licenseeId: licensee.id,
    licenseConsumerId: consumer.id,
    licenseContainerId: container.id,
  };
}

async function givenProduct({ engine: { management } }: Pick<OpenApi, "engine">) {
  const { model } = settle(await management.licenseModels.create({ name: newId() }), "The model");
  const configurations = [{ name: "Standard" }];
  const { product } = settle(await management.products.create({ name: newId(), configurations }), "The product");
  const productConfigId = found(product.configurations[0] ?? null, "The configuration").id;
  const made = settle(await management.activationCodes.create({ productConfigId, count: 1, qty: 1 }), "The code");
  const code = found(made.codes[0] ?? null, "The code");
  return {
    productName: product.name,
    productId: product.id,
    productConfigId,
    licenseModelId: model.id,
    activationCodeId: code.id,
    activationCode: code.code,
  };
}

async function givenLicenses(
  { engine: { management } }: Pick<OpenApi, "engine">,
  { licenseeId, productName }: { licenseeId: string; productName: string },
) {
  const issue = async (generateLicenseKey: boolean) => {
    const terms = { productName, features: [], qty: 5, generateLicenseKey };
    return settle(await management.licenses.issueFeatureLicense(licenseeId, terms), "The license").license.id;
  };
  const licenseId = await issue(true);
  const licenseKey = found(await management.licenses.revealKey(licenseeId, licenseId), "The key");
  return { licenseId, licenseKey, usedLicenseId: await issue(false) };
}

async function givenLease(
  { engine: { checkout } }: Pick<OpenApi, "engine">,
  { productName, identity }: { productName: string; identity: string },
) {
  const caller = { kind: "identity", connectedIdentityId: identity } as const;
  const item = { productName, qtyDimension: "SEATS", qty: 1 } as const;
  await checkout.checkout({ caller, claims: { cliHwId: "hw" }, ipAddress: null }, [item]);
  const leases = await checkout.describeClientBindings(caller, { page: { offset: 0, limit: 5 } });
  const lease = found(leases?.bindings[0] ?? null, "The lease");
  return { clientBindingId: String(lease.id), leaseId: lease.leaseId };
}

/** A call that is answered with success: the least that it needs, about this world's things. */
export function validCall(name: OperationName, world: World): ValidCall {
  const operation: Operation = endpointMap[name];
  const values = new Map<string, string>(Object.entries(world.values));
  const params = Object.fromEntries(paramNames(operation.path).map((param) => [param, values.get(param)]));
  const required = operation.query instanceof z.ZodObject ? requiredOf(operation.query) : [];
  const query = required.map((field) => [field, values.get(field) ?? ""] as const);
  if (name === "deleteUser") query.push(["licenseeId", world.values.licenseeId]);
  if (name === "describeLicenseClientBindings") query.splice(0, 1, ["licenseId", world.usedLicenseId]);
  const path = fillPath(operation.path, params);
  return { method: operation.method, path, query: Object.fromEntries(query), body: bodyOf(operation, values) };
}

const requiredOf = (query: z.ZodObject) =>
  Object.entries(query.shape).flatMap(([field, schema]) =>
    schema instanceof z.ZodType && schema.isOptional() ? [] : [field],
  );

function bodyOf(operation: Operation, values: Map<string, string>): unknown {
  if (operation.body instanceof z.ZodVoid) return undefined;
  const document = openApiDocument();
  const components = z.record(z.string(), jsonSchema).parse(document.components?.schemas);
  const item = z.record(z.string(), z.record(z.string(), z.unknown())).parse(document.paths)[operation.path];
  const described = z
    .object({ requestBody: z.object({ content: z.record(z.string(), z.object({ schema: jsonSchema })) }) })
    .parse(item?.[operation.method.toLowerCase()]);
  const schema = described.requestBody.content["application/json"]?.schema ?? {};
  return JSON.parse(JSON.stringify(sampleOf(schema, components)), (key: string, value: unknown) =>
    typeof value === "string" ? (values.get(key) ?? value.replace("…", newId())) : value,
  );
}

export async function sendCall(api: OpenApi, { method, path, query, ...asked }: ValidCall & Asked) {
  const search = new URLSearchParams(query).toString();
  return await api.ask(method, search ? `${path}?${search}` : path, asked);
}
