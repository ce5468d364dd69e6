/** A complete list, as it stands inside other objects. */
export function listOf<Item>(
  data: Item[],
  url: string,
): { object: "list"; data: Item[]; has_more: boolean; url: string } {
  return { object: "list", data, has_more: false, url };
}
