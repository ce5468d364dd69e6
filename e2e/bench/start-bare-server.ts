import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** The bare server in a process of its own, as the app is. */
export async function startBareServer(
  databaseUrl: string,
  secret: string,
): Promise<{ origin: string; stop: () => void }> {
  const child = fork(join(import.meta.dirname, "bare-server.ts"), [databaseUrl, secret], {
    execArgv: ["--import", "tsx"],
  });
  const [port] = await once(child, "message");
  return { origin: `http://127.0.0.1:${String(port)}`, stop: () => void child.kill() };
}
