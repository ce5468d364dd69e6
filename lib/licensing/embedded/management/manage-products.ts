import { validate as isUuid } from "uuid";
import type { Tx } from "@/lib/db/client";
import { newId } from "@/lib/kernel/ids";
import type { LicensedProduct } from "../../entities";
import type { Invalid, ProductOperations } from "../../management";
import type { ConfigurationEdit, ProductEdit } from "../../management-input";
import { checkTexts } from "../check-values";
import type { EngineContext } from "../engine-context";
import { deleteProductRow, findProduct, findProducts, insertProduct, updateProduct } from "../product-store";
import { lockRow } from "../row-lock-store";
import { orTaken } from "../unique-store";
import { manageConfigurations } from "./manage-configurations";
import { boundedPage, pageTerms, toPage } from "./read-page";
import { addConfiguration, changeConfiguration, checkConfiguration, holdModels } from "./store-configuration";

type Operation<Name extends keyof ProductOperations> = ProductOperations[Name];
type Input<Name extends keyof ProductOperations> = Parameters<Operation<Name>>;
type Answer<Name extends keyof ProductOperations> = ReturnType<Operation<Name>>;

/** Editing and deleting here never touches licenses already issued: they copied what they need. */
export function manageProducts(ctx: EngineContext): ProductOperations {
  return {
    list: async (page) => {
      const asked = boundedPage(page);
      return toPage(await findProducts(ctx.db, pageTerms(asked, "created")), asked);
    },
    find: async (id) => (isUuid(id) ? findProduct(ctx.db, id) : null),
    create: (product) => createProduct(ctx, product),
    edit: (...input) => editProduct(ctx, ...input),
    delete: async (id) => ({ kind: isUuid(id) && (await deleteProductRow(ctx.db, id)) ? "deleted" : "not_found" }),
    ...manageConfigurations(ctx),
  };
}

async function createProduct(ctx: EngineContext, ...[product]: Input<"create">): Answer<"create"> {
  const problem = checkProduct(product);
  if (problem) return problem;
  const { name, displayName, description, configurations = [] } = product;
  const attempt = await orTaken(ctx.db, async (tx) => {
    const refused = await holdModels(tx, configurations);
    if (refused) return refused;
    const id = newId();
    const created = ctx.now();
    await insertProduct(tx, { id, name, displayName, description, created });
    for (const one of configurations) await addConfiguration(tx, { productId: id, created }, one);
    return { kind: "created" as const, product: await stored(tx, id) };
  });
  return attempt.kind === "taken" ? { kind: "conflict", field: "name" } : attempt.value;
}

async function editProduct(ctx: EngineContext, ...[id, edit]: Input<"edit">): Answer<"edit"> {
  const problem = checkProduct(edit);
  if (problem) return problem;
  const attempt = await orTaken(ctx.db, async (tx) => {
    const product = isUuid(id) && (await lockRow(tx, "change", "product", id)) ? await findProduct(tx, id) : null;
    if (!product) return { kind: "not_found" as const };
    const refused = checkAdditions(product, edit) ?? (await holdModels(tx, edit.configurations ?? []));
    if (refused) return refused;
    await applyEdit(tx, { productId: id, created: ctx.now() }, edit);
    return { kind: "edited" as const, product: await stored(tx, id) };
  });
  return attempt.kind === "taken" ? { kind: "conflict", field: "name" } : attempt.value;
}

function checkProduct(product: ProductEdit): Invalid | null {
  const { name, displayName, description, configurations = [] } = product;
  const problems = configurations.map((one: ConfigurationEdit) => checkConfiguration(one));
  return checkTexts({ name, displayName, description }) ?? problems.find((problem) => problem !== null) ?? null;
}

function checkAdditions(product: LicensedProduct, { configurations = [] }: ProductEdit): Invalid | null {
  const known = new Set(product.configurations.map(({ id }) => id));
  if (configurations.some(({ id }) => id !== undefined && !known.has(id))) {
    return { kind: "invalid", field: "configurations", problem: "name one that the product does not have" };
  }
  const nameless = configurations.some(({ id, name }) => id === undefined && name === undefined);
  return nameless ? { kind: "invalid", field: "configurations", problem: "add one without a name" } : null;
}

async function applyEdit(tx: Tx, product: { productId: string; created: Date }, edit: ProductEdit): Promise<void> {
  const { productId } = product;
  const { name, displayName, description, configurations = [] } = edit;
  await updateProduct(tx, productId, { name, displayName, description });
  for (const { id, ...one } of configurations) {
    if (id !== undefined) await changeConfiguration(tx, { id, productId }, one);
    else if (one.name !== undefined) await addConfiguration(tx, product, { ...one, name: one.name });
  }
}

async function stored(tx: Tx, id: string): Promise<LicensedProduct> {
  const product = await findProduct(tx, id);
  if (!product) throw new Error(`Product ${id} is gone in the transaction that wrote it`);
  return product;
}
