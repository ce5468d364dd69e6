import { invalidRequest } from "../stripe-error";
import type { World } from "../world";
import { findById, findIncludable } from "./references";

const deepest = 4;

type Fields = Record<string, unknown>;

/** Puts the objects in the place of their ids along each `expand` path; the stored objects stay as they are. */
export function expand(world: World, answer: object, paths: string[]): object {
  let expanded: unknown = answer;
  for (const path of paths) {
    const keys = path.split(".");
    if (keys.length > deepest) {
      throw invalidRequest(
        `You cannot expand more than ${deepest} levels of a property. You tried to expand: ${path}`,
        { param: "expand" },
      );
    }
    expanded = along(world, expanded, keys, path);
  }
  return typeof expanded === "object" && expanded !== null ? expanded : answer;
}

function along(world: World, value: unknown, keys: string[], path: string): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => along(world, item, keys, path));
  if (!isFields(value)) return value;
  const present = value[key] ?? findIncludable(world, value, key);
  if (present === undefined && !(key in value)) throw notExpandable(key, path);
  if (present === undefined || present === null) return value;
  const next = openReference(world, present, key, path);
  return { ...value, [key]: along(world, next, rest, path) };
}

function openReference(world: World, value: unknown, key: string, path: string): unknown {
  if (typeof value === "string") {
    const found = findById(world, value);
    if (!found) throw notExpandable(key, path);
    return found;
  }
  if (Array.isArray(value)) return value.map((item) => openReference(world, item, key, path));
  return value;
}

function notExpandable(key: string, path: string): Error {
  return invalidRequest(
    `This property cannot be expanded (${key}). You may want to try expanding '${path}' on a different object.`,
    {
      param: "expand",
    },
  );
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
