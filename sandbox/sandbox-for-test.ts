import type { RunningSandbox, SandboxOptions } from "./start";
import { startSandbox } from "./start";

export interface TestSandbox extends RunningSandbox {
  get(path: string): Promise<Response>;
  /** Posts a form as a browser does, without following where it leads. */
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
  /** Does what else the vendor's dashboard, a bank or the passing of time would: the switches of the control page. */
  control(path: string, body?: object): Promise<void>;
}

/** Every stand-in, in memory and on free ports, with nobody to send webhooks to unless said otherwise. */
export async function startTestSandbox(options: Partial<SandboxOptions> = {}): Promise<TestSandbox> {
  const sandbox = await startSandbox({
    port: 0,
    smtpPort: 0,
    dataFolder: null,
    appOrigin: "http://localhost:3000",
    webhooks: [],
    ...options,
  });
  return {
    ...sandbox,
    get: (path) => fetch(`${sandbox.origin}${path}`, { redirect: "manual" }),
    post: (path, fields, headers = {}) =>
      fetch(`${sandbox.origin}${path}`, {
        method: "POST",
        body: new URLSearchParams(fields),
        headers,
        redirect: "manual",
      }),
    control: (path, body = {}) => control(sandbox.origin, path, body),
  };
}

/** Throws with the whole answer when the switch is refused. */
async function control(origin: string, path: string, body: object): Promise<void> {
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  const answer = await fetch(`${origin}/control/${path}`, init);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
}
