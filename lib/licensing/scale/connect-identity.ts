import type { Licensee } from "../licensee";
import type { ConnectOutcome } from "../licensing-port";
import { endpointMap } from "../wire/endpoint-map";
import { findConsumerByIdentity } from "./find-consumer-by-identity";
import { findLicensee } from "./find-licensee";
import { findOwnConsumer, writeConsumer } from "./own-consumer";
import type { RemoteConsumer } from "./remote-licensee";
import type { ScaleClient } from "./scale-client";

type Ctx = { call: ScaleClient };

/** See the port. 10Duke Scale has no conditional writes, so what was written is read back before it is believed. */
export async function connectIdentity(
  ctx: Ctx,
  licenseeId: string,
  connectedIdentityId: string,
): Promise<ConnectOutcome> {
  const licensee = await findLicensee(ctx, { licenseeId });
  if (licensee?.type !== "PERSON") return { kind: "not_found" };
  const own = await findOwnConsumer(ctx, licensee);
  if (own?.connectedIdentityId) return judge(own.connectedIdentityId, connectedIdentityId);
  const known = await findConsumerByIdentity(ctx, connectedIdentityId);
  if (known) return await giveAccess(ctx, licensee, known.id);
  return own ? await claim(ctx, licensee, { own, connectedIdentityId }) : { kind: "not_found" };
}

async function claim(
  ctx: Ctx,
  licensee: Licensee,
  { own, connectedIdentityId }: { own: RemoteConsumer; connectedIdentityId: string },
): Promise<ConnectOutcome> {
  const refusal = await writeConsumer(ctx, own, { connectedIdentityId });
  const standing = await findOwnConsumer(ctx, licensee);
  if (standing?.connectedIdentityId) return judge(standing.connectedIdentityId, connectedIdentityId);
  const raced = refusal && (await findConsumerByIdentity(ctx, connectedIdentityId));
  return raced ? await giveAccess(ctx, licensee, raced.id) : { kind: "not_found" };
}

function judge(has: string, wanted: string): ConnectOutcome {
  return { kind: has === wanted ? "connected" : "belongs_to_other" };
}

async function giveAccess({ call }: Ctx, { id: licenseeId }: Licensee, consumerId: string): Promise<ConnectOutcome> {
  const licenseContainerId = await findDefaultContainer({ call }, licenseeId);
  if (licenseContainerId === null) return { kind: "not_found" };
  const params = { licenseeId, licenseContainerId, licenseConsumerId: consumerId };
  const answer = await call(endpointMap.grantContainerAccess, { params });
  if (answer.kind === "refused") throw answer.error;
  return { kind: answer.kind === "not_found" ? "not_found" : "connected" };
}

/** Whether `default` names it where access is granted is not published. */
async function findDefaultContainer({ call }: Ctx, licenseeId: string): Promise<string | null> {
  const answer = await call(endpointMap.listLicenseContainers, { params: { licenseeId } });
  if (answer.kind === "refused") throw answer.error;
  const containers = answer.kind === "ok" ? answer.value : [];
  return containers.find(({ usedAsDefault }) => usedAsDefault)?.id ?? null;
}
