import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isValidElement, type ReactNode } from "react";
import { renderToReadableStream } from "react-dom/server";

const root = join(import.meta.dirname, "..");
const methods = /^export (?:async )?(?:function|const) (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/gm;
const exported = /^export (?:async )?(?:function\*?|const|let|class) (\w+)/gm;

/** Everything that a browser can call: pages, route handlers by method, and server actions; read from the sources. */
export function findDoors(): string[] {
  const files = globSync("{app,components,lib}/**/*.{ts,tsx,js,jsx}", { cwd: root })
    .filter((file) => !/[.]test[.]|\/generated\//.test(file))
    .toSorted();
  return files.flatMap((file) => doorsOf(file, readFileSync(join(root, file), "utf8")));
}

function doorsOf(file: string, source: string): string[] {
  const address = addressOf(file);
  if (/^app\/(.*\/)?page\.\w+$/.test(file)) return [`page ${address}`];
  if (/^app\/(.*\/)?route\.\w+$/.test(file)) return namesIn(source, methods).map((method) => `${method} ${address}`);
  if (/^["']use server["']/.test(source)) return actionsIn(file, source);
  if (/["']use server["']/.test(source)) throw new Error(`${file} hides a server action among other code`);
  return [];
}

function actionsIn(file: string, source: string): string[] {
  if (/^export (?:\*|\{|default)/m.test(source)) throw new Error(`${file}: export each server action by its name`);
  return namesIn(source, exported).map((name) => `action ${addressOf(file)}#${name}`);
}

/** The path as in the browser, without the groups in brackets and the file's own conventional name. */
function addressOf(file: string): string {
  const path = file
    .replace(/^app\//, "/")
    .replaceAll(/\/\([^)]+\)/g, "")
    .replace(/\/(?:page|route|actions)\.\w+$|\.\w+$/, "");
  return path === "" ? "/" : path;
}

function namesIn(source: string, pattern: RegExp): string[] {
  return [...source.matchAll(pattern)].map(([, name = ""]) => name);
}

/** What whoever came through a door got, in a word, and all the text of it. */
export type DoorAnswer = { word: string; text: string };

/**
 * Opens a door as Next would: a page is rendered to its last part, refusals and redirects count as answers. Words:
 * `page`, `owners only`, `404`, `sign in`, `to /path`, `to the provider`, a status, or `answered` for an action that
 * stays on its page. Anything unexpected is thrown.
 */
export async function open(door: () => unknown): Promise<DoorAnswer> {
  try {
    return await describe(await door());
  } catch (error) {
    return { word: wordOf(error), text: "" };
  }
}

async function describe(result: unknown): Promise<DoorAnswer> {
  if (result instanceof Response) return await describeResponse(result);
  if (isValidElement(result)) {
    const text = await render(result);
    return { word: text.includes("For owners and admins") ? "owners only" : "page", text };
  }
  const refused = typeof result === "object" && result !== null && "kind" in result && result.kind === "refused";
  return { word: refused ? "refused" : "answered", text: JSON.stringify(result) };
}

async function describeResponse(response: Response): Promise<DoorAnswer> {
  const text = await response.text();
  const location = response.headers.get("location");
  return { word: location ? wordOfAddress(location) : String(response.status), text };
}

async function render(page: ReactNode): Promise<string> {
  const problems: unknown[] = [];
  const stream = await renderToReadableStream(page, { onError: (error) => void problems.push(error) });
  await stream.allReady;
  const [problem] = problems;
  if (problem !== undefined) throw problem;
  return await new Response(stream).text();
}

/** Next's own way of saying "not found" and "go elsewhere" is to throw. */
function wordOf(error: unknown): string {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : "";
  if (digest.endsWith(";404")) return "404";
  const [kind, , ...rest] = digest.split(";");
  if (kind !== "NEXT_REDIRECT") throw error;
  return wordOfAddress(rest.slice(0, -2).join(";"));
}

function wordOfAddress(address: string): string {
  const home = "http://localhost:3000";
  const url = new URL(address, home);
  if (url.origin !== home) return "to the provider";
  return url.pathname === "/sign-in" && url.searchParams.has("returnTo") ? "sign in" : `to ${withoutIds(url.pathname)}`;
}

function withoutIds(path: string): string {
  return path.replaceAll(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, "[id]");
}
