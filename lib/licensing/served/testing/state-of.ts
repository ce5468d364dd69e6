import type { Operation } from "../../wire/operation";

/** How an operation stands in the guide: all of them are served; some by an address or names that nobody published. */
export function stateOf({ mark }: Pick<Operation, "mark">): string {
  if (mark.startsWith("inferred")) return "works; inferred";
  return mark.includes("inferred") ? "works; in part inferred" : "works";
}
