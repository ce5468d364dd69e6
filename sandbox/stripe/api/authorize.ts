import { StripeError } from "../stripe-error";

/** Lets test keys in. A live key is refused before anything else is looked at: no money moves here. */
export function authorize(header: string | undefined): void {
  const key = keyOf(header ?? "");
  if (key === "") {
    throw refuse(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). This is the sandbox: any key that begins with sk_test_ will do.",
    );
  }
  if (/^(sk|rk|pk)_live_/.test(key)) {
    throw refuse(
      "You sent a live API key to the sandbox. Nothing was done. Remove the sandbox address from your settings to reach the real Stripe, or use a key that begins with sk_test_, and consider rolling the live key.",
    );
  }
  if (!/^(sk|rk|pk)_test_\w+$/.test(key)) throw refuse(`Invalid API Key provided: ${hide(key)}`);
}

function refuse(message: string): StripeError {
  return new StripeError(401, "authentication_error", message, { code: "invalid_api_key" });
}

function keyOf(header: string): string {
  const [scheme = "", credentials = ""] = header.trim().split(/\s+/);
  if (/^bearer$/i.test(scheme)) return credentials;
  if (/^basic$/i.test(scheme)) return Buffer.from(credentials, "base64").toString("utf8").split(":")[0] ?? "";
  return "";
}

function hide(key: string): string {
  return key.length <= 8 ? "*".repeat(key.length) : `${"*".repeat(key.length - 4)}${key.slice(-4)}`;
}
