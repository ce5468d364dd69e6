import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { StringDecoder } from "node:string_decoder";

/** One record of one collection as it stands after a change; `null` means removed. */
export type Change = [collection: string, id: string, value: unknown];

/** An append-only file of changes. One line is one transaction, so a torn last line loses a whole transaction, never half. */
export interface Journal {
  read(): Change[];
  append(changes: Change[]): void;
  /** Replaces the history by the present state. */
  compact(changes: Iterable<Change>): void;
  close(): void;
}

/** Opens the journal at `file`, or one that remembers nothing when `file` is null. */
export function openJournal(file: string | null): Journal {
  if (file === null) return { read: () => [], append: () => {}, compact: () => {}, close: () => {} };
  mkdirSync(dirname(file), { recursive: true });
  let handle: number | null = null;
  const close = () => {
    if (handle !== null) closeSync(handle);
    handle = null;
  };
  return {
    read: () => [...readChanges(file)],
    append: (changes) => {
      handle ??= openSync(file, "a");
      if (changes.length > 0) writeSync(handle, `${JSON.stringify(changes)}\n`);
    },
    compact: (changes) => {
      close();
      const next = openSync(`${file}.next`, "w");
      for (const batch of batches(changes))
        writeSync(next, `${batch.map((change) => JSON.stringify([change])).join("\n")}\n`);
      closeSync(next);
      renameSync(`${file}.next`, file);
    },
    close,
  };
}

const batchSize = 500;

function* batches(changes: Iterable<Change>): Iterable<Change[]> {
  let batch: Change[] = [];
  for (const change of changes) {
    batch.push(change);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Only whole lines count: a process that was killed while writing leaves one unfinished line, always the last. */
function* readChanges(file: string): Iterable<Change> {
  if (!existsSync(file)) return;
  for (const line of readLines(file)) {
    const transaction: Change[] = JSON.parse(line);
    yield* transaction;
  }
}

const chunkBytes = 1024 * 1024;

/** The lines of a file of any size that end with a line break. */
function* readLines(file: string): Iterable<string> {
  const handle = openSync(file, "r");
  const chunk = Buffer.alloc(chunkBytes);
  const decoder = new StringDecoder("utf8");
  let rest = "";
  for (let read = readSync(handle, chunk); read > 0; read = readSync(handle, chunk)) {
    const lines = (rest + decoder.write(chunk.subarray(0, read))).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  closeSync(handle);
}
