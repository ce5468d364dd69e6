import type { Appointment } from "../records";
import { testCard } from "../test-cards";
import type { World } from "../world";
import { openDispute } from "./open-dispute";
import { settleRefund } from "./settle-refund";

/** Lets the thing happen whose time has come; where it has become moot meanwhile, nothing does. */
export function keepAppointment(world: World, { id, kind }: Appointment): void {
  world.appointments.remove(id);
  switch (kind) {
    case "dispute_opens": {
      const charge = world.charges.get(id);
      const aftermath = testCard(world.cardNumbers.get(charge?.payment_method ?? "")?.number ?? "")?.aftermath;
      const isOpenTo = charge && !charge.disputed && charge.amount_refunded < charge.amount_captured;
      if (isOpenTo && aftermath?.kind === "dispute") openDispute(world, charge, aftermath.reason);
      return;
    }
    case "refund_settles": {
      const refund = world.refunds.get(id);
      if (refund) settleRefund(world, refund);
    }
  }
}
