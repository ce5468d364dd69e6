import type { LicenseCommand } from "@/lib/licensing/license-command";
import type { EndCause, SuspensionCause } from "./decide-standing";
import type { HeldLicense, LineTerms } from "./held-license";

/** `terms`: what the line is licensed under once the commands are carried out; null when it has no license then. */
export type LineDecision = {
  commands: LicenseCommand[];
  terms: LineTerms | null;
  doubt: string | null;
  change: LicenseChange | null;
};

/** What a customer may want to hear about a license that they had. */
export type LicenseChange = { productName: string } & (
  { kind: "suspended"; cause: SuspensionCause } | { kind: "ended"; cause: EndCause } | { kind: "restored" }
);

export const nothing: LineDecision = { commands: [], terms: null, doubt: null, change: null };

export function untouched(held: HeldLicense): LineDecision {
  return { ...nothing, terms: termsOf(held) };
}

/** Revokes the license, and remembers that it was fulfillment that did. */
export function end(held: HeldLicense, why: { cause: EndCause; reason: string }, now: Date): LineDecision {
  return {
    ...nothing,
    commands: [revoke(held, why.reason)],
    terms: { ...termsOf(held), endedAt: now, suspendedAt: null },
    change: { kind: "ended", cause: why.cause, productName: held.license.displayName },
  };
}

export function restored({ license }: HeldLicense): LicenseChange {
  return { kind: "restored", productName: license.displayName };
}

export const inForce = { endedAt: null, suspendedAt: null } as const;

export function termsOf({ license: _license, ...terms }: HeldLicense): LineTerms {
  return terms;
}

export function revoke({ line, license }: HeldLicense, reason: string): LicenseCommand {
  return { kind: "revoke", line, licenseId: license.id, reason };
}
