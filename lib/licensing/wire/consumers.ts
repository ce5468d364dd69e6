import { z } from "zod";
import { description, emailAddress, listOf, maybeText, name, openEnum, optional, readOnly } from "./fields";
import { reference, stored, text, uuid } from "./fields";
import { ofLicensee } from "./licensees";
import { shape } from "./operation";

export const licenseConsumer = z
  .looseObject({
    ...stored,
    type: openEnum(["PERSON", "DEVICE", "LICENSE_KEY"]),
    name: z.string(),
    displayName: maybeText,
    displayLabel: maybeText,
    email: maybeText,
    naturalId: maybeText,
    externalReference: maybeText,
    connectedIdentityId: maybeText,
    contactInfo: maybeText,
    description: maybeText,
  })
  .meta({ id: "LicenseConsumer", description: "A person, device or license key that uses licenses." });

// A consumer of type LICENSE_KEY only comes into being by issuing a license with a key.
const type = z.enum(["PERSON", "DEVICE"]);

const fields = {
  name,
  displayName: optional(name),
  email: optional(emailAddress),
  naturalId: optional(reference),
  externalReference: optional(reference),
  connectedIdentityId: optional(reference),
  contactInfo: optional(text(1000)),
  description: optional(description),
};

const ofConsumer = z.strictObject({ licenseConsumerId: uuid });
const filter = z.strictObject({
  filterField: z.enum(["name", "displayName", "email", "naturalId", "externalReference"]).optional(),
  filterValue: text(256).optional(),
});
const list = { access: "LicenseConsumer.read", query: filter, response: listOf(licenseConsumer) } as const;
const find = { access: "LicenseConsumer.read", response: licenseConsumer } as const;

export const consumers = {
  list: shape({ summary: "List license consumers", ...list, orderBy: ["created", "modified", "name"] }),
  listOfLicensee: shape({
    summary: "List the license consumers with access to a licensee's licenses",
    ...list,
    params: ofLicensee,
    orderBy: ["created", "modified", "name"],
  }),
  get: shape({ summary: "Get a license consumer", ...find, params: ofConsumer }),
  findByEmail: shape({
    summary: "Find a license consumer by its e-mail address",
    ...find,
    query: z.strictObject({ email: text(254) }),
  }),
  findByExternalReference: shape({
    summary: "Find a license consumer by its external reference",
    ...find,
    query: z.strictObject({ externalReference: reference }),
  }),
  findByNaturalId: shape({
    summary: "Find a license consumer by its natural id",
    ...find,
    query: z.strictObject({ naturalId: reference }),
  }),
  create: shape({
    summary: "Create a license consumer: a person or a device",
    access: "LicenseConsumer.write",
    body: z.strictObject({ type, ...fields }).meta({ id: "NewLicenseConsumer" }),
    response: licenseConsumer,
    status: 201,
  }),
  update: shape({
    summary: "Edit a license consumer",
    access: "LicenseConsumer.write",
    params: ofConsumer,
    body: z
      .strictObject({
        ...z.strictObject({ type: z.enum(["PERSON", "DEVICE", "LICENSE_KEY"]), ...fields }).partial().shape,
        ...readOnly,
      })
      .meta({ id: "LicenseConsumerChanges", description: "What is absent stays, null clears." }),
    response: licenseConsumer,
  }),
  delete: shape({
    summary: "Delete a license consumer; its leases end",
    access: "LicenseConsumer.write",
    params: ofConsumer,
  }),
};
