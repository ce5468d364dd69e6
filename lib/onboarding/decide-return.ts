/** A checkout that the user went to; `completedAt`: when we learned that it was paid, null while it is not. */
export type VisitedCheckout = { sessionId: string; createdAt: Date; completedAt: Date | null };

/**
 * Which checkout a user comes back from, where the store does not say: the one that was paid last since they went to the
 * newest; while none was, the newest.
 */
export function decideReturn(visited: readonly VisitedCheckout[]): string | null {
  const newest = visited.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())[0];
  if (!newest) return null;
  const paidSince = visited
    .flatMap(({ sessionId, completedAt }) => (completedAt ? [{ sessionId, completedAt }] : []))
    .filter(({ completedAt }) => completedAt >= newest.createdAt)
    .toSorted((a, b) => b.completedAt.getTime() - a.completedAt.getTime());
  return (paidSince[0] ?? newest).sessionId;
}
