import { validate as isUuid } from "uuid";
import type { Licensee } from "../licensee";
import type { LicenseeLookup } from "../licensing-port";
import { endpointMap } from "../wire/endpoint-map";
import type { ScaleAnswer } from "./read-answer";
import { toLicensee, type RemoteConsumer, type RemoteLicensee } from "./remote-licensee";
import type { ScaleClient } from "./scale-client";

type Ctx = { call: ScaleClient };

/** The licensee; null when there is none, however 10Duke Scale says so. */
export async function findLicensee(ctx: Ctx, by: LicenseeLookup): Promise<Licensee | null> {
  const found = await findRemoteLicensee(ctx, by);
  return found && toLicensee(found);
}

export async function findRemoteLicensee({ call }: Ctx, by: LicenseeLookup): Promise<RemoteLicensee | null> {
  // Ids come from outside, from payment metadata for one: what can't be one is not asked for.
  if (Object.values(by).some((value) => value.trim() === "")) return null;
  if ("licenseeId" in by) {
    if (!isUuid(by.licenseeId)) return null;
    return valueOf(await call(endpointMap.getLicensee, { params: { licenseeId: by.licenseeId } }));
  }
  if ("naturalId" in by) return valueOf(await call(endpointMap.findLicenseeByNaturalId, { query: by }));
  if ("email" in by) return valueOf(await call(endpointMap.findLicenseeByEmail, { query: by }));
  return valueOf(await call(endpointMap.findLicenseeByExternalReference, { query: by }));
}

export type ConsumerLookup = { naturalId: string } | { externalReference: string } | { email: string };

export async function findRemoteConsumer({ call }: Ctx, by: ConsumerLookup): Promise<RemoteConsumer | null> {
  if ("naturalId" in by) return valueOf(await call(endpointMap.findLicenseConsumerByNaturalId, { query: by }));
  if ("email" in by) return valueOf(await call(endpointMap.findLicenseConsumerByEmail, { query: by }));
  return valueOf(await call(endpointMap.findLicenseConsumerByExternalReference, { query: by }));
}

/** Nothing found, and a value that can't exist there. */
function valueOf<T>(answer: ScaleAnswer<T>): T | null {
  return answer.kind === "ok" ? answer.value : null;
}
