import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/**
 * Makes a data folder free to start on after everything was killed: ends a server that still runs on it, and removes
 * a lock file whose process is gone or, its number being used again, is something else.
 */
export async function endStaleServer(databaseDir: string): Promise<void> {
  const lockFile = join(databaseDir, "postmaster.pid");
  if (!existsSync(lockFile)) return;
  const pid = Number(readFileSync(lockFile, "utf8").split("\n")[0]);
  if (commandOf(pid).includes(databaseDir)) {
    process.kill(pid, "SIGINT");
    for (let tries = 0; existsSync(lockFile) && tries < 100; tries += 1) await delay(100);
  }
  rmSync(lockFile, { force: true });
}

function commandOf(pid: number): string {
  try {
    if (existsSync("/proc/self/cmdline")) return readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8", stdio: "pipe" });
  } catch {
    return "";
  }
}
