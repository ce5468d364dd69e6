import { z } from "zod";
import { description, emailAddress, listOf, maybeText, name, openEnum, optional, readOnly } from "./fields";
import { reference, stored, text, uuid } from "./fields";
import { shape } from "./operation";

export const licensee = z
  .looseObject({
    ...stored,
    type: openEnum(["PERSON", "ORGANIZATION"]).optional(),
    name: z.string(),
    displayName: maybeText,
    displayLabel: maybeText,
    naturalId: maybeText,
    email: maybeText,
    externalReference: maybeText,
    description: maybeText,
    contactInfo: maybeText,
  })
  .meta({ id: "Licensee", description: "The customer record: PERSON is B2C, ORGANIZATION is B2B." });

const organizationFields = {
  name,
  displayName: optional(name),
  naturalId: optional(reference),
  email: optional(emailAddress),
  externalReference: optional(reference),
  description: optional(description),
  contactInfo: optional(text(1000)),
};

const organizationSetup = z.strictObject(organizationFields).meta({ id: "OrganizationSetup" });
const userSetup = z
  .strictObject({ ...organizationFields, connectedIdentityId: optional(reference) })
  .meta({ id: "UserSetup" });
const licenseeChanges = z
  .strictObject({
    ...z.strictObject(organizationFields).partial().shape,
    ...readOnly,
    type: z.string().max(32).optional(),
  })
  .meta({ id: "LicenseeChanges", description: "What is absent stays, null clears. Type and id can't change." });

/** Some tenants may wrap the new licensee together with its consumer. */
const newLicensee = z.preprocess(
  (body) => z.looseObject({ licensee: z.unknown() }).safeParse(body).data?.licensee ?? body,
  licensee,
);

export const ofLicensee = z.strictObject({ licenseeId: uuid });

export const licensees = {
  list: shape({
    summary: "List or search licensees",
    access: "Licensee.read",
    query: z.strictObject({
      filterField: z.enum(["name", "displayName", "email", "naturalId", "externalReference"]).optional(),
      filterValue: text(256).optional(),
    }),
    response: listOf(licensee),
    orderBy: ["created", "modified", "name"],
  }),
  get: shape({ summary: "Get a licensee", access: "Licensee.read", params: ofLicensee, response: licensee }),
  findByNaturalId: shape({
    summary: "Find a licensee by its natural id",
    access: "Licensee.read",
    query: z.strictObject({ naturalId: reference }),
    response: licensee,
  }),
  findByEmail: shape({
    summary: "Find a licensee by its e-mail address",
    access: "Licensee.read",
    query: z.strictObject({ email: text(254) }),
    response: licensee,
  }),
  findByExternalReference: shape({
    summary: "Find a licensee by its external reference",
    access: "Licensee.read",
    query: z.strictObject({ externalReference: reference }),
    response: licensee,
  }),
  setupUser: shape({
    summary: "Set up a person: licensee, default container and license consumer",
    access: "Licensee.write",
    body: userSetup,
    response: newLicensee,
    status: 201,
  }),
  setupOrganization: shape({
    summary: "Set up an organization: licensee and default container",
    access: "Licensee.write",
    body: organizationSetup,
    response: newLicensee,
    status: 201,
  }),
  update: shape({
    summary: "Edit a licensee",
    access: "Licensee.write",
    params: ofLicensee,
    body: licenseeChanges,
    response: licensee,
  }),
  deleteUser: shape({
    summary: "Delete a person with the license consumer of the same e-mail address",
    access: "Licensee.write",
    query: z
      .strictObject({ licenseeId: uuid.optional(), email: text(254).optional() })
      .refine((query) => (query.licenseeId === undefined) !== (query.email === undefined), {
        error: "needs either licenseeId or email",
      }),
  }),
  delete: shape({
    summary: "Delete a licensee with its containers and licenses",
    access: "Licensee.write",
    params: ofLicensee,
  }),
};
