import { holdLicense } from "../../hold-license";
import { liftHold } from "../../lift-hold";
import type { Stage } from "./stage";

type Picks = { which: number; what: number };

const actor = { kind: "user", userId: "0198a000-0000-7000-8000-000000000000", email: null } as const;

/** An operator revokes a license, though it is paid for. Not while a run of its purchase is held back: it would wait for it. */
export async function hold(stage: Stage, { which }: Picks): Promise<boolean> {
  const grants = await stage.db.grant.findMany({ where: { endedAt: null }, orderBy: { licenseId: "asc" } });
  const free = grants.filter(
    ({ subject, licenseId }) => purchaseOf(subject) !== stage.focus && !stage.held.has(licenseId),
  );
  const grant = free[which % Math.max(1, free.length)];
  if (!grant) return false;
  const { licenseId, subject } = grant;
  const done = await holdLicense(deed(stage), { licenseId, reason: "Shared in public", actor });
  if (done.kind !== "held") return false;
  stage.held.set(licenseId, purchaseOf(subject));
  stage.touched.add(purchaseOf(subject));
  return true;
}

/** And thinks better of it. */
export async function lift(stage: Stage, { which }: Picks): Promise<boolean> {
  const free = [...stage.held].filter(([, purchase]) => purchase !== stage.focus);
  const [licenseId, purchase] = free[which % Math.max(1, free.length)] ?? [];
  if (licenseId === undefined || purchase === undefined) return false;
  await liftHold(deed(stage), { licenseId, reason: "Cleared up", actor });
  stage.held.delete(licenseId);
  stage.touched.add(purchase);
  return true;
}

function deed({ db, licensing, clock }: Stage) {
  return { db, licensing, now: () => new Date(clock.nowMs()), env: { APP_ORIGIN: "http://app.test" } };
}

function purchaseOf(subject: string): string {
  return subject.split(":")[2] ?? "";
}
