import { z } from "zod";

const warnLevel = 40;
const record = z.object({
  level: z.number(),
  msg: z.string().default(""),
  err: z.object({ message: z.string() }).optional(),
});

/** What of a process's output belongs on the terminal: warnings, errors, and anything said as an error. */
export function worthShowing(line: string, saidAsError: boolean): string | undefined {
  const logged = record.safeParse(parse(line));
  if (!logged.success) return saidAsError && line.trim() !== "" ? line : undefined;
  const { level, msg, err } = logged.data;
  if (level < warnLevel) return undefined;
  return [level === warnLevel ? "warning:" : "error:", msg, err && `(${err.message})`].filter(Boolean).join(" ");
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
