import type { World } from "../world";
import { findDue } from "./find-due";
import { keepAppointment } from "./keep-appointment";

const byItself = { id: null, idempotency_key: null };

/** Does everything whose time has come, each thing in a transaction of its own. */
export function runDue(world: World): void {
  for (const subject of findDue(world)) {
    // A clock that jumped may have passed several periods of one subscription at once.
    for (let due = subject.next(); due && due.at <= world.now(subject.customer); due = subject.next()) {
      world.transact(byItself, due.run);
    }
  }
}

/** Only what follows at once from what was just done, such as a dispute from a payment; cheap enough for every commit. */
export function runFollowUps(world: World): void {
  for (const appointment of world.appointments.values()) {
    const isDue = appointment.at <= world.now(appointment.customer);
    if (isDue) world.transact(byItself, () => keepAppointment(world, appointment));
  }
}
