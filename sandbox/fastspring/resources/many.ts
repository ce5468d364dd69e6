/** Several were asked for under one address: `id1,id2`. One alone is answered bare, as FastSpring does. */
export function idsOf(text: string): string[] {
  return text.split(",").map(decodeURIComponent);
}

/** A page of a list, in the shape that all of FastSpring's lists have. */
export function pageOf<Entry>(
  entries: Entry[],
  { page, limit }: { page: number; limit: number },
): { page: number; limit: number; nextPage: number | null; total: number; entries: Entry[] } {
  const start = (page - 1) * limit;
  const nextPage = start + limit < entries.length ? page + 1 : null;
  return { page, limit, nextPage, total: entries.length, entries: entries.slice(start, start + limit) };
}

/** Test and live ones stand in the same lists, unless one kind is asked for. */
export function isOfScope(
  { live = false }: { live?: boolean },
  { scope }: { scope: "all" | "live" | "test" },
): boolean {
  return scope === "all" || live === (scope === "live");
}

/** Stands for what was asked for beside others and does not exist. */
export function missing(what: string, id: string) {
  return { action: `${what}.get`, [what]: id, result: "error", error: { [what]: "Not found" } };
}
