import type { Db, Tx } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import type { LicenseConsumer, LicenseeRecord } from "../entities";
import type { LicenseeType } from "../licensee";
import type { Conflict, Invalid } from "../management";
import type { UserSetup } from "../management-input";
import { checkParty } from "./check-values";
import { grantAccess, insertConsumer } from "./consumer-store";
import { insertContainer } from "./container-store";
import { insertLicensee } from "./licensee-store";
import { orTaken, uniqueFieldOf } from "./unique-store";

/** An organization has no consumer. */
type Made = { licensee: LicenseeRecord; consumer: LicenseConsumer | null };

/**
 * Makes licensee, default container and, for a person, the license consumer with its values and access to the container
 * (10Duke Scale: Create customers). All or nothing; a taken value is answered, and an outer transaction stays usable.
 */
export async function createLicensee(
  ctx: { db: Db | Tx; now: Clock },
  input: UserSetup & { type: LicenseeType },
): Promise<({ kind: "created" } & Made) | Conflict | Invalid> {
  const problem = checkParty(input);
  if (problem) return problem;
  const attempt = await orTaken(ctx.db, (tx) => insertAll(tx, input, ctx.now()));
  return attempt.kind === "done"
    ? { kind: "created", ...attempt.value }
    : { kind: "conflict", field: uniqueFieldOf(attempt.field) };
}

async function insertAll(tx: Tx, input: UserSetup & { type: LicenseeType }, created: Date): Promise<Made> {
  const { type, name, displayName, email, externalReference, description, contactInfo, connectedIdentityId } = input;
  const given = { name, displayName, email, externalReference, description, contactInfo };
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
