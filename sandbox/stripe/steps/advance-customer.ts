import type { Collection } from "../collection";
import type { Customer } from "../wire";
import type { World } from "../world";
import { advanceClock } from "./advance-clock";
import { currentPeriodEnd } from "./end-period";
import type { Due } from "./find-due";
import { findDue } from "./find-due";
import { shiftTimes } from "./shift-times";

/**
 * Lets time pass for one customer only. One on a test clock goes ahead with it. For any other everything that is
 * theirs grows older instead, step by step, so that the clock on the wall, and the app's, stays right.
 */
export function advanceCustomer(world: World, customer: Customer, seconds: number): void {
  const clock = world.testClocks.get(customer.test_clock ?? "");
  if (clock) {
    advanceClock(world, clock, clock.frozen_time + seconds);
    return;
  }
  let left = seconds;
  for (let due = nextOf(world, customer.id); due; due = nextOf(world, customer.id)) {
    const wait = Math.max(due.at - world.now(), 0);
    if (wait > left) break;
    age(world, customer.id, wait);
    left -= wait;
    // What is due has been replaced by its older copy.
    nextOf(world, customer.id)?.run();
  }
  if (world.customers.get(customer.id)) age(world, customer.id, left);
}

function nextOf(world: World, wanted: string): Due | null {
  let first: Due | null = null;
  for (const { customer, next } of findDue(world)) {
    const due = customer === wanted ? next() : null;
    if (due && (!first || due.at < first.at)) first = due;
  }
  return first;
}

function age(world: World, customer: string, seconds: number): void {
  if (seconds === 0) return;
  ageAll(world.invoices, customer, seconds);
  ageAll(world.invoiceItems, customer, seconds);
  ageAll(world.checkoutSessions, customer, seconds);
  ageAll(world.paymentIntents, customer, seconds);
  ageAll(world.charges, customer, seconds);
  ageAll(world.subscriptionSchedules, customer, seconds);
  ageAll(world.appointments, customer, seconds);
  for (const each of world.subscriptions.newestFirst()) {
    if (each.customer !== customer) continue;
    const aged = shiftTimes(each, seconds);
    // Months differ in length, so the moved anchor would not meet the period's end: the next one counts from there.
    world.subscriptions.put({ ...aged, billing_cycle_anchor: currentPeriodEnd(aged) });
  }
}

type Owned = { id: string; customer: string | null };

function ageAll<Record extends Owned>(collection: Collection<Record>, customer: string, seconds: number): void {
  for (const each of collection.newestFirst()) {
    if (each.customer === customer) collection.put(shiftTimes(each, seconds));
  }
}
