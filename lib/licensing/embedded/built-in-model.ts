import type { SeatLimits } from "../entities";

/** Of feature licenses, and of configurations that name none (10Duke Scale: Issue licenses). */
export const builtInModel = {
  id: null,
  name: "Built-in",
  concurrentUserDevicesPerSeat: 1,
  concurrentUserAppInstancesPerSeat: null,
  maxAssignmentsPerUser: null,
} as const satisfies SeatLimits & { id: null; name: string };
