import { z } from "zod";
import type { Db } from "@/lib/db/client";

/** A license with the line of a purchase that it was issued for. */
export type Granted = Awaited<ReturnType<typeof readGranted>>[number];

const issuedFor = z.object({ subject: z.string(), line: z.string() });

/** Every license there is, the revoked ones included, from the tables themselves; the audit says what each is for. */
export async function readGranted(db: Db) {
  const licenses = await db.license.findMany({ include: { container: { include: { licensee: true } } } });
  const ids = licenses.map(({ id }) => id);
  const entries = await db.auditEntry.findMany({
    where: { action: "license.issued", entity: "license", entityId: { in: ids } },
  });
  return licenses.map((license) => {
    const issues = entries.filter(({ entityId }) => entityId === license.id);
    const [first] = issues;
    if (!first || issues.length > 1) throw new Error(`License ${license.id} was issued ${issues.length} times`);
    const { subject, line } = issuedFor.parse(first.after);
    return { ...license, subject, purchase: subject.split(":")[2] ?? "", line };
  });
}
