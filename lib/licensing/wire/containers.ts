import { z } from "zod";
import { listOf, name, readOnly, stored, uuid } from "./fields";
import { licenseConsumer } from "./consumers";
import { ofLicensee } from "./licensees";
import { shape } from "./operation";

const licenseContainer = z
  .looseObject({ ...stored, name: z.string(), usedAsDefault: z.boolean() })
  .meta({ id: "LicenseContainer", description: "Groups licenses; access is granted per container." });

const ofContainer = ofLicensee.extend({ licenseContainerId: uuid });
/** Where a container is named for its consumers, `default` names the licensee's default one. */
const ofContainerOrDefault = ofLicensee.extend({ licenseContainerId: z.union([uuid, z.literal("default")]) });
const access = "LicenseContainer.read";

export const containers = {
  list: shape({
    summary: "List a licensee's license containers",
    access,
    params: ofLicensee,
    response: listOf(licenseContainer),
    orderBy: ["created", "modified", "name"],
  }),
  create: shape({
    summary: "Add a license container",
    access: "LicenseContainer.write",
    params: ofLicensee,
    body: z
      .strictObject({ name, usedAsDefault: z.boolean().optional() })
      .meta({ id: "NewLicenseContainer", description: "A new default takes the place of the present one." }),
    response: licenseContainer,
    status: 201,
  }),
  get: shape({ summary: "Get a license container", access, params: ofContainer, response: licenseContainer }),
  update: shape({
    summary: "Rename a license container, or make it the default",
    access: "LicenseContainer.write",
    params: ofContainer,
    body: z
      .strictObject({ name: name.optional(), usedAsDefault: z.boolean().optional(), ...readOnly })
      .meta({ id: "LicenseContainerChanges", description: "One default must exist at all times." }),
    response: licenseContainer,
  }),
  delete: shape({
    summary: "Delete a license container with its licenses; the default one can't be",
    access: "LicenseContainer.write",
    params: ofContainer,
  }),
  listConsumers: shape({
    summary: "List the license consumers with access to a container (`default` names the default one)",
    access: "LicenseConsumer.read",
    params: ofContainerOrDefault,
    response: listOf(licenseConsumer),
    orderBy: ["created", "modified", "name"],
  }),
  grantAccess: shape({
    summary: "Grant a license consumer access to a container",
    access: "LicenseContainer.write",
    params: ofContainerOrDefault.extend({ licenseConsumerId: uuid }),
  }),
  withdrawAccess: shape({
    summary: "Withdraw a license consumer's access to a container",
    access: "LicenseContainer.write",
    params: ofContainerOrDefault.extend({ licenseConsumerId: uuid }),
  }),
};
