import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";

/** The official CLI against this server, with an empty home; answers what it printed, and throws when it failed. */
export async function runStripeCli(origin: string, words: string[], env: Record<string, string> = {}): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "usher-stripe-cli-"));
  // It accepts addresses in digits only.
  const apiBase = `http://127.0.0.1:${new URL(origin).port}`;
  const { all } = await execa("stripe", [...words, "--api-base", apiBase, "--api-key", "sk_test_sandbox"], {
    preferLocal: true,
    env: { ...env, HOME: home, XDG_CONFIG_HOME: home, STRIPE_CLI_TELEMETRY_OPTOUT: "1" },
    all: true,
  });
  return all;
}
