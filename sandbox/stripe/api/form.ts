import { invalidRequest } from "../stripe-error";

export type FormValue = string | FormValue[] | FormObject;
export interface FormObject {
  [key: string]: FormValue;
}

/** What is read first: objects only; those whose keys count 0, 1, 2 … become lists at the end. */
interface Branch {
  [key: string]: string | Branch;
}

const deepest = 12;

/**
 * Reads Stripe's form encoding: `items[0][price]=p`, `expand[]=x`, `metadata[k]=v`. A repeated `list[][field]` begins
 * a new element when the field is already there.
 */
export function parseForm(text: string): FormObject {
  const root = emptyBranch();
  for (const [name, value] of new URLSearchParams(text)) insert(root, splitName(name), value);
  return Object.fromEntries(Object.entries(root).map(([key, value]) => [key, settle(value)]));
}

function splitName(name: string): string[] {
  const open = name.indexOf("[");
  if (open <= 0) return [name];
  const inner = name.slice(open);
  if (!/^(\[[^[\]]*\])+$/.test(inner)) throw invalidRequest(`Invalid parameter name: ${name}`, { param: name });
  const keys = [name.slice(0, open), ...inner.slice(1, -1).split("][")];
  if (keys.length > deepest) throw invalidRequest(`Parameter is nested too deeply: ${name}`, { param: name });
  return keys;
}

function insert(branch: Branch, [key = "", ...rest]: string[], value: string): void {
  const place = key === "" ? String(nextIndex(branch, rest)) : key;
  if (rest.length === 0) {
    branch[place] = value;
    return;
  }
  const present = branch[place];
  const child = typeof present === "object" ? present : emptyBranch();
  branch[place] = child;
  insert(child, rest, value);
}

function nextIndex(branch: Branch, rest: string[]): number {
  const count = Object.keys(branch).length;
  const last = branch[String(count - 1)];
  const [field] = rest;
  const continues = typeof last === "object" && field !== undefined && field !== "" && !(field in last);
  return continues ? count - 1 : count;
}

function emptyBranch(): Branch {
  const branch: Branch = Object.create(null);
  return branch;
}

function settle(value: string | Branch): FormValue {
  if (typeof value === "string") return value;
  const entries = Object.entries(value);
  const isList = entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key));
  if (isList) return entries.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, item]) => settle(item));
  return Object.fromEntries(entries.map(([key, item]) => [key, settle(item)]));
}
