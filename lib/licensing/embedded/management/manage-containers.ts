import { validate as isUuid } from "uuid";
import type { Tx } from "@/lib/db/client";
import { newId } from "@/lib/kernel/ids";
import type { LicenseContainer } from "../../entities";
import type { ContainerOperations, Refused } from "../../management";
import type { ContainerEdit } from "../../management-input";
import { checkTexts } from "../check-values";
import { findConsumersWithAccess } from "../consumer-store";
import {
  clearDefault,
  deleteContainerRow,
  findContainer,
  findContainers,
  insertContainer,
  updateContainer,
} from "../container-store";
import type { EngineContext } from "../engine-context";
import { licenseeExists } from "../licensee-store";
import { lockRow } from "../row-lock-store";
import { grantContainerAccess, withdrawContainerAccess } from "./container-access";
import { findContainerOf } from "../find-container";
import { boundedPage, pageTerms, toPage } from "./read-page";

type Operation<Name extends keyof ContainerOperations> = ContainerOperations[Name];
type Input<Name extends keyof ContainerOperations> = Parameters<Operation<Name>>;
type Answer<Name extends keyof ContainerOperations> = ReturnType<Operation<Name>>;

const mustHaveDefault: Refused = {
  kind: "refused",
  reason: "A licensee must have a default container: make another one the default first.",
};

/** Whatever changes which container is the default does so under the licensee's lock. */
export function manageContainers(ctx: EngineContext): ContainerOperations {
  return {
    list: (...input) => listContainers(ctx, ...input),
    find: (licenseeId, id) => findContainerOf(ctx.db, licenseeId, id),
    create: (...input) => createContainer(ctx, ...input),
    edit: (...input) => editContainer(ctx, ...input),
    delete: (...input) => deleteContainer(ctx, ...input),
    listConsumers: (...input) => listConsumers(ctx, ...input),
    grantAccess: (...input) => grantContainerAccess(ctx, ...input),
    withdrawAccess: (...input) => withdrawContainerAccess(ctx, ...input),
  };
}

async function listContainers({ db }: EngineContext, ...[licenseeId, page]: Input<"list">): Answer<"list"> {
  if (!isUuid(licenseeId) || !(await licenseeExists(db, licenseeId))) return null;
  const asked = boundedPage(page);
  return toPage(await findContainers(db, licenseeId, pageTerms(asked, "created")), asked);
}

async function createContainer(ctx: EngineContext, ...[licenseeId, container]: Input<"create">): Answer<"create"> {
  const { name, usedAsDefault } = container;
  const problem = checkTexts({ name });
  if (problem) return problem;
  return ctx.db.$transaction(async (tx) => {
    if (!(await lockLicensee(tx, licenseeId))) return { kind: "not_found" };
    if (usedAsDefault) await clearDefault(tx, licenseeId);
    const defaultOf = usedAsDefault ? licenseeId : null;
    const row = { id: newId(), licenseeId, name, defaultOf, created: ctx.now() };
    return { kind: "created", container: await insertContainer(tx, row) };
  });
}

async function editContainer({ db }: EngineContext, ...[licenseeId, id, changes]: Input<"edit">): Answer<"edit"> {
  const problem = checkTexts({ name: changes.name });
  if (problem) return problem;
  return db.$transaction(async (tx) => {
    const container = await lockContainer(tx, licenseeId, id);
    if (!container) return { kind: "not_found" };
    if (container.usedAsDefault && changes.usedAsDefault === false) return mustHaveDefault;
    return { kind: "edited", container: await applyEdit(tx, container, changes) };
  });
}

async function applyEdit(tx: Tx, { id, licenseeId, usedAsDefault }: LicenseContainer, changes: ContainerEdit) {
  const becomesDefault = changes.usedAsDefault === true && !usedAsDefault;
  if (becomesDefault) await clearDefault(tx, licenseeId);
  return updateContainer(tx, id, { name: changes.name, ...(becomesDefault && { defaultOf: licenseeId }) });
}

async function deleteContainer({ db }: EngineContext, ...[licenseeId, id]: Input<"delete">): Answer<"delete"> {
  return db.$transaction(async (tx) => {
    const container = await lockContainer(tx, licenseeId, id);
    if (!container) return { kind: "not_found" };
    if (container.usedAsDefault) return mustHaveDefault;
    await deleteContainerRow(tx, container.id);
    return { kind: "deleted" };
  });
}

async function listConsumers(
  { db }: EngineContext,
  ...[licenseeId, id, page]: Input<"listConsumers">
): Answer<"listConsumers"> {
  const container = await findContainerOf(db, licenseeId, id);
  if (!container) return null;
  const asked = boundedPage(page);
  return toPage(await findConsumersWithAccess(db, container.id, pageTerms(asked, "created")), asked);
}

async function lockLicensee(tx: Tx, licenseeId: string): Promise<boolean> {
  return isUuid(licenseeId) && (await lockRow(tx, "change", "licensee", licenseeId));
}

/** Under the licensee's lock, as it stands now. */
async function lockContainer(tx: Tx, licenseeId: string, id: string): Promise<LicenseContainer | null> {
  if (!isUuid(id) || !(await lockLicensee(tx, licenseeId))) return null;
  const container = await findContainer(tx, { id });
  return container?.licenseeId === licenseeId ? container : null;
}
