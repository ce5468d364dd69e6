import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";

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
    read: () => readChanges(file),
    append: (changes) => {
      handle ??= openSync(file, "a");
      if (changes.length > 0) writeSync(handle, `${JSON.stringify(changes)}\n`);
    },
    compact: (changes) => {
      close();
      const lines: string[] = [];
      for (const change of changes) lines.push(`${JSON.stringify([change])}\n`);
      writeFileSync(`${file}.next`, lines.join(""));
      renameSync(`${file}.next`, file);
    },
    close,
  };
}

function readChanges(file: string): Change[] {
  if (!existsSync(file)) return [];
  const changes: Change[] = [];
  for (const line of readFileSync(file, "utf8").split("\n")) {
    if (line === "") continue;
    try {
      const transaction: Change[] = JSON.parse(line);
      changes.push(...transaction);
    } catch {
      // A process that was killed while writing leaves one unfinished line, always the last.
      break;
    }
  }
  return changes;
}
