import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** The process that already runs on this data folder, if there is one. */
export function runningInstance(lockFile: string): number | undefined {
  if (!existsSync(lockFile)) return undefined;
  const pid = Number(readFileSync(lockFile, "utf8"));
  return isAlive(pid) && isUsher(pid) ? pid : undefined;
}

/** Marks the data folder as in use by this process; returns what ends that. */
export function takeInstance(lockFile: string): () => void {
  mkdirSync(dirname(lockFile), { recursive: true });
  writeFileSync(lockFile, String(process.pid));
  return () => rmSync(lockFile, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

// Process numbers are used again; where the system can't say what runs, being alive has to do.
function isUsher(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("sandbox/up.ts");
  } catch {
    return !existsSync("/proc/self");
  }
}
