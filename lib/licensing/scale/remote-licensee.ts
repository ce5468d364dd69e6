import type { Licensee } from "../licensee";
import type { OperationResponse } from "../wire/endpoint-map";

export type RemoteLicensee = OperationResponse<"getLicensee">;
export type RemoteConsumer = OperationResponse<"getLicenseConsumer">;

/** `type` is for answers that leave it out: setup actions imply it. A type added later counts as an organization. */
export function toLicensee(wire: RemoteLicensee, type?: Licensee["type"]): Licensee {
  return {
    id: wire.id,
    type: type ?? (wire.type === "PERSON" ? "PERSON" : "ORGANIZATION"),
    name: wire.name,
    displayName: wire.displayName || null,
    naturalId: wire.naturalId ?? "",
    email: wire.email || null,
    externalReference: wire.externalReference || null,
  };
}
