import type { Change, Journal } from "@/sandbox/journal";

/** Records of one kind by id, oldest first; each change goes into the journal at once. */
export interface Shelf<Kept extends { id: string }> {
  get(id: string): Kept | undefined;
  put(record: Kept): Kept;
  all(): Kept[];
}

/** All shelves, filled from what the journal remembers. */
export function openShelves(journal: Journal) {
  const remembered = new Map<string, Map<string, unknown>>();
  for (const [name, id, value] of journal.read()) {
    const kept = remembered.get(name) ?? new Map<string, unknown>();
    remembered.set(name, kept.set(id, value));
  }
  journal.compact(everything(remembered));
  return function shelf<Kept extends { id: string }>(name: string): Shelf<Kept> {
    // The journal is the edge where types end; it holds only what `put` was given.
    const records = (remembered.get(name) ?? new Map()) as Map<string, Kept>;
    return {
      get: (id) => records.get(id),
      all: () => [...records.values()],
      put: (record) => {
        records.set(record.id, record);
        journal.append([[name, record.id, record]]);
        return record;
      },
    };
  };
}

function* everything(remembered: Map<string, Map<string, unknown>>): Iterable<Change> {
  for (const [name, records] of remembered) for (const [id, value] of records) yield [name, id, value];
}

/** A record that others refer to; nothing is ever removed, so it is there. */
export function kept<Kept extends { id: string }>(shelf: Shelf<Kept>, id: string): Kept {
  const record = shelf.get(id);
  if (!record) throw new Error(`The sandbox has lost ${id}`);
  return record;
}
