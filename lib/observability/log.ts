import pino, { type Logger } from "pino";

export type Log = Pick<Logger, "info" | "warn" | "error" | "debug" | "child">;

const secretNames = [
  "authorization",
  "cookie",
  "password",
  "secret",
  "token",
  "accessToken",
  "refreshToken",
  "idToken",
  "sessionToken",
  "licenseKey",
  "key",
  "rawBody",
  "signature",
  "clientSecret",
  "apiKey",
  "url",
];
const secretShapes = [
  /\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9_]+/g,
  /\bwhsec_[A-Za-z0-9_]+/g,
  /\bBearer\s+[A-Za-z0-9._~+/-]+=*/gi,
  /\bBasic\s+[A-Za-z0-9+/]{8,}=*/g,
  /\bScaleJwt\s+[A-Za-z0-9._-]+/gi,
  /\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g,
  /\b(postgres(?:ql)?|smtps?):\/\/[^\s"@]+@/g,
];

/** Hides what looks like a key, token or password wherever it stands in a text. */
export function scrubSecrets(text: string): string {
  return secretShapes.reduce((scrubbed, shape) => scrubbed.replace(shape, "[hidden]"), text);
}

/**
 * JSON lines on standard output. Fields with a secret's name are dropped and texts that look like a key or token
 * are hidden, messages and stack traces included.
 */
export function createLog(level: string, destination?: { write(line: string): void }): Log {
  const paths = secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  const target = destination ?? process.stdout;
  return pino(
    { level, base: undefined, redact: { paths, censor: "[hidden]" }, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line: string) => void target.write(scrubSecrets(line)) },
  );
}
