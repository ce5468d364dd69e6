/** All pages of a list, in order. */
export async function eachPage<Page extends { after: string | null }>(
  read: (after: string | null) => Promise<Page>,
): Promise<Page[]> {
  const pages = [await read(null)];
  for (let last = pages.at(-1); last && last.after !== null; last = pages.at(-1)) pages.push(await read(last.after));
  return pages;
}
