import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { newId } from "@/lib/kernel/ids";
import type { LicensedProduct, LicenseeRecord, LicenseConsumer, ProductConfiguration } from "../../../entities";
import type { LicensingManagement } from "../../../management";
import { createKeyCipher } from "../../key-cipher";
import { createLicensingManagement } from "../create-licensing-management";

const secret = "a secret for tests only, 32 characters or more";
export const present = new Date("2026-07-01T12:34:56.789Z");

export type OpenManagement = {
  database: TestDatabase;
  management: LicensingManagement;
  /** The engine's present moment; set it to let time pass. */
  clock: { now: Date };
  givenOrganization(): Promise<LicenseeRecord>;
  givenPerson(): Promise<{ licensee: LicenseeRecord; consumer: LicenseConsumer }>;
  givenProduct(configuration?: Partial<ProductConfiguration>): Promise<{
    product: LicensedProduct;
    configuration: ProductConfiguration;
  }>;
};

/** The management side on a database of its own. */
export async function openManagement(): Promise<OpenManagement> {
  const database = await createTestDatabase();
  const clock = { now: present };
  const ciphers = { cipher: createKeyCipher(secret), codeCipher: createKeyCipher(secret, "activation code") };
  const management = createLicensingManagement({ db: database.db, now: () => clock.now, ...ciphers });
  return {
    database,
    management,
    clock,
    givenOrganization: async () =>
      made(await management.licensees.setupOrganization({ name: "Given Company" }), "created").licensee,
    givenPerson: async () =>
      made(await management.licensees.setupUser({ name: "Given Name", email: `${newId()}@example.com` }), "created"),
    givenProduct: async (configuration = {}) => {
      const configurations = [{ features: ["editing"], ...configuration, name: "Standard" }];
      const created = await management.products.create({ name: `Product ${newId()}`, configurations });
      const { product } = made(created, "created");
      const [first] = product.configurations;
      if (!first) throw new Error("The product has no configuration");
      return { product, configuration: first };
    },
  };
}

/** The outcome, which must be of this kind. */
export function made<Outcome extends { kind: string }, Kind extends Outcome["kind"]>(
  outcome: Outcome,
  kind: Kind,
): Extract<Outcome, { kind: Kind }> {
  if (!isOf(outcome, kind)) throw new Error(`Unexpected outcome: ${JSON.stringify(outcome)}`);
  return outcome;
}

function isOf<Outcome extends { kind: string }, Kind extends Outcome["kind"]>(
  outcome: Outcome,
  kind: Kind,
): outcome is Extract<Outcome, { kind: Kind }> {
  return outcome.kind === kind;
}
