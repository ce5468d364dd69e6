import { validate as isUuid } from "uuid";
import { newId } from "@/lib/kernel/ids";
import type { LicenseModelOperations } from "../../management";
import type { LicenseModelEdit } from "../../management-input";
import { checkCounts, checkTexts } from "../check-values";
import type { EngineContext } from "../engine-context";
import { deleteModelRow, findModel, findModels, insertModel, isModelInUse, updateModel } from "../license-model-store";
import { lockRow } from "../row-lock-store";
import { orTaken } from "../unique-store";
import { boundedPage, pageTerms, toPage } from "./read-page";

type Operation<Name extends keyof LicenseModelOperations> = LicenseModelOperations[Name];
type Input<Name extends keyof LicenseModelOperations> = Parameters<Operation<Name>>;
type Answer<Name extends keyof LicenseModelOperations> = ReturnType<Operation<Name>>;

/** Editing a model never touches licenses already issued: they copied its limits. */
export function manageLicenseModels(ctx: EngineContext): LicenseModelOperations {
  return {
    list: async (page) => {
      const asked = boundedPage(page);
      return toPage(await findModels(ctx.db, pageTerms(asked, "created")), asked);
    },
    find: async (id) => (isUuid(id) ? findModel(ctx.db, id) : null),
    create: (model) => createModel(ctx, model),
    edit: (...input) => editModel(ctx, ...input),
    delete: (id) => deleteModel(ctx, id),
  };
}

async function createModel(ctx: EngineContext, ...[model]: Input<"create">): Answer<"create"> {
  const problem = checkModel(model);
  if (problem) return problem;
  const row = { ...limitsOf(model), id: newId(), name: model.name, created: ctx.now() };
  const attempt = await orTaken(ctx.db, (tx) => insertModel(tx, row));
  return attempt.kind === "taken" ? { kind: "conflict", field: "name" } : { kind: "created", model: attempt.value };
}

async function editModel({ db }: EngineContext, ...[id, edit]: Input<"edit">): Answer<"edit"> {
  const problem = checkModel(edit);
  if (problem) return problem;
  if (!isUuid(id)) return { kind: "not_found" };
  const attempt = await orTaken(db, (tx) => updateModel(tx, id, { ...limitsOf(edit), name: edit.name }));
  if (attempt.kind === "taken") return { kind: "conflict", field: "name" };
  return attempt.value ? { kind: "edited", model: attempt.value } : { kind: "not_found" };
}

async function deleteModel({ db }: EngineContext, id: string): Answer<"delete"> {
  if (!isUuid(id)) return { kind: "not_found" };
  return db.$transaction(async (tx) => {
    if (!(await lockRow(tx, "delete", "model", id))) return { kind: "not_found" };
    if (await isModelInUse(tx, id)) {
      return { kind: "refused", reason: "A product configuration uses this license model." };
    }
    await deleteModelRow(tx, id);
    return { kind: "deleted" };
  });
}

function checkModel(model: LicenseModelEdit) {
  return checkTexts({ name: model.name }) ?? checkCounts(limitsOf(model));
}

function limitsOf(model: LicenseModelEdit) {
  const { concurrentUserDevicesPerSeat, concurrentUserAppInstancesPerSeat, maxAssignmentsPerUser } = model;
  return { concurrentUserDevicesPerSeat, concurrentUserAppInstancesPerSeat, maxAssignmentsPerUser };
}
