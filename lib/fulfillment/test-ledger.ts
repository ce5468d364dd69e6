import { isUsable, type License } from "@/lib/licensing/license";
import type { LicenseCommand } from "@/lib/licensing/license-command";
import type { LicenseDecision } from "./decide-license-commands";
import type { HeldLicense } from "./held-license";
import { now } from "./test-purchases";

/** Licenses and ledger as `fulfill` would keep them, in memory. */
export class Ledger {
  held: HeldLicense[] = [];
  readonly holds = new Set<string>();
  private readonly all: { line: string; license: License }[] = [];

  apply(decision: LicenseDecision): void {
    const serving = new Map(this.held.map(({ line, license }) => [line, license.id]));
    for (const command of decision.commands) {
      const id = this.execute(command);
      if (command.kind !== "revoke") serving.set(command.line, id);
    }
    this.held = decision.terms.flatMap((terms) => {
      const served = this.all.find(({ license }) => license.id === serving.get(terms.line));
      return served ? [{ ...terms, license: served.license }] : [];
    });
  }

  /** As `holdLicense`: nothing while the line has no license. */
  hold(line: string): void {
    const held = this.held.find((candidate) => candidate.line === line);
    if (!held || this.holds.has(held.license.id)) return;
    this.holds.add(held.license.id);
    this.execute({ kind: "revoke", line, licenseId: held.license.id, reason: "Held" });
    this.refresh(this.held);
  }

  /** As `liftHold`. */
  lift(): void {
    this.refresh(this.held.map((held) => (this.holds.has(held.license.id) ? { ...held, endedAt: now } : held)));
    this.holds.clear();
  }

  usable(): { line: string; license: License }[] {
    return this.all.filter(({ license }) => isUsable(license, now));
  }

  granted(): Record<string, string> {
    return Object.fromEntries(
      this.usable().map(({ line, license }) => [line, `${license.references.productReference} × ${license.qty}`]),
    );
  }

  /** Of the line that has most. */
  issuedPerLine(): number {
    const lines = this.all.map(({ line }) => line);
    return Math.max(0, ...lines.map((line) => lines.filter((other) => other === line).length));
  }

  private refresh(held: HeldLicense[]): void {
    this.held = held.map((each) => ({
      ...each,
      license: this.all.find(({ license }) => license.id === each.license.id)?.license ?? each.license,
    }));
  }

  private execute(command: LicenseCommand): string {
    if (command.kind === "issue") {
      const { access: _access, replaces: _replaces, ...license } = command.license;
      const id = `license-${this.all.length + 1}`;
      const state = command.suspendFor === undefined ? ("valid" as const) : ("suspended" as const);
      const fresh = { ...license, id, state, stateReason: command.suspendFor ?? null, keyHint: null, created: now };
      this.all.push({ line: command.line, license: fresh });
      return id;
    }
    const entry = this.all.find(({ license }) => license.id === command.licenseId);
    if (!entry) throw new Error(`No license ${command.licenseId}`);
    entry.license = { ...entry.license, ...changeOf(command) };
    return entry.license.id;
  }
}

function changeOf(command: Exclude<LicenseCommand, { kind: "issue" }>): Partial<License> {
  switch (command.kind) {
    case "set_quantity":
      return { qty: command.qty };
    case "set_validity":
      return { validUntil: command.validUntil };
    case "suspend":
      return { state: "suspended", stateReason: command.reason };
    case "restore":
      return { state: "valid", stateReason: null };
    case "revoke":
      return { state: "revoked", stateReason: command.reason, validUntil: now };
    case "reinstate":
      return { state: "valid", stateReason: null, validUntil: command.validUntil };
  }
}
