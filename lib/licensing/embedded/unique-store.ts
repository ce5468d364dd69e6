import type { Db, Tx } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { type UniqueLicenseeField, uniqueFields } from "../licensee";

export type Attempt<T> = { kind: "done"; value: T } | { kind: "taken"; field: string };

/**
 * Does the work in one transaction, inside an outer one as a savepoint, which stays usable; all or nothing. Answers
 * which unique value stood in the way, as the database says it.
 */
export async function orTaken<T>(db: Db | Tx, work: (tx: Tx) => Promise<T>): Promise<Attempt<T>> {
  try {
    return { kind: "done", value: await db.$transaction(work) };
  } catch (error) {
    const field = takenField(error);
    if (field === null) throw error;
    return { kind: "taken", field };
  }
}

/** The last part of the constraint's name: `Licensee_email_key` and `ProductConfiguration_productId_name_key`. */
function takenField(error: unknown): string | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002") return null;
  const said = JSON.stringify(error.meta ?? {});
  return /"index":"\w+_([A-Za-z]+)_key"/.exec(said)?.[1] ?? null;
}

/** The field of licensees and consumers by its name in the database. */
export function uniqueFieldOf(name: string): UniqueLicenseeField {
  const field = uniqueFields.find((one) => one === name);
  if (!field) throw new Error(`Unexpected unique value: ${name}`);
  return field;
}
