import type { z } from "zod";

const shown = 5;

/** What is wrong, for a person: where and why, never the values, which may be secret. */
export function problemsOf(error: z.ZodError): string {
  const problems = error.issues.slice(0, shown).map(({ path, message }) => {
    const where = path.map(String).join(".");
    return (where === "" ? message : `${where}: ${message}`).slice(0, 200);
  });
  return [...problems, ...(error.issues.length > shown ? ["and more"] : [])].join("; ");
}
