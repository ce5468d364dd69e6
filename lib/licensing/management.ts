import type { Tx } from "@/lib/db/client";
import type { LicenseConsumer, LicenseContainer, LicensedProduct, LicenseeRecord } from "./entities";
import type { ActivationCode, LicenseModel, LicenseRecord, ProductConfiguration } from "./entities";
import type * as input from "./management-input";
import type { UniqueLicenseeField } from "./licensee";
import type { Page } from "./paging";

/**
 * The management side of the embedded engine, in the operations of the 10Duke Scale License Management API. Every
 * operation is one transaction; expected outcomes are values, and a refused one leaves an outer transaction usable.
 * Ids may come from outside: what is no id is not found.
 */
export type LicensingManagement = {
  /** The same operations, joined to a transaction. */
  within(tx: Tx): LicensingManagement;
  licensees: LicenseeOperations;
  containers: ContainerOperations;
  consumers: ConsumerOperations;
  products: ProductOperations;
  licenseModels: LicenseModelOperations;
  licenses: LicenseOperations;
  activationCodes: ActivationCodeOperations;
};

export type NotFound = { kind: "not_found" };
export type Deleted = { kind: "deleted" };
/** Another one has this value, which must be unique. */
export type Conflict<Field extends string = UniqueLicenseeField> = { kind: "conflict"; field: Field };
/** A value that can't be; the problem completes the sentence "<field> …". */
export type Invalid = { kind: "invalid"; field: string; problem: string };
/** A value is lawful, but not in the present state of things. The reason is a sentence. */
export type Refused = { kind: "refused"; reason: string };

export type LicenseeOperations = {
  list(asked: input.LicenseeQuery): Promise<Page<LicenseeRecord>>;
  find(by: input.ById | input.ByUniqueValue): Promise<LicenseeRecord | null>;
  /** A person: licensee, default container and license consumer. */
  setupUser(
    setup: input.UserSetup,
  ): Promise<{ kind: "created"; licensee: LicenseeRecord; consumer: LicenseConsumer } | Conflict | Invalid>;
  /** An organization: licensee and default container. */
  setupOrganization(
    setup: input.OrganizationSetup,
  ): Promise<{ kind: "created"; licensee: LicenseeRecord } | Conflict | Invalid>;
  /** Changes what is given; a person's license consumer keeps its own values (10Duke Scale: Edit customers). */
  edit(
    id: string,
    changes: input.LicenseeEdit,
  ): Promise<{ kind: "edited"; licensee: LicenseeRecord } | NotFound | Conflict | Invalid>;
  /** A person, with the license consumer set up with it or having its e-mail. `not_found` for an organization. */
  deleteUser(by: input.ById | { email: string }): Promise<Deleted | NotFound>;
  /** With its containers and licenses; other license consumers stay (10Duke Scale: Delete customers). */
  delete(id: string): Promise<Deleted | NotFound>;
};

type Default = "default";

export type ContainerOperations = {
  /** Null: no such licensee; so in all lists below. */
  list(licenseeId: string, page: input.NamedPage): Promise<Page<LicenseContainer> | null>;
  find(licenseeId: string, id: string | Default): Promise<LicenseContainer | null>;
  /** A new default takes the place of the present one. */
  create(
    licenseeId: string,
    container: input.NewContainer,
  ): Promise<{ kind: "created"; container: LicenseContainer } | NotFound | Invalid>;
  /** `usedAsDefault: true` makes it the default; `false` for the default one is refused: there must be one. */
  edit(
    licenseeId: string,
    id: string,
    changes: input.ContainerEdit,
  ): Promise<{ kind: "edited"; container: LicenseContainer } | NotFound | Invalid | Refused>;
  /** With its licenses. The default one is refused. */
  delete(licenseeId: string, id: string): Promise<Deleted | NotFound | Refused>;
  listConsumers(licenseeId: string, id: string | Default, page: input.NamedPage): Promise<Page<LicenseConsumer> | null>;
  /** Once more changes nothing. Refused for license keys: a key gives access to its own license only. */
  grantAccess(
    licenseeId: string,
    id: string | Default,
    licenseConsumerId: string,
  ): Promise<{ kind: "granted" } | NotFound | Refused>;
  /** Reaches running clients at their next heartbeat (10Duke Scale: Revoke licenses). */
  withdrawAccess(
    licenseeId: string,
    id: string | Default,
    licenseConsumerId: string,
  ): Promise<{ kind: "withdrawn" } | NotFound>;
};

export type ConsumerOperations = {
  list(asked: input.ConsumerQuery): Promise<Page<LicenseConsumer>>;
  /** Those with access to any of the licensee's containers. */
  listOfLicensee(licenseeId: string, asked: input.ConsumerQuery): Promise<Page<LicenseConsumer> | null>;
  find(by: input.ById | input.ByUniqueValue | { connectedIdentityId: string }): Promise<LicenseConsumer | null>;
  create(consumer: input.NewConsumer): Promise<{ kind: "created"; consumer: LicenseConsumer } | Conflict | Invalid>;
  /** A person can become a device and the reverse; never from or to a license key, whose name can't change either. */
  edit(
    id: string,
    changes: input.ConsumerEdit,
  ): Promise<{ kind: "edited"; consumer: LicenseConsumer } | NotFound | Conflict | Invalid | Refused>;
  /** Ends its leases; with a license-key consumer goes its license. */
  delete(id: string): Promise<Deleted | NotFound>;
};

export type ProductOperations = {
  list(page: input.NamedPage): Promise<Page<LicensedProduct>>;
  find(id: string): Promise<LicensedProduct | null>;
  create(
    product: input.NewProduct,
  ): Promise<{ kind: "created"; product: LicensedProduct } | Conflict<"name"> | Invalid>;
  /** Configurations: one with an id is edited, one without is added, one that is missing stays. */
  edit(
    id: string,
    changes: input.ProductEdit,
  ): Promise<{ kind: "edited"; product: LicensedProduct } | NotFound | Conflict<"name"> | Invalid>;
  /** With its configurations and their activation codes; issued licenses stay. */
  delete(id: string): Promise<Deleted | NotFound>;
  listConfigurations(productId: string, page: input.NamedPage): Promise<Page<ProductConfiguration> | null>;
  findConfiguration(productId: string, id: string): Promise<ProductConfiguration | null>;
  /** Those that a selling system's id stands for; at most a page of them. */
  findConfigurationsByReference(externalReference: string): Promise<ProductConfiguration[]>;
  createConfiguration(
    productId: string,
    configuration: input.NewConfiguration,
  ): Promise<ConfigurationOutcome<"created">>;
  editConfiguration(
    productId: string,
    id: string,
    changes: input.ConfigurationEdit,
  ): Promise<ConfigurationOutcome<"edited">>;
  /** With its activation codes; issued licenses stay. */
  deleteConfiguration(productId: string, id: string): Promise<Deleted | NotFound>;
};

export type ConfigurationOutcome<Done extends string> =
  { kind: Done; configuration: ProductConfiguration } | NotFound | Conflict<"name"> | Invalid;

export type LicenseModelOperations = {
  list(page: input.NamedPage): Promise<Page<LicenseModel>>;
  find(id: string): Promise<LicenseModel | null>;
  create(model: input.NewLicenseModel): Promise<{ kind: "created"; model: LicenseModel } | Conflict<"name"> | Invalid>;
  edit(
    id: string,
    changes: input.LicenseModelEdit,
  ): Promise<{ kind: "edited"; model: LicenseModel } | NotFound | Conflict<"name"> | Invalid>;
  /** Refused while a configuration uses it. */
  delete(id: string): Promise<Deleted | NotFound | Refused>;
};

export type LicenseOperations = {
  list(licenseeId: string, asked: input.LicenseQuery): Promise<Page<LicenseRecord> | null>;
  find(licenseeId: string, id: string): Promise<LicenseRecord | null>;
  /** `not_found`: no such licensee, container or configuration. */
  issueProductLicense(licenseeId: string, license: input.NewProductLicense): Promise<IssueOutcome>;
  issueFeatureLicense(licenseeId: string, license: input.NewFeatureLicense): Promise<IssueOutcome>;
  /** After issue only validity and container can change (10Duke Scale: Edit and move licenses). */
  editValidity(licenseeId: string, id: string, validity: input.ValidityEdit): Promise<LicenseEditOutcome>;
  move(licenseeId: string, id: string, licenseContainerId: string): Promise<LicenseEditOutcome>;
  /** The engine's own extension: set, never added; license and key stay. */
  setQuantity(licenseeId: string, id: string, qty: number): Promise<LicenseEditOutcome>;
  /**
   * Ends all that carry the reference at `validUntil`, now by default; never prolongs one, and never shortens one to
   * before its beginning. Answers with those that carry it, as they stand; none is lawful.
   */
  revoke(
    licenseeId: string,
    revocation: input.Revocation,
  ): Promise<{ kind: "revoked"; ended: number; licenses: LicenseRecord[] } | NotFound | Invalid>;
  /** With its license key and the key's consumer, and its leases. */
  delete(licenseeId: string, id: string): Promise<Deleted | NotFound>;
  /** The whole key, for its owner's eyes; null when there is none. Never log the answer. */
  revealKey(licenseeId: string, id: string): Promise<string | null>;
};

export type IssueOutcome = { kind: "issued"; license: LicenseRecord } | NotFound | Invalid;
export type LicenseEditOutcome = { kind: "edited"; license: LicenseRecord } | NotFound | Invalid | Refused;

export type ActivationCodeOperations = {
  list(asked: input.ActivationCodeQuery): Promise<Page<ActivationCode>>;
  /** All codes of a call make one batch. */
  create(
    codes: input.NewActivationCodes,
  ): Promise<{ kind: "created"; batchId: string; codes: ActivationCode[] } | NotFound | Invalid>;
  /** One license for one code, however many redeem it at once. `not_found`: no such code, licensee or container. */
  redeem(licenseeId: string, redemption: input.Redemption): Promise<IssueOutcome | Refused>;
  delete(id: string): Promise<Deleted | NotFound>;
};
