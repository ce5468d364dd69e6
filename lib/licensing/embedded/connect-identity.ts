import { validate as isUuid } from "uuid";
import type { Db, Tx } from "@/lib/db/client";
import type { ConnectOutcome } from "../licensing-port";
import { findConsumer, findOwnConsumer, grantAccess, setConnectedIdentity } from "./consumer-store";
import { findDefaultContainer } from "./container-store";
import { findLicenseeRow } from "./licensee-store";
import { orTaken } from "./unique-store";

/** See the port. Two connections at once end in the identity's unique index, as a savepoint: the loser looks again. */
export async function connectIdentity(
  ctx: { db: Db | Tx },
  licenseeId: string,
  connectedIdentityId: string,
): Promise<ConnectOutcome> {
  const licensee = isUuid(licenseeId) ? await findLicenseeRow(ctx.db, { id: licenseeId }) : null;
  if (licensee?.type !== "PERSON") return { kind: "not_found" };
  const attempt = await orTaken(ctx.db, (tx) => connect(tx, licensee, connectedIdentityId));
  if (attempt.kind === "done") return attempt.value;
  return ctx.db.$transaction((tx) => connect(tx, licensee, connectedIdentityId));
}

async function connect(tx: Tx, licensee: { id: string }, connectedIdentityId: string): Promise<ConnectOutcome> {
  const own = await findOwnConsumer(tx, licensee.id);
  if (own?.connectedIdentityId) {
    return { kind: own.connectedIdentityId === connectedIdentityId ? "connected" : "belongs_to_other" };
  }
  const known = await findConsumer(tx, { connectedIdentityId });
  if (known) return await giveAccess(tx, licensee.id, known.id);
  if (!own) return { kind: "not_found" };
  // Read again under the row's lock: two identities at once end with one.
  if (await setConnectedIdentity(tx, own.id, connectedIdentityId)) return { kind: "connected" };
  const standing = await findConsumer(tx, { id: own.id });
  return { kind: standing?.connectedIdentityId === connectedIdentityId ? "connected" : "belongs_to_other" };
}

async function giveAccess(tx: Tx, licenseeId: string, licenseConsumerId: string): Promise<ConnectOutcome> {
  const container = await findDefaultContainer(tx, licenseeId);
  if (!container) return { kind: "not_found" };
  await grantAccess(tx, { licenseContainerId: container.id, licenseConsumerId });
  return { kind: "connected" };
}
