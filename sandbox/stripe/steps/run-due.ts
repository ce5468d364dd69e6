import type { World } from "../world";
import { findDue } from "./find-due";

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
