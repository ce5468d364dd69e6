import { validate as isUuid } from "uuid";
import { newId } from "@/lib/kernel/ids";
import type { LicenseConsumer } from "../../entities";
import type { ConsumerOperations, Refused } from "../../management";
import type { ConsumerEdit } from "../../management-input";
import { checkNaturalId, checkParty } from "../check-values";
import { deleteConsumerRow, findConsumer, findConsumers, insertConsumer, updateConsumer } from "../consumer-store";
import type { EngineContext } from "../engine-context";
import { licenseeExists } from "../licensee-store";
import { searchPartyIds } from "../party-search-store";
import { lockRow } from "../row-lock-store";
import { orTaken, uniqueFieldOf } from "../unique-store";
import { boundedPage, inOrderOf, toPage } from "./read-page";

type Operation<Name extends keyof ConsumerOperations> = ConsumerOperations[Name];
type Input<Name extends keyof ConsumerOperations> = Parameters<Operation<Name>>;
type Answer<Name extends keyof ConsumerOperations> = ReturnType<Operation<Name>>;

export function manageConsumers(ctx: EngineContext): ConsumerOperations {
  return {
    list: (asked) => listConsumers(ctx, asked),
    listOfLicensee: async (licenseeId, asked) => {
      const exists = isUuid(licenseeId) && (await licenseeExists(ctx.db, licenseeId));
      return exists ? listConsumers(ctx, { ...asked, licenseeId }) : null;
    },
    find: async (by) => ("id" in by && !isUuid(by.id) ? null : findConsumer(ctx.db, by)),
    create: (consumer) => createConsumer(ctx, consumer),
    edit: (...input) => editConsumer(ctx, ...input),
    delete: async (id) => {
      const deleted = isUuid(id) && (await deleteConsumerRow(ctx.db, { id }));
      return { kind: deleted ? "deleted" : "not_found" };
    },
  };
}

async function listConsumers({ db }: EngineContext, query: Input<"list">[0] & { licenseeId?: string }): Answer<"list"> {
  const asked = boundedPage(query);
  const ids = await searchPartyIds(db, "consumer", asked);
  return toPage(inOrderOf(ids, await findConsumers(db, ids)), asked);
}

async function createConsumer(ctx: EngineContext, ...[consumer]: Input<"create">): Answer<"create"> {
  const problem = checkParty(consumer);
  if (problem) return problem;
  const values = { ...valuesOf(consumer), type: consumer.type, name: consumer.name };
  const naturalId = consumer.naturalId ?? newId();
  const row = { ...values, id: newId(), naturalId, created: ctx.now() };
  const attempt = await orTaken(ctx.db, (tx) => insertConsumer(tx, row));
  if (attempt.kind === "taken") return { kind: "conflict", field: uniqueFieldOf(attempt.field) };
  return { kind: "created", consumer: attempt.value };
}

async function editConsumer({ db }: EngineContext, ...[id, edit]: Input<"edit">): Answer<"edit"> {
  const problem = checkParty(edit) ?? checkNaturalId(edit);
  if (problem) return problem;
  if (!isUuid(id)) return { kind: "not_found" };
  const attempt = await orTaken(db, async (tx) => {
    const present = (await lockRow(tx, "change", "consumer", id)) ? await findConsumer(tx, { id }) : null;
    if (!present) return { kind: "not_found" as const };
    const refused = refusalOf(present, edit);
    if (refused) return refused;
    const changes = { ...valuesOf(edit), naturalId: edit.naturalId ?? undefined, name: edit.name, type: edit.type };
    return { kind: "edited" as const, consumer: await updateConsumer(tx, id, changes) };
  });
  return attempt.kind === "taken" ? { kind: "conflict", field: uniqueFieldOf(attempt.field) } : attempt.value;
}

/** 10Duke Scale: Edit license consumers. Saying again what stands there is no change. */
function refusalOf(present: LicenseConsumer, edit: ConsumerEdit): Refused | null {
  const type = edit.type ?? present.type;
  if (type !== present.type && (type === "LICENSE_KEY" || present.type === "LICENSE_KEY")) {
    return { kind: "refused", reason: "Only a person can become a device and a device a person." };
  }
  if (present.type !== "LICENSE_KEY") return null;
  if (edit.name !== undefined && edit.name !== present.name) {
    return { kind: "refused", reason: "The name of a license key's consumer stands for the key and can't change." };
  }
  if (edit.connectedIdentityId) {
    return { kind: "refused", reason: "A license key's consumer has no connected identity." };
  }
  return null;
}

function valuesOf(given: ConsumerEdit) {
  const { displayName, email, externalReference, connectedIdentityId, contactInfo, description } = given;
  return { displayName, email, externalReference, connectedIdentityId, contactInfo, description };
}
