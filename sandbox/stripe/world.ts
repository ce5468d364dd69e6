import type { Clock } from "@/sandbox/clock";
import type { Journal } from "@/sandbox/journal";
import { Chaos } from "@/sandbox/chaos/chaos";
import { calm } from "@/sandbox/chaos/chaos-settings";
import { diffAttributes } from "./diff-attributes";
import { emitEvent } from "./emit-event";
import type { EventObjects, EventType } from "./event-types";
import type { Collections } from "./records";
import { createCollections } from "./records";
import { restoreWorld } from "./restore-world";
import type { RequestCause } from "./transactions";
import { Transactions } from "./transactions";

/** The whole state of the stand-in and the only ways to change it. */
export interface World extends Collections {
  readonly clock: Clock;
  /** What goes wrong on purpose. */
  readonly chaos: Chaos;
  /** Where the hosted pages are. */
  readonly origin: string;
  /** Unix seconds. With a customer, that customer's time: a test clock's if the customer stands on one. */
  now(customer?: string | null): number;
  emit<Type extends EventType>(type: Type, object: EventObjects[Type]): void;
  /** Emits an `updated` event with `previous_attributes`, unless nothing changed. */
  emitUpdate<Type extends EventType>(type: Type, before: EventObjects[Type], after: EventObjects[Type]): void;
  /** Runs a change as a whole: journaled in one line and announced, or undone if it throws. */
  transact<Result>(cause: RequestCause, change: () => Result): Result;
  /** What would come of a change, inside a transaction; none of it stays. */
  rehearse<Result>(change: () => Result): Result;
  /** Called after each transaction that changed something. */
  onCommit(listener: () => void): void;
}

/** Builds the world from its journal and keeps the journal up to date. */
export function createWorld({ clock, journal, origin }: { clock: Clock; journal: Journal; origin: string }): World {
  const transactions = new Transactions(journal);
  const collections = createCollections(transactions.beforeChange);
  const now = (customer?: string | null): number => {
    const testClock = customer ? collections.customers.get(customer)?.test_clock : null;
    const frozenTime = testClock ? collections.testClocks.get(testClock)?.frozen_time : null;
    return frozenTime ?? Math.floor(clock.nowMs() / 1000);
  };
  const chaos = new Chaos(() => collections.chaosSettings.get("account")?.settings ?? calm);
  const context = () => ({ clock, chaos, cause: transactions.cause });
  restoreWorld(collections, journal, now());
  return {
    ...collections,
    clock,
    chaos,
    origin,
    now,
    emit: (type, object) => emitEvent(collections, context(), type, { object }),
    emitUpdate: (type, before, after) => {
      const previous = diffAttributes(before, after);
      if (!previous) return;
      const data = { object: after, previous_attributes: previous };
      emitEvent(collections, context(), type, data);
    },
    transact: (cause, change) => transactions.run(cause, change),
    rehearse: (change) => transactions.rehearse(change),
    onCommit: (listener) => transactions.onCommit(listener),
  };
}
