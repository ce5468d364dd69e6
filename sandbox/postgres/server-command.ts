import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";

export interface ServerCommand {
  command: string;
  prefix: string[];
  /** Whose the data folder must be, where that is not the caller. */
  owner?: { uid: number; gid: number };
  /** True where the package itself has to find or make an unprivileged account. */
  createPostgresUser: boolean;
}

// The secure bit makes access(2), which initdb asks, count these rights too.
const capabilities = "+dac_override,+dac_read_search";
const rights = ["--securebits=+no_setuid_fixup", `--inh-caps=${capabilities}`, `--ambient-caps=${capabilities}`];

/**
 * How to start the keeper so that PostgreSQL, which refuses to run as root, starts for every caller. Root becomes the
 * owner of the data, else `postgres`, else `nobody`, but keeps the right to reach into folders that only root may
 * enter (a clone under /root or in a private temporary folder).
 */
export function serverCommand(databaseDir: string): ServerCommand {
  const asCaller = { command: process.execPath, prefix: [], createPostgresUser: false };
  if (process.getuid?.() !== 0) return asCaller;
  if (!hasSetpriv()) return { ...asCaller, createPostgresUser: true };
  const owner = dataOwner(databaseDir) ?? account("postgres") ?? account("nobody") ?? { uid: 65534, gid: 65534 };
  const identity = [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, "--clear-groups"];
  return { command: "setpriv", prefix: [...identity, ...rights, process.execPath], owner, createPostgresUser: false };
}

function hasSetpriv(): boolean {
  try {
    execFileSync("setpriv", [...rights, "true"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function dataOwner(databaseDir: string): { uid: number; gid: number } | undefined {
  const stats = statSync(`${databaseDir}/PG_VERSION`, { throwIfNoEntry: false });
  return stats && { uid: stats.uid, gid: stats.gid };
}

function account(name: string): { uid: number; gid: number } | undefined {
  try {
    const id = (flag: string) => Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: "pipe" }));
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return undefined;
  }
}
