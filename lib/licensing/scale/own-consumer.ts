import type { AdapterError } from "@/lib/kernel/errors";
import type { Licensee } from "../licensee";
import { endpointMap } from "../wire/endpoint-map";
import { findRemoteConsumer } from "./find-licensee";
import type { RemoteConsumer } from "./remote-licensee";
import type { ScaleClient } from "./scale-client";

type Ctx = { call: ScaleClient };

/** The license consumer that a person licensee was set up with; null for organizations, and where it was deleted. */
export async function findOwnConsumer(ctx: Ctx, licensee: Licensee): Promise<RemoteConsumer | null> {
  const { type, externalReference, naturalId } = licensee;
  if (type !== "PERSON") return null;
  // The reference never changes, so it finds the consumer also where a natural id was left behind.
  const found = externalReference ? await findRemoteConsumer(ctx, { externalReference }) : null;
  return found ?? (naturalId ? await findRemoteConsumer(ctx, { naturalId }) : null);
}

/**
 * Brings the person's consumer up to date with the licensee: 10Duke Scale does not (Edit customers). Answers with its
 * refusal: a value is taken by another consumer.
 */
export async function updateOwnConsumer(
  ctx: Ctx,
  licensee: Licensee,
  own: RemoteConsumer,
): Promise<AdapterError | null> {
  const { name, displayName, email, naturalId } = licensee;
  const wanted = { name, displayName, email, naturalId };
  const isSame = Object.entries(wanted).every(([field, value]) => (own[field] ?? null) === (value ?? null));
  return isSame ? null : await writeConsumer(ctx, own, wanted);
}

/** The whole consumer, changed: whether a PUT merges is not published. Answers with 10Duke Scale's refusal. */
export async function writeConsumer(
  { call }: Ctx,
  own: RemoteConsumer,
  changes: { name?: string; displayName?: string | null; email?: string | null; naturalId?: string } & {
    connectedIdentityId?: string;
  },
): Promise<AdapterError | null> {
  const { name, displayName, email, naturalId, externalReference, connectedIdentityId, contactInfo, description } = own;
  const kept = {
    name,
    displayName,
    email,
    naturalId,
    externalReference,
    connectedIdentityId,
    contactInfo,
    description,
  };
  const params = { licenseConsumerId: own.id };
  const body = { type: "PERSON" as const, ...kept, ...changes };
  const answer = await call(endpointMap.updateLicenseConsumer, { params, body });
  return answer.kind === "refused" ? answer.error : null;
}
