import { z } from "zod";
import { description, listOf, maybeText, name, openEnum, optional, readOnly } from "./fields";
import { reference, stored, text, uuid } from "./fields";
import { qtyDimension } from "./licenses";
import { shape } from "./operation";

const perSeat = optional(z.number().int().min(1).max(1_000_000)).meta({ description: "Null: unlimited." });
const readCount = z.number().int().nullish();

const licenseModel = z
  .looseObject({
    ...stored,
    name: z.string(),
    concurrentUserDevicesPerSeat: readCount,
    concurrentUserAppInstancesPerSeat: readCount,
    maxAssignmentsPerUser: readCount,
  })
  .meta({ id: "LicenseModel", description: "How a seat may be shared." });

const productConfiguration = z
  .looseObject({
    ...stored,
    name: z.string(),
    displayName: maybeText,
    description: maybeText,
    features: z.array(z.union([z.string(), z.looseObject({ feature: z.string() })])).optional(),
    licenseModelId: maybeText,
    qtyDimension: openEnum(qtyDimension.options).optional(),
    qtyEnforcementType: openEnum(["ENFORCED", "METERED"]).optional(),
    externalReferences: z.array(z.string()).optional(),
  })
  .meta({ id: "ProductConfiguration", description: "The variant that licenses are issued of." });

const product = z
  .looseObject({
    ...stored,
    name: z.string(),
    displayName: maybeText,
    description: maybeText,
    configurations: z.array(productConfiguration).optional(),
  })
  .meta({ id: "Product" });

const modelFields = {
  name,
  concurrentUserDevicesPerSeat: perSeat,
  concurrentUserAppInstancesPerSeat: perSeat,
  maxAssignmentsPerUser: perSeat,
};
const configurationFields = {
  name,
  displayName: optional(name),
  description: optional(description),
  features: z.array(text(256)).max(500).optional(),
  licenseModelId: optional(uuid),
  qtyDimension: qtyDimension.optional(),
  qtyEnforcementType: z.enum(["ENFORCED", "METERED"]).optional(),
  externalReferences: z.array(reference).max(50).optional(),
};
const productFields = { name, displayName: optional(name), description: optional(description) };
const changesOf = <S extends z.ZodRawShape>(fields: S) =>
  z.strictObject({ ...z.strictObject(fields).partial().shape, ...readOnly });

const ofProduct = z.strictObject({ productId: uuid });
const ofConfiguration = ofProduct.extend({ productConfigId: uuid });
const ofModel = z.strictObject({ licenseModelId: uuid });
const orderBy = ["created", "modified", "name"] as const;
const access = "Product.read";

export const products = {
  list: shape({ summary: "List products", access, response: listOf(product), orderBy }),
  get: shape({ summary: "Get a product with its configurations", access, params: ofProduct, response: product }),
  create: shape({
    summary: "Create a product, with configurations where given",
    access: "Product.write",
    body: z
      .strictObject({
        ...productFields,
        configurations: z.array(z.strictObject(configurationFields)).max(100).optional(),
      })
      .meta({ id: "NewProduct" }),
    response: product,
    status: 201,
  }),
  update: shape({
    summary: "Edit a product and, where given, all of its configurations; issued licenses stay as they are",
    access: "Product.write",
    params: ofProduct,
    body: changesOf(productFields)
      .extend({ configurations: z.array(changesOf(configurationFields)).max(100).optional() })
      .meta({ id: "ProductChanges", description: "A configuration with an id is edited, one without is added." }),
    response: product,
  }),
  delete: shape({ summary: "Delete a product; issued licenses stay", access: "Product.write", params: ofProduct }),
};

export const configurations = {
  list: shape({
    summary: "List a product's configurations",
    access,
    params: ofProduct,
    response: listOf(productConfiguration),
    orderBy,
  }),
  create: shape({
    summary: "Add a configuration to a product",
    access: "Product.write",
    params: ofProduct,
    body: z.strictObject(configurationFields).meta({ id: "NewProductConfiguration" }),
    response: productConfiguration,
    status: 201,
  }),
  update: shape({
    summary: "Edit a product configuration; issued licenses stay as they are",
    access: "Product.write",
    params: ofConfiguration,
    body: changesOf(configurationFields).meta({ id: "ProductConfigurationChanges" }),
    response: productConfiguration,
  }),
  delete: shape({
    summary: "Delete a product configuration with its activation codes",
    access: "Product.write",
    params: ofConfiguration,
  }),
};

const read = "LicenseModel.read";
const write = "LicenseModel.write";

export const licenseModels = {
  list: shape({ summary: "List license models", access: read, response: listOf(licenseModel), orderBy }),
  get: shape({ summary: "Get a license model", access: read, params: ofModel, response: licenseModel }),
  create: shape({
    summary: "Create a license model",
    access: write,
    body: z.strictObject(modelFields).meta({ id: "NewLicenseModel" }),
    response: licenseModel,
    status: 201,
  }),
  update: shape({
    summary: "Edit a license model; issued licenses stay as they are",
    access: write,
    params: ofModel,
    body: changesOf(modelFields).meta({ id: "LicenseModelChanges" }),
    response: licenseModel,
  }),
  delete: shape({ summary: "Delete a license model that nothing uses", access: write, params: ofModel }),
};
