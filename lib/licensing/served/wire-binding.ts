import type { ClientBindings } from "../checkout";
import type { ClientBinding } from "../client-binding";

/** A lease as clients see it, with what the client said about itself at the top. */
export function wireBinding({
  licenseId,
  licenseConsumerId,
  productName,
  qtyDimension,
  claims,
  ...lease
}: ClientBinding) {
  return {
    ...claims,
    ...lease,
    license: { id: licenseId, productName, qtyDimension },
    licenseConsumer: { id: licenseConsumerId },
    validFrom: lease.validFrom.toISOString(),
    validUntil: lease.validUntil.toISOString(),
    lastHeartbeat: lease.lastHeartbeat?.toISOString() ?? null,
    earliestNextHeartbeat: lease.earliestNextHeartbeat.toISOString(),
    created: lease.created.toISOString(),
    modified: lease.modified.toISOString(),
  };
}

export const wireBindings = ({ bindings, allIncluded }: ClientBindings) => ({
  clientBindings: bindings.map(wireBinding),
  allClientBindingsIncluded: allIncluded,
});
