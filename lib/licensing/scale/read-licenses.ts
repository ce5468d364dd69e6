import { validate as isUuid } from "uuid";
import { endpointMap } from "../wire/endpoint-map";
import { toRemoteLicense, type RemoteLicense } from "./remote-license";
import type { ScaleClient } from "./scale-client";

const pageSize = 100;
/** 10Duke Scale's default: a server may give fewer than asked for, but hardly fewer than this. */
const smallestPage = 5;

/** One license; null when 10Duke Scale does not have it. */
export async function readLicense(
  { call }: { call: ScaleClient },
  { licenseeId, licenseId }: { licenseeId: string; licenseId: string },
): Promise<RemoteLicense | null> {
  if (!isUuid(licenseeId) || !isUuid(licenseId)) return null;
  const answer = await call(endpointMap.getLicense, { params: { licenseeId, licenseId } });
  if (answer.kind === "refused") throw answer.error;
  return answer.kind === "ok" ? toRemoteLicense(answer.value) : null;
}

/** All licenses of the licensee, in the order of their making; none when there is no such licensee. */
export async function readLicenses({ call }: { call: ScaleClient }, licenseeId: string): Promise<RemoteLicense[]> {
  if (!isUuid(licenseeId)) return [];
  const found = new Map<string, RemoteLicense>();
  for (;;) {
    const page = { offset: found.size, limit: pageSize, orderBy: "created" };
    const answer = await call(endpointMap.listLicenses, { params: { licenseeId }, page });
    if (answer.kind === "refused") throw answer.error;
    const licenses = answer.kind === "ok" ? answer.value : [];
    const before = found.size;
    for (const license of licenses) found.set(license.id, toRemoteLicense(license));
    // The largest page is not published, so only a page that brings nothing new is surely the last.
    if (licenses.length < smallestPage || found.size === before) return [...found.values()];
  }
}
