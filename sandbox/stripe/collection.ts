/** Called before a record changes, with what was there; how a transaction learns what to journal and what to undo. */
export type BeforeChange = (collection: AnyCollection, id: string) => void;

/** What the journal needs of a collection, whatever it holds. */
export interface AnyCollection {
  readonly name: string;
  snapshot(id: string): unknown;
  restore(id: string, value: unknown): void;
  ids(): Iterable<string>;
}

/** Records of one kind by id, in order of creation. Records are never edited in place, only replaced. */
export class Collection<Record extends { id: string }> implements AnyCollection {
  private readonly records = new Map<string, Record>();

  constructor(
    readonly name: string,
    private readonly beforeChange: BeforeChange,
  ) {}

  get(id: string): Record | undefined {
    return this.records.get(id);
  }

  put<Kept extends Record>(record: Kept): Kept {
    this.beforeChange(this, record.id);
    this.records.set(record.id, record);
    return record;
  }

  remove(id: string): void {
    this.beforeChange(this, id);
    this.records.delete(id);
  }

  /** Newest first, as every list of the API answers. */
  newestFirst(): Record[] {
    return [...this.records.values()].toReversed();
  }

  values(): Iterable<Record> {
    return this.records.values();
  }

  ids(): Iterable<string> {
    return this.records.keys();
  }

  get size(): number {
    return this.records.size;
  }

  snapshot(id: string): unknown {
    return this.records.get(id) ?? null;
  }

  restore(id: string, value: unknown): void {
    if (value === null) {
      this.records.delete(id);
      return;
    }
    // The journal is the edge where types end; it holds only what `put` was given.
    this.records.set(id, value as Record);
  }
}
