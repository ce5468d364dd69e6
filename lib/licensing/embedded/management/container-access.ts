import { validate as isUuid } from "uuid";
import type { ContainerOperations } from "../../management";
import { findConsumer, grantAccess, withdrawAccess } from "../consumer-store";
import type { EngineContext } from "../engine-context";
import { lockRow } from "../row-lock-store";
import { findContainerOf, holdContainerOf } from "../find-container";

type Grant = ContainerOperations["grantAccess"];
type Withdraw = ContainerOperations["withdrawAccess"];

export async function grantContainerAccess(
  { db }: EngineContext,
  ...[licenseeId, id, licenseConsumerId]: Parameters<Grant>
): ReturnType<Grant> {
  if (!isUuid(licenseConsumerId)) return { kind: "not_found" };
  return db.$transaction(async (tx) => {
    const container = await holdContainerOf(tx, licenseeId, id);
    const held = container !== null && (await lockRow(tx, "keep", "consumer", licenseConsumerId));
    const consumer = held ? await findConsumer(tx, { id: licenseConsumerId }) : null;
    if (!container || !consumer) return { kind: "not_found" };
    if (consumer.type === "LICENSE_KEY") {
      return { kind: "refused", reason: "A license key gives access to its own license only." };
    }
    await grantAccess(tx, { licenseContainerId: container.id, licenseConsumerId });
    return { kind: "granted" };
  });
}

export async function withdrawContainerAccess(
  { db }: EngineContext,
  ...[licenseeId, id, licenseConsumerId]: Parameters<Withdraw>
): ReturnType<Withdraw> {
  const container = await findContainerOf(db, licenseeId, id);
  if (!container || !isUuid(licenseConsumerId)) return { kind: "not_found" };
  const withdrawn = await withdrawAccess(db, { licenseContainerId: container.id, licenseConsumerId });
  return { kind: withdrawn ? "withdrawn" : "not_found" };
}
