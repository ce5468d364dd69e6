/** Whether a list of permissions holds the one asked for: `*.*`, `Resource.*` or the same words. */
export function permits(granted: readonly string[], needed: string): boolean {
  const resource = needed.slice(0, needed.indexOf("."));
  return granted.some((permission) => permission === "*.*" || permission === `${resource}.*` || permission === needed);
}
