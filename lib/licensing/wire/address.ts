/** The path with its parameters filled in, e.g. `/licensees/{licenseeId}`; throws when one is missing. */
export function fillPath(path: string, params: Readonly<Record<string, unknown>>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (typeof value !== "string" || value === "") throw new Error(`${path} needs ${name}`);
    return encodeURIComponent(value);
  });
}

/** The names of the parameters in a path, in their order. */
export function paramNames(path: string): string[] {
  return Array.from(path.matchAll(/\{(\w+)\}/g), (match) => match[1] ?? "");
}
