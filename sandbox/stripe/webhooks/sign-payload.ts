import { createHmac } from "node:crypto";

/** The `Stripe-Signature` header: time, and HMAC-SHA256 over time, a dot and the raw body. */
export function signPayload(payload: string, secret: string, timestamp: number): string {
  const signature = createHmac("sha256", secret).update(`${timestamp}.${payload}`).digest("hex");
  return `t=${timestamp},v1=${signature}`;
}
