import { createHmac } from "node:crypto";

/** `X-FS-Signature`: base64 of HMAC-SHA256 over the body. */
export function signPayload(body: string, secret: string): string {
  return createHmac("sha256", secret).update(body).digest("base64");
}
