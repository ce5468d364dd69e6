import type { Change, Journal } from "@/sandbox/journal";
import type { AnyCollection } from "./collection";
import { StripeError } from "./stripe-error";

/** Which API request causes a change; empty for what happens by itself or on a hosted page. */
export interface RequestCause {
  id: string | null;
  idempotency_key: string | null;
}

type Undo = { collection: AnyCollection; id: string; before: unknown };

const byItself: RequestCause = { id: null, idempotency_key: null };

/** Runs changes as a whole: journaled in one line and announced, or undone if they throw. */
export class Transactions {
  private undos: Undo[] | null = null;
  private readonly listeners: (() => void)[] = [];
  cause: RequestCause = byItself;

  constructor(private readonly journal: Journal) {}

  readonly beforeChange = (collection: AnyCollection, id: string): void => {
    if (this.undos === null) throw new Error(`${collection.name} ${id} changed outside a transaction`);
    this.undos.push({ collection, id, before: collection.snapshot(id) });
  };

  onCommit(listener: () => void): void {
    this.listeners.push(listener);
  }

  run<Result>(cause: RequestCause, change: () => Result): Result {
    if (this.undos !== null) throw new Error("Transactions do not nest");
    this.undos = [];
    this.cause = cause;
    try {
      const result = change();
      this.commit(this.undos);
      return result;
    } catch (error) {
      if (error instanceof StripeError && error.keepsChanges) this.commit(this.undos);
      else for (const { collection, id, before } of this.undos.toReversed()) collection.restore(id, before);
      throw error;
    } finally {
      this.undos = null;
      this.cause = byItself;
    }
  }

  /** Runs a change inside the present transaction only to see what would come of it, and undoes it. */
  rehearse<Result>(change: () => Result): Result {
    const { undos } = this;
    if (undos === null) throw new Error("There is no transaction to rehearse in");
    const start = undos.length;
    try {
      return change();
    } finally {
      for (const { collection, id, before } of undos.splice(start).toReversed()) collection.restore(id, before);
    }
  }

  private commit(done: Undo[]): void {
    if (done.length === 0) return;
    const changes = new Map<string, Change>();
    for (const { collection, id } of done) {
      changes.set(`${collection.name} ${id}`, [collection.name, id, collection.snapshot(id)]);
    }
    this.journal.append([...changes.values()]);
    queueMicrotask(() => this.listeners.forEach((listener) => listener()));
  }
}
