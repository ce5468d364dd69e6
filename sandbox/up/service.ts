import { spawn, type ChildProcess } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { worthShowing } from "./worth-showing";

export type Environment = Record<string, string> & { NODE_ENV: "production" | "development" };

export interface ServiceSettings {
  name: string;
  /** What Node runs, with its parameters. */
  command: string[];
  environment: Environment;
  root: string;
  /** Everything the process says goes into `<name>.log` here. */
  logFolder: string;
  /** Told what an operator should see at once; without it, everything waits for the last words. */
  show?: (line: string) => void;
}

export interface ServiceEnd {
  name: string;
  /** True when it was asked to end. */
  expected: boolean;
  reason: string;
  /** What it said last, without what was shown already. */
  lastWords: string[];
}

export interface Service {
  name: string;
  /** Resolves when the process has ended. */
  ended: Promise<ServiceEnd>;
  /** Asks it to end, and ends it by force when it does not within the time. */
  stop(patienceMs?: number): Promise<void>;
}

/** What happened to a service, for a person. */
export function describeEnd({ name, reason, lastWords }: ServiceEnd): string {
  const said = lastWords.map((line) => `  ${name} │ ${line}`).join("\n");
  return `The ${name} ended unexpectedly (${reason}).${said && ` Its last words:\n${said}`}`;
}

const lastWordsLimit = 60;
const lastWordsPatienceMs = 500;
const endWithParent = pathToFileURL(join(import.meta.dirname, "end-with-parent.mjs")).href;

/** Starts a Node process that ends with this one. Its own process group keeps a Ctrl-C away: the order is ours. */
export function startService(settings: ServiceSettings): Service {
  const child = spawn(process.execPath, ["--import", endWithParent, ...settings.command], {
    cwd: settings.root,
    env: { ...settings.environment, USHER_PARENT_PID: String(process.pid) },
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const lastWords = listen(child, settings);
  let expected = false;
  const ended = new Promise<ServiceEnd>((resolve) => {
    child.once("exit", (code, signal) => {
      const tell = () => resolve({ name: settings.name, expected, reason: signal ?? `exit code ${code}`, lastWords });
      // Its last words may still be on their way; a grandchild may hold the line for ever.
      child.once("close", tell);
      setTimeout(tell, lastWordsPatienceMs).unref();
    });
  });
  return {
    name: settings.name,
    ended,
    stop: async (patienceMs = 8000) => {
      expected = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      const force = setTimeout(() => killGroup(child), patienceMs);
      await ended;
      clearTimeout(force);
    },
  };
}

function listen(child: ChildProcess, { name, logFolder, show }: ServiceSettings): string[] {
  mkdirSync(logFolder, { recursive: true });
  const file = createWriteStream(join(logFolder, `${name}.log`));
  const lastWords: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on("line", (line) => {
      file.write(`${line}\n`);
      const text = worthShowing(line, stream === child.stderr);
      if (show && text !== undefined) return show(`${name} │ ${text}`);
      lastWords.push(line);
      if (lastWords.length > lastWordsLimit) lastWords.shift();
    });
  }
  return lastWords;
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}
