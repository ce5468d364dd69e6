import { endpointMap, type OperationName } from "../wire/endpoint-map";
import type { Method } from "../wire/operation";

export type Match =
  | { kind: "operation"; name: OperationName; params: Record<string, string> }
  | { kind: "wrong_method"; allowed: Method[] }
  | { kind: "unknown" };

type Entry = { name: OperationName; method: Method; segments: string[] };

export const operationNames = Object.keys(endpointMap).filter((name): name is OperationName => name in endpointMap);

const entries: Entry[] = operationNames.map((name) => {
  const { method, path } = endpointMap[name];
  return { name, method, segments: path.split("/").slice(1) };
});

/** The operation at this method and path; the path as in the endpoint map. */
export function matchOperation(method: string, path: string): Match {
  const segments = decoded(path);
  const here = entries.filter((entry) => segments !== null && fits(entry, segments));
  if (segments === null || here.length === 0) return { kind: "unknown" };
  const found = here.find((entry) => entry.method === method);
  if (!found) return { kind: "wrong_method", allowed: here.map((entry) => entry.method) };
  return { kind: "operation", name: found.name, params: paramsOf(found, segments) };
}

function decoded(path: string): string[] | null {
  try {
    return path
      .replace(/^\//, "")
      .split("/")
      .map((segment) => decodeURIComponent(segment));
  } catch {
    return null;
  }
}

const isParam = (segment: string) => segment.startsWith("{");

function fits({ segments: wanted }: Entry, segments: readonly string[]): boolean {
  return wanted.length === segments.length && wanted.every((word, index) => isParam(word) || word === segments[index]);
}

function paramsOf({ segments: wanted }: Entry, segments: readonly string[]): Record<string, string> {
  const pairs = wanted.map((word, index) => [word, segments[index] ?? ""] as const);
  return Object.fromEntries(pairs.filter(([word]) => isParam(word)).map(([word, given]) => [word.slice(1, -1), given]));
}
