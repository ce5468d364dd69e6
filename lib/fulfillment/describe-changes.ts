import type { LicenseCommand } from "@/lib/licensing/license-command";

const words: Record<LicenseCommand["kind"], string> = {
  issue: "issued",
  set_quantity: "changed seats",
  set_validity: "changed validity",
  suspend: "suspended",
  restore: "restored",
  revoke: "revoked",
  reinstate: "reinstated",
};

/** `Licenses: issued 2, revoked 1`, for the outcome that operators read. */
export function describeChanges(commands: LicenseCommand[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of commands) counts.set(words[kind], (counts.get(words[kind]) ?? 0) + 1);
  const parts = [...counts].map(([word, count]) => `${word} ${count}`);
  return `Licenses: ${parts.join(", ") || "nothing to change"}`;
}

/** The command as a word for the audit: `license.issued`. */
export function auditAction(kind: LicenseCommand["kind"]): string {
  return `license.${words[kind].replace(" ", "_")}`;
}
