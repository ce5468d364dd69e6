import { badRequest } from "./api-error";

/** `filterField` and `filterValue`, which go together. */
export function filterOf<Field extends string>(query: {
  filterField?: Field | undefined;
  filterValue?: string | undefined;
}): { filter?: { field: Field; value: string } } {
  const { filterField: field, filterValue: value } = query;
  if (field === undefined && value === undefined) return {};
  if (field === undefined || value === undefined) throw badRequest("filterField and filterValue go together");
  return { filter: { field, value } };
}

type ReadOnly = { id?: unknown; displayLabel?: unknown; created?: unknown; modified?: unknown };

/** What of a whole object, written back, can be written. An id that is not the address's one is refused. */
export function writable<T extends ReadOnly>(body: T, id: string): Omit<T, keyof ReadOnly> {
  const { id: given, displayLabel: _label, created: _created, modified: _modified, ...changes } = body;
  if (given !== undefined && given !== id) throw badRequest("The id in the body is not the one in the address");
  return changes;
}
