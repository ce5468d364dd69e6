import { validate as isUuid } from "uuid";
import type { LicenseeRecord } from "../../entities";
import type { LicenseeOperations } from "../../management";
import type { LicenseeQuery } from "../../management-input";
import type { Page } from "../../paging";
import { deleteConsumerRow, findOwnConsumer } from "../consumer-store";
import { createLicensee } from "../create-licensee";
import { editLicensee } from "../edit-licensee";
import type { EngineContext } from "../engine-context";
import { deleteLicenseeRow, findLicenseeRow, findLicenseeRows } from "../licensee-store";
import { searchPartyIds } from "../party-search-store";
import { lockRow } from "../row-lock-store";
import { boundedPage, inOrderOf, toPage } from "./read-page";

type Operation<Name extends keyof LicenseeOperations> = LicenseeOperations[Name];
type Answer<Name extends keyof LicenseeOperations> = ReturnType<Operation<Name>>;

export function manageLicensees(ctx: EngineContext): LicenseeOperations {
  return {
    list: (asked) => listLicensees(ctx, asked),
    find: async (by) => ("id" in by && !isUuid(by.id) ? null : findLicenseeRow(ctx.db, by)),
    setupUser: (setup) => setupUser(ctx, setup),
    setupOrganization: (setup) => createLicensee(ctx, { ...setup, type: "ORGANIZATION", connectedIdentityId: null }),
    edit: (id, changes) => editLicensee(ctx, id, changes),
    deleteUser: (by) => deleteUser(ctx, by),
    delete: (id) => deleteLicensee(ctx, id),
  };
}

async function listLicensees({ db }: EngineContext, query: LicenseeQuery): Promise<Page<LicenseeRecord>> {
  const asked = boundedPage(query);
  const ids = await searchPartyIds(db, "licensee", asked);
  return toPage(inOrderOf(ids, await findLicenseeRows(db, ids)), asked);
}

async function setupUser(ctx: EngineContext, setup: Parameters<Operation<"setupUser">>[0]): Answer<"setupUser"> {
  const outcome = await createLicensee(ctx, { ...setup, type: "PERSON" });
  if (outcome.kind !== "created") return outcome;
  const { licensee, consumer } = outcome;
  if (!consumer) throw new Error(`Person ${licensee.id} was set up without a license consumer`);
  return { kind: "created", licensee, consumer };
}

/** The consumer with the licensee's e-mail is its own (schema), which is told even after the e-mail was edited. */
async function deleteUser({ db }: EngineContext, by: { id: string } | { email: string }): Answer<"deleteUser"> {
  if ("id" in by && !isUuid(by.id)) return { kind: "not_found" };
  return db.$transaction(async (tx) => {
    const licensee = await findLicenseeRow(tx, by);
    if (licensee?.type !== "PERSON" || !(await lockRow(tx, "delete", "licensee", licensee.id))) {
      return { kind: "not_found" };
    }
    // Containers before consumers, in the order in which access is granted: two who hold one each would wait for ever.
    const person = await findOwnConsumer(tx, licensee.id);
    await deleteLicenseeRow(tx, { id: licensee.id });
    if (person) await deleteConsumerRow(tx, { id: person.id });
    return { kind: "deleted" };
  });
}

async function deleteLicensee({ db }: EngineContext, id: string): Answer<"delete"> {
  const deleted = isUuid(id) && (await deleteLicenseeRow(db, { id }));
  return { kind: deleted ? "deleted" : "not_found" };
}
