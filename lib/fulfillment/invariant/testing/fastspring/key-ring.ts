import type { Db } from "@/lib/db/client";
import type { Granted } from "../read-granted";

/** The keys that purchased lines were seen with: whatever happens to a line, its key is the one that its owner knows. */
export class KeyRing {
  /** Hashes by purchase and line. */
  private readonly seen = new Map<string, string>();

  async findLost(db: Db, granted: Granted[]): Promise<string[]> {
    const living = granted.filter(({ state }) => state !== "REVOKED");
    const keys = await db.licenseKey.findMany({ where: { licenseId: { in: living.map(({ id }) => id) } } });
    return living.flatMap(({ id, purchase, line }) => {
      const name = `${purchase} ${line}`;
      const key = keys.find(({ licenseId }) => licenseId === id);
      const hash = key && Buffer.from(key.keyHash).toString("hex");
      const before = this.seen.get(name);
      if (hash) this.seen.set(name, hash);
      return before === undefined || before === hash ? [] : [`${name}: its license key is not the one it had`];
    });
  }
}
