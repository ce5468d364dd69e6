import { z } from "zod";
import type { Db } from "@/lib/db/client";
import type { Granted } from "./read-granted";

const issuedFor = z.object({ subject: z.string(), line: z.string() });

type Remote = Omit<Granted, "subject" | "purchase" | "line">;
type Entry = Awaited<ReturnType<typeof readLedger>>[number];

/**
 * Every license in the second Usher, judged by what can be used there and nothing else: in 10Duke Scale a license that
 * ended is over, whatever for. One that serves a purchase no more must be over, else it shows up beside the one that does.
 */
export async function readGrantedInScale(first: Db, second: Db, now: Date): Promise<Granted[]> {
  const remotes = await second.license.findMany({ include: { container: { include: { licensee: true } } } });
  const ledger = await readLedger(first);
  return remotes.flatMap((remote) => {
    const entry = ledger.find(({ issues }) => issues.some(({ remoteId }) => remoteId === remote.id));
    if (isUsable(remote, now)) return toGranted(remote, entry, "VALID");
    // Nobody counts on it: ended, it is as if it never was.
    if (!entry?.issuedFor || servingId(entry) !== remote.id) return [];
    return toGranted(remote, entry, isSoldToEnd(remote, entry) ? "VALID" : entry.state);
  });
}

function toGranted(remote: Remote, entry: Entry | undefined, state: Granted["state"]): Granted {
  const { subject, line } = entry?.issuedFor ?? {
    subject: entry?.purchase ?? `unknown:order:${remote.contractReference}`,
    line: entry?.line ?? "unknown",
  };
  return { ...remote, state, subject, line, purchase: subject.split(":")[2] ?? "" };
}

function isUsable({ state, validUntil }: Remote, now: Date): boolean {
  return state === "VALID" && (validUntil === null || validUntil > now);
}

function servingId({ issues }: Entry): string | null {
  return issues.findLast(({ remoteId }) => remoteId !== null)?.remoteId ?? null;
}

/** A term that is over is over lawfully. */
function isSoldToEnd({ validUntil }: Remote, entry: Entry): boolean {
  return entry.state === "VALID" && validUntil?.getTime() === entry.validUntil?.getTime();
}

/** `issuedFor`: what the run that was committed says; null when none was. */
async function readLedger(first: Db) {
  const entries = await first.scaleLicense.findMany({ include: { issues: { orderBy: { sequence: "asc" } } } });
  const ids = entries.map(({ id }) => id);
  const where = { action: "license.issued", entity: "license", entityId: { in: ids } };
  const audit = await first.auditEntry.findMany({ where });
  return entries.map((entry) => {
    const issues = audit.filter(({ entityId }) => entityId === entry.id);
    if (issues.length > 1) throw new Error(`License ${entry.id} was issued ${issues.length} times`);
    return { ...entry, issuedFor: issues[0] ? issuedFor.parse(issues[0].after) : null };
  });
}
