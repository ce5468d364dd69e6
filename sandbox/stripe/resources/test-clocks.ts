import { z } from "zod";
import * as field from "../api/fields";
import { paginate } from "../api/paginate";
import { nothing, route } from "../api/route";
import { testClock } from "../objects/test-clock";
import { resourceMissing } from "../stripe-error";
import { advanceClock } from "../steps/advance-clock";
import { deleteCustomer } from "../steps/delete-customer";
import type { TestClock } from "../wire";
import type { World } from "../world";
import { findCustomer } from "./customers";

const createParams = z.strictObject({
  customer: field.text.optional(),
  frozen_time: field.integer,
  name: field.text.optional(),
});
const advanceParams = z.strictObject({ frozen_time: field.integer });

function find(world: World, id: string): TestClock {
  const found = world.testClocks.get(id);
  if (!found) throw resourceMissing("test_helpers.test_clock", id, "test_clock");
  return found;
}

function create(world: World, input: z.output<typeof createParams>): TestClock {
  const settings = { frozenTime: input.frozen_time, name: input.name ?? null };
  const made = world.testClocks.put(testClock(settings, world.now()));
  if (input.customer) {
    const customer = findCustomer(world, input.customer, "customer");
    world.customers.put({ ...customer, test_clock: made.id });
    for (const each of world.subscriptions.newestFirst()) {
      if (each.customer === customer.id) world.subscriptions.put({ ...each, test_clock: made.id });
    }
  }
  world.emit("test_helpers.test_clock.created", made);
  return made;
}

/** A clock takes everyone who lived by it along. */
function remove(world: World, clock: TestClock): object {
  for (const customer of world.customers.newestFirst()) {
    if (customer.test_clock === clock.id) deleteCustomer(world, customer);
  }
  world.testClocks.remove(clock.id);
  world.emit("test_helpers.test_clock.deleted", clock);
  return { id: clock.id, object: "test_helpers.test_clock", deleted: true };
}

const path = "/v1/test_helpers/test_clocks";

export const testClockRoutes = [
  route("POST", path, createParams, ({ world, input }) => create(world, input)),
  route("GET", path, z.strictObject(field.page), ({ world, input }) =>
    paginate(world.testClocks.newestFirst(), input, path),
  ),
  route("GET", `${path}/:id`, nothing, ({ world, id }) => find(world, id)),
  route("POST", `${path}/:id/advance`, advanceParams, ({ world, input, id }) =>
    advanceClock(world, find(world, id), input.frozen_time),
  ),
  route("DELETE", `${path}/:id`, nothing, ({ world, id }) => remove(world, find(world, id))),
];
