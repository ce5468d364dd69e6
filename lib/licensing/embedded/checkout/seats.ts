import type { Lease } from "./lease";

/** How many devices and app instances of one user share a seat; null: any number. */
export type SeatSharing = { devicesPerSeat: number | null; appInstancesPerSeat: number | null };

type Seated = Pick<Lease, "licenseConsumerId" | "qty" | "hwId" | "processId">;

/**
 * Seats that these leases take (domain: inferred from the license model). A user with so many seats may run as many
 * devices and as many app instances as these seats allow together. What was taken several seats at once shares none.
 */
export function seatsTaken(leases: readonly Seated[], sharing: SeatSharing): number {
  return [...Map.groupBy(leases, (lease) => lease.licenseConsumerId).values()].reduce(
    (sum, ofOneUser) => sum + seatsOfUser(ofOneUser, sharing),
    0,
  );
}

export function seatsOfUser(leases: readonly Seated[], sharing: SeatSharing): number {
  const single = leases.filter(({ qty }) => qty === 1);
  const several = leases.reduce((sum, { qty }) => sum + (qty === 1 ? 0 : qty), 0);
  if (single.length === 0) return several;
  return (
    several +
    Math.max(
      seatsFor(countDevices(single), sharing.devicesPerSeat),
      seatsFor(countInstances(single), sharing.appInstancesPerSeat),
    )
  );
}

function seatsFor(count: number, perSeat: number | null): number {
  return perSeat === null ? 1 : Math.ceil(count / perSeat);
}

export function countDevices(leases: readonly Pick<Lease, "hwId">[]): number {
  return new Set(leases.map(({ hwId }) => hwId)).size;
}

/** An app that does not say its process is one of its own. */
function countInstances(leases: readonly Seated[]): number {
  const named = leases.filter(({ processId }) => processId !== null);
  const processes = new Set(named.map(({ hwId, processId }) => JSON.stringify([hwId, processId])));
  return processes.size + leases.length - named.length;
}
