import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/kernel/ids";

/**
 * Whether the database itself would let a line have two licenses, and a license two lines. Under the subject's lock nothing ever tries to, so
 * no history shows that the constraints are gone: they are asked themselves.
 */
export async function probeLedger(db: Db): Promise<string[]> {
  const grant = await db.grant.findFirst();
  if (!grant) return [];
  const problems: string[] = [];
  const second = { ...grant, id: newId(), licenseId: `second-${newId()}` };
  if (await isTaken(db, second)) problems.push("The grant ledger takes a second license for one line");
  if (await isTaken(db, { ...grant, id: newId(), line: `second-${newId()}` })) {
    problems.push("The grant ledger takes one license for two lines");
  }
  return problems;
}

async function isTaken(db: Db, grant: NonNullable<Awaited<ReturnType<Db["grant"]["findFirst"]>>>): Promise<boolean> {
  const undone = new Error("Undone");
  try {
    await db.$transaction(async (tx) => {
      await tx.grant.create({ data: grant });
      throw undone;
    });
  } catch (error) {
    return error === undone;
  }
  return false;
}
