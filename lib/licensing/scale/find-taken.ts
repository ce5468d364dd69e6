import type { Licensee, LicenseeSetup, UniqueLicenseeField } from "../licensee";
import { findConsumerByIdentity } from "./find-consumer-by-identity";
import { findLicensee, findRemoteConsumer } from "./find-licensee";
import type { ScaleClient } from "./scale-client";

type Ctx = { call: ScaleClient };
type Values = Pick<LicenseeSetup, "type" | "email" | "naturalId" | "connectedIdentityId">;
type Own = { licensee: Licensee; consumerId: string | null };
type Found = { id: string } | null;

/**
 * Which value somebody else has: another licensee or, for a person, a license consumer other than its own. 10Duke Scale
 * refuses without saying which one.
 */
export async function findTaken(ctx: Ctx, values: Values, own: Own | null): Promise<UniqueLicenseeField | null> {
  const { email, naturalId } = values;
  const isOther = (found: Found) => found !== null && found.id !== own?.licensee.id;
  if (email && isOther(await findLicensee(ctx, { email }))) return "email";
  if (naturalId && isOther(await findLicensee(ctx, { naturalId }))) return "naturalId";
  return values.type === "PERSON" ? await findTakenByConsumer(ctx, values, own) : null;
}

async function findTakenByConsumer(
  ctx: Ctx,
  { email, naturalId, connectedIdentityId }: Values,
  own: Own | null,
): Promise<UniqueLicenseeField | null> {
  const isOther = (found: Found) => found !== null && found.id !== own?.consumerId;
  if (email && isOther(await findRemoteConsumer(ctx, { email }))) return "email";
  if (naturalId && isOther(await findRemoteConsumer(ctx, { naturalId }))) return "naturalId";
  const connected = connectedIdentityId ? await findConsumerByIdentity(ctx, connectedIdentityId) : null;
  return isOther(connected) ? "connectedIdentityId" : null;
}
