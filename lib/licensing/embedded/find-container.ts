import { validate as isUuid } from "uuid";
import type { Db, Tx } from "@/lib/db/client";
import type { LicenseContainer } from "../entities";
import { findContainer, findDefaultContainer } from "./container-store";
import { lockRow } from "./row-lock-store";

/** The licensee's own container, by its id or as `default`; null for another licensee's. */
export async function findContainerOf(db: Db | Tx, licenseeId: string, id: string): Promise<LicenseContainer | null> {
  if (!isUuid(licenseeId)) return null;
  if (id === "default") return findDefaultContainer(db, licenseeId);
  const container = isUuid(id) ? await findContainer(db, { id }) : null;
  return container?.licenseeId === licenseeId ? container : null;
}

/** The same, held so that it can't be deleted before something in it is stored. */
export async function holdContainerOf(tx: Tx, licenseeId: string, id: string): Promise<LicenseContainer | null> {
  const container = await findContainerOf(tx, licenseeId, id);
  return container && (await lockRow(tx, "keep", "container", container.id)) ? container : null;
}
