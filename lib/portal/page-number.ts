/** The page asked for, counted from 1; anything that is not one is the first. */
export function pageNumber(asked: number | undefined): number {
  return asked !== undefined && Number.isSafeInteger(asked) && asked >= 1 ? Math.min(asked, 1_000_000) : 1;
}
