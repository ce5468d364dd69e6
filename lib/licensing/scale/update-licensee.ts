import type { AdapterError } from "@/lib/kernel/errors";
import type { Licensee } from "../licensee";
import type { LicenseeChanges, UpdateOutcome } from "../licensing-port";
import { endpointMap } from "../wire/endpoint-map";
import { findRemoteLicensee } from "./find-licensee";
import { findTaken } from "./find-taken";
import { findOwnConsumer, updateOwnConsumer } from "./own-consumer";
import { toLicensee, type RemoteLicensee } from "./remote-licensee";
import type { ScaleClient } from "./scale-client";

type Ctx = { call: ScaleClient };

/**
 * Edits the licensee and, of a person, its license consumer, which 10Duke Scale leaves behind (Edit customers). Repeated
 * after a crash between the two, it finishes what is missing.
 */
export async function updateLicensee(ctx: Ctx, licenseeId: string, changes: LicenseeChanges): Promise<UpdateOutcome> {
  const before = await findRemoteLicensee(ctx, { licenseeId });
  if (!before) return { kind: "not_found" };
  const licensee = toLicensee(before);
  const wanted: Licensee = { ...licensee, ...given(changes) };
  const own = await findOwnConsumer(ctx, licensee);
  const values = { ...wanted, connectedIdentityId: null };
  const taken = await findTaken(ctx, values, { licensee, consumerId: own?.id ?? null });
  if (taken) return { kind: "conflict", field: taken };
  const refusal = await write(ctx, before, wanted);
  if (refusal) return await explainRefusal(ctx, wanted, { licensee, own, refusal });
  const refusedOwn = own && (await updateOwnConsumer(ctx, wanted, own));
  if (!refusedOwn) return { kind: "updated", licensee: wanted };
  // Somebody took a value after we had looked: neither of the two keeps it.
  const after = await findRemoteLicensee(ctx, { licenseeId });
  if (after) await write(ctx, after, licensee);
  return await explainRefusal(ctx, wanted, { licensee, own, refusal: refusedOwn });
}

function given(changes: LicenseeChanges): Partial<Licensee> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

/** The whole licensee, changed: whether a PUT merges is not published. Answers with 10Duke Scale's refusal. */
async function write({ call }: Ctx, before: RemoteLicensee, wanted: Licensee): Promise<AdapterError | null> {
  const { name, displayName, email, naturalId, externalReference } = wanted;
  const was = toLicensee(before);
  const isSame =
    was.name === name && was.displayName === displayName && was.email === email && was.naturalId === naturalId;
  if (isSame) return null;
  const { description, contactInfo } = before;
  const body = { name, displayName, email, naturalId, externalReference, description, contactInfo };
  const answer = await call(endpointMap.updateLicensee, { params: { licenseeId: before.id }, body });
  return answer.kind === "refused" ? answer.error : null;
}

async function explainRefusal(
  ctx: Ctx,
  wanted: Licensee,
  { licensee, own, refusal }: { licensee: Licensee; own: { id: string } | null; refusal: AdapterError },
): Promise<UpdateOutcome> {
  const values = { ...wanted, connectedIdentityId: null };
  const field = await findTaken(ctx, values, { licensee, consumerId: own?.id ?? null });
  if (field) return { kind: "conflict", field };
  throw refusal;
}
