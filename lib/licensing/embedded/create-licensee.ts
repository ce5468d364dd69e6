import type { Db, Tx } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import { type LicenseeType, type UniqueLicenseeField, uniqueFields } from "../licensee";
import { grantAccess, insertConsumer } from "./consumer-store";
import { insertContainer, insertLicensee } from "./licensee-store";
import { orTaken } from "./unique-store";

export type NewLicensee = {
  type: LicenseeType;
  name: string;
  displayName: string | null;
  email: string | null;
  /** Generated when there is none. */
  naturalId: string | null;
  externalReference: string | null;
  description?: string | null;
  contactInfo?: string | null;
  /** PERSON only. */
  connectedIdentityId: string | null;
};

type Rows = {
  licensee: Awaited<ReturnType<typeof insertLicensee>>;
  /** A person's. */
  consumer: Awaited<ReturnType<typeof insertConsumer>> | null;
};

/**
 * Makes licensee, default container and, for a person, the license consumer with its values and access to the container
 * (10Duke Scale: Create customers). All or nothing; a taken value is answered, and an outer transaction stays usable.
 */
export async function createLicensee(
  ctx: { db: Db | Tx; now: Clock },
  input: NewLicensee,
): Promise<({ kind: "created" } & Rows) | { kind: "conflict"; field: UniqueLicenseeField }> {
  const attempt = await orTaken(ctx.db, (tx) => insertAll(tx, input, ctx.now()));
  return attempt.kind === "done"
    ? { kind: "created", ...attempt.value }
    : { kind: "conflict", field: uniqueFieldOf(attempt.field) };
}

/** The field by its name in the database. */
export function uniqueFieldOf(name: string): UniqueLicenseeField {
  const field = uniqueFields.find((one) => one === name);
  if (!field) throw new Error(`Unexpected unique value: ${name}`);
  return field;
}

async function insertAll(tx: Tx, input: NewLicensee, created: Date): Promise<Rows> {
  const { type, connectedIdentityId, ...given } = input;
  const values = { ...given, naturalId: input.naturalId ?? newId(), created };
  const licensee = await insertLicensee(tx, { ...values, type, id: newId() });
  const containerId = newId();
  await insertContainer(tx, {
    id: containerId,
    licenseeId: licensee.id,
    defaultOf: licensee.id,
    name: "Default",
    created,
  });
  if (type === "ORGANIZATION") return { licensee, consumer: null };
  const person = { ...values, type, id: newId(), connectedIdentityId, personOf: licensee.id };
  const consumer = await insertConsumer(tx, person);
  await grantAccess(tx, { licenseContainerId: containerId, licenseConsumerId: consumer.id });
  return { licensee, consumer };
}
