import { Pool, types } from "pg";

// PostgreSQL's catalog uses a one-byte type, "char", that the adapter does not know; it is read as text.
const CHAR = 18;
const CHAR_ARRAY = 1002;
const TEXT = 25;
const TEXT_ARRAY = 1009;
const readableAs = new Map([
  [CHAR, TEXT],
  [CHAR_ARRAY, TEXT_ARRAY],
]);
types.setTypeParser(CHAR_ARRAY, types.getTypeParser(TEXT_ARRAY));

const charColumnsByRows = new WeakMap();

/** A pool whose results the adapter accepts, also those of the catalog. */
export class CatalogPool extends Pool {
  async query(...parameters) {
    const result = await super.query(...parameters);
    if (Array.isArray(result.fields)) makeReadable(result);
    return result;
  }
}

/** Which columns of these rows are of the type "char": the engine wants them as characters. */
export function internalCharColumns(rows) {
  return charColumnsByRows.get(rows) ?? [];
}

function makeReadable({ fields, rows }) {
  const charColumns = fields.flatMap((field, index) => (field.dataTypeID === CHAR ? [index] : []));
  if (charColumns.length > 0) charColumnsByRows.set(rows, charColumns);
  for (const field of fields) field.dataTypeID = readableAs.get(field.dataTypeID) ?? field.dataTypeID;
}
