import { runMigrations } from "graphile-worker";

/** Makes or updates the queue's own tables; nothing to do is nothing done. Workers do it too when they start. */
export async function installQueue(databaseUrl: string): Promise<void> {
  await runMigrations({ connectionString: databaseUrl });
}
