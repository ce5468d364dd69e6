import type { Db, Tx } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import { AdapterError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import type { Licensee, LicenseeSetup, UniqueLicenseeField } from "../licensee";
import type { SetupOutcome } from "../licensing-port";
import { findConsumer, grantAccess, insertConsumer } from "./consumer-store";
import { deleteLicensee, findLicenseeRow, insertContainer, insertLicensee, toLicensee } from "./licensee-store";

/**
 * Creates licensee, default container and, for a person, the consumer with access to it (10Duke Scale: Create
 * customers). Races end in the database's unique indexes without an error, so that an outer transaction survives.
 */
export async function setupLicensee(ctx: { db: Db | Tx; now: Clock }, input: LicenseeSetup): Promise<SetupOutcome> {
  const known = await findLicenseeRow(ctx.db, { externalReference: input.externalReference });
  if (known) return { kind: "found", licensee: toLicensee(known) };
  return ctx.db.$transaction(async (tx) => {
    const created = ctx.now();
    const row = await insertLicensee(tx, { ...licenseeValues(input), created });
    if (!row) return explainLicenseeRefusal(tx, input);
    const licensee = toLicensee(row);
    const containerId = newId();
    await insertContainer(tx, {
      id: containerId,
      licenseeId: licensee.id,
      defaultOf: licensee.id,
      name: "Default",
      created,
    });
    if (input.type === "ORGANIZATION") return { kind: "created", licensee };
    return addPerson(tx, licensee, { ...input, containerId, created });
  });
}

function licenseeValues(input: LicenseeSetup) {
  const { type, name, displayName, email, externalReference } = input;
  return { id: newId(), type, name, displayName, email, externalReference, naturalId: input.naturalId ?? newId() };
}

async function addPerson(
  tx: Tx,
  licensee: Licensee,
  input: { containerId: string; connectedIdentityId: string | null; created: Date },
): Promise<SetupOutcome> {
  const { name, displayName, email, naturalId, externalReference } = licensee;
  const { connectedIdentityId, created } = input;
  const consumer = await insertConsumer(tx, {
    id: newId(),
    type: "PERSON",
    name,
    displayName,
    email,
    naturalId,
    externalReference,
    connectedIdentityId,
    created,
  });
  if (!consumer) {
    await deleteLicensee(tx, licensee.id);
    return { kind: "conflict", field: await takenConsumerField(tx, licensee, connectedIdentityId) };
  }
  await grantAccess(tx, { licenseContainerId: input.containerId, licenseConsumerId: consumer.id });
  return { kind: "created", licensee };
}

async function explainLicenseeRefusal(tx: Tx, input: LicenseeSetup): Promise<SetupOutcome> {
  const raced = await findLicenseeRow(tx, { externalReference: input.externalReference });
  if (raced) return { kind: "found", licensee: toLicensee(raced) };
  const { email, naturalId } = input;
  if (email && (await findLicenseeRow(tx, { email }))) return { kind: "conflict", field: "email" };
  if (naturalId && (await findLicenseeRow(tx, { naturalId }))) return { kind: "conflict", field: "naturalId" };
  throw vanished();
}

async function takenConsumerField(
  tx: Tx,
  licensee: Licensee,
  connectedIdentityId: string | null,
): Promise<UniqueLicenseeField> {
  const { email, naturalId, externalReference } = licensee;
  if (email && (await findConsumer(tx, { email }))) return "email";
  if (connectedIdentityId && (await findConsumer(tx, { connectedIdentityId }))) return "connectedIdentityId";
  if (await findConsumer(tx, { naturalId })) return "naturalId";
  if (externalReference && (await findConsumer(tx, { externalReference }))) return "externalReference";
  throw vanished();
}

function vanished() {
  return new AdapterError("licensing", "Another record stood in the way and is gone now", { retryable: true });
}
