import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/kernel/actor";
import { systemClock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import { createEmbeddedLicensing } from "@/lib/licensing/embedded/create-embedded-licensing";
import type { LicensingPort } from "@/lib/licensing/licensing-port";
import type { Customer } from "./customer";
import { foundCustomer } from "./found-customer";

export const worker: Actor = { kind: "system", name: "worker" };

export type UserActor = Extract<Actor, { kind: "user" }>;

export async function givenUser(db: Db): Promise<UserActor> {
  const user = await db.user.create({ data: { email: `user-${newId()}@example.com` } });
  return { kind: "user", userId: user.id, email: user.email };
}

export async function givenCustomer(
  db: Db,
  overrides: Partial<Pick<Customer, "type" | "name" | "email">> = {},
): Promise<{ actor: UserActor; customer: Customer }> {
  const actor = await givenUser(db);
  const profile = { type: "PERSON", name: "Given Name", displayName: null, email: actor.email, ...overrides } as const;
  const { customer } = await foundCustomer({ db, now: systemClock, actor }, profile);
  return { actor, customer };
}

export function embeddedLicensing(db: Db): LicensingPort {
  return createEmbeddedLicensing({ db, keySecret: "a secret for tests only, 32 characters", now: systemClock });
}

export function times<T>(count: number, work: () => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, work));
}

/** What a crash in the middle of a deed looks like from the outside. */
export class Crash extends Error {}
