import { installQueue } from "@/lib/jobs/install-queue";
import { env, SettingsError } from "@/lib/env";

// The queue's own tables: the app puts jobs into them before the first worker runs.
try {
  await installQueue(env().DATABASE_URL);
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
