import { validate as isUuid } from "uuid";
import type { ProductOperations } from "../../management";
import { largestPage } from "../../paging";
import type { EngineContext } from "../engine-context";
import { deleteConfigurationRow, findConfiguration, findConfigurations, findProduct } from "../product-store";
import { lockRow } from "../row-lock-store";
import { orTaken } from "../unique-store";
import { boundedPage, pageTerms, toPage } from "./read-page";
import { addConfiguration, changeConfiguration, checkConfiguration, holdModels } from "./store-configuration";

type Name =
  | "listConfigurations"
  | "findConfiguration"
  | "findConfigurationsByReference"
  | "createConfiguration"
  | "editConfiguration"
  | "deleteConfiguration";
type Input<Key extends Name> = Parameters<ProductOperations[Key]>;
type Answer<Key extends Name> = ReturnType<ProductOperations[Key]>;

export function manageConfigurations(ctx: EngineContext): Pick<ProductOperations, Name> {
  return {
    listConfigurations: (...input) => listConfigurations(ctx, ...input),
    findConfiguration: async (productId, id) =>
      isUuid(productId) && isUuid(id) ? findConfiguration(ctx.db, { id, productId }) : null,
    findConfigurationsByReference: (externalReference) =>
      findConfigurations(ctx.db, { externalReference }, { take: largestPage, orderBy: { created: "asc" } }),
    createConfiguration: (...input) => createConfiguration(ctx, ...input),
    editConfiguration: (...input) => editConfiguration(ctx, ...input),
    deleteConfiguration: async (productId, id) => {
      const deleted = isUuid(productId) && isUuid(id) && (await deleteConfigurationRow(ctx.db, { id, productId }));
      return { kind: deleted ? "deleted" : "not_found" };
    },
  };
}

async function listConfigurations(
  { db }: EngineContext,
  ...[productId, page]: Input<"listConfigurations">
): Answer<"listConfigurations"> {
  if (!isUuid(productId) || !(await findProduct(db, productId))) return null;
  const asked = boundedPage(page);
  return toPage(await findConfigurations(db, { productId }, pageTerms(asked, "created")), asked);
}

async function createConfiguration(
  ctx: EngineContext,
  ...[productId, configuration]: Input<"createConfiguration">
): Answer<"createConfiguration"> {
  const problem = checkConfiguration(configuration);
  if (problem) return problem;
  const attempt = await orTaken(ctx.db, async (tx) => {
    const found = isUuid(productId) && (await lockRow(tx, "keep", "product", productId));
    if (!found) return { kind: "not_found" as const };
    const refused = await holdModels(tx, [configuration]);
    if (refused) return refused;
    const added = await addConfiguration(tx, { productId, created: ctx.now() }, configuration);
    return { kind: "created" as const, configuration: added };
  });
  return attempt.kind === "taken" ? { kind: "conflict", field: "name" } : attempt.value;
}

async function editConfiguration(
  { db }: EngineContext,
  ...[productId, id, edit]: Input<"editConfiguration">
): Answer<"editConfiguration"> {
  const problem = checkConfiguration(edit);
  if (problem) return problem;
  if (!isUuid(productId) || !isUuid(id)) return { kind: "not_found" };
  const attempt = await orTaken(db, async (tx) => {
    const refused = await holdModels(tx, [edit]);
    if (refused) return refused;
    const configuration = await changeConfiguration(tx, { id, productId }, edit);
    return configuration ? { kind: "edited" as const, configuration } : { kind: "not_found" as const };
  });
  return attempt.kind === "taken" ? { kind: "conflict", field: "name" } : attempt.value;
}
