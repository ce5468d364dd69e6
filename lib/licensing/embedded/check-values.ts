import type { Invalid } from "../management";

/** In characters; what is indexed must fit into an index page even where each takes three bytes. */
const longestText = 600;
const longestDescription = 10_000;
const mostTexts = 1000;

type Texts = Record<string, string | null | undefined>;

/** The first text that can't be stored: empty, too long, or with a NUL, which PostgreSQL knows no text with. */
export function checkTexts(texts: Texts, longest = longestText): Invalid | null {
  for (const [field, value] of Object.entries(texts)) {
    const problem = typeof value === "string" ? textProblem(value, longest) : null;
    if (problem) return { kind: "invalid", field, problem };
  }
  return null;
}

/** What a provider says a buyer's name is never stands in the way of a license: what is too long is cut. */
export function fittingName(name: string): string {
  return name.slice(0, longestText).toWellFormed();
}

export function checkTextList(field: string, values: string[] | undefined): Invalid | null {
  if (values === undefined) return null;
  if (values.length > mostTexts) return { kind: "invalid", field, problem: `has more than ${mostTexts} values` };
  return values.map((value) => checkTexts({ [field]: value })).find((problem) => problem !== null) ?? null;
}

/** What licensees and consumers have in common. */
export function checkParty({ description, contactInfo, ...rest }: Texts): Invalid | null {
  return checkTexts(rest) ?? checkTexts({ description, contactInfo }, longestDescription);
}

/** A natural id is generated when missing and can be changed, never cleared. */
export function checkNaturalId(changes: { naturalId?: string | null }): Invalid | null {
  return changes.naturalId === null ? { kind: "invalid", field: "naturalId", problem: "can't be cleared" } : null;
}

/** Limits per seat and the like: whole numbers from 1 on, or none. */
export function checkCounts(counts: Record<string, number | null | undefined>): Invalid | null {
  for (const [field, value] of Object.entries(counts)) {
    if (typeof value !== "number" || (Number.isInteger(value) && value >= 1 && value <= 2_147_483_647)) continue;
    return { kind: "invalid", field, problem: "must be a whole number of at least 1" };
  }
  return null;
}

function textProblem(value: string, longest: number): string | null {
  if (value.trim() === "") return "must not be empty";
  if (value.length > longest) return `must have at most ${longest} characters`;
  return value.includes("\0") ? "must not hold a NUL character" : null;
}
