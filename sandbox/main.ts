import { readSettings } from "./settings";
import { startSandbox } from "./start";

const say = (line: string) => process.stdout.write(`${line}\n`);

try {
  const settings = readSettings();
  const sandbox = await startSandbox({ ...settings, log: (line) => say(`sandbox ${line}`) });
  say(`sandbox ready at ${sandbox.origin} (mail on port ${sandbox.smtpPort})`);
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    void sandbox.stop().then(() => process.exit(0));
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = { code: "", port: "", ...error };
  if (code !== "EADDRINUSE") return error.message;
  return `Port ${port} is taken, so the sandbox cannot start. Stop what runs there, or set SANDBOX_PORT (or SANDBOX_SMTP_PORT) to a free port.`;
}
