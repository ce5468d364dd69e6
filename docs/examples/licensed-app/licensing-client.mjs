import { createHash } from "node:crypto";
import { hostname, platform } from "node:os";
import { verifyToken } from "./verify-token.mjs";

/** The server said no, with a reason for the person before the screen. */
export class Refused extends Error {
  constructor(code, reason) {
    super(reason);
    this.code = code;
  }
}

/** The server could not be reached, or could not answer: what is granted holds, and trying again can help. */
export class Unreachable extends Error {}

const deadlineMs = 5000;

/** Speaks the License Checkout API for one product on this computer, with a license key or an ID token. */
export class LicensingClient {
  #api;
  #proof;
  #claims;
  #keys = { keys: [] };

  constructor({ server, proof, device, version }) {
    this.#api = `${server.replace(/\/+$/, "")}/api/licensing/v1`;
    this.#proof = proof;
    // The same claims at every call, or the server takes us for another client.
    this.#claims = {
      cliHwId: device ?? createHash("sha256").update(hostname()).digest("hex"),
      cliHostName: encodeURIComponent(hostname()),
      cliOs: platform(),
      cliProcessId: String(process.pid),
      cliVersion: version,
    };
  }

  /** Takes a seat: `{leaseId, features, until, earliestHeartbeat}`. */
  checkout(productName) {
    return this.#ask("checkout", { productName, qty: 1, qtyDimension: "SEATS" });
  }

  /** Keeps it. The answer carries another lease id, which alone counts from now on. */
  heartbeat(leaseId) {
    return this.#ask("heartbeat", { leaseId });
  }

  async release(leaseId) {
    const [result] = await this.#post("release", [{ leaseId }]);
    return result.released;
  }

  async #ask(action, item) {
    const [token] = await this.#post(action, [item]);
    const claims = await this.#verify(token);
    if (claims.errorCode) throw new Refused(claims.errorCode, claims.errorDescription);
    const { leaseId, features, exp, hbnbf } = claims;
    return { leaseId, features, until: exp * 1000, earliestHeartbeat: hbnbf * 1000 };
  }

  /** Keys change now and then: one that is not known yet is asked for. */
  async #verify(token) {
    const { kid } = JSON.parse(Buffer.from(token.split(".")[0], "base64url").toString("utf8"));
    if (!this.#keys.keys.some((key) => key.kid === kid)) {
      this.#keys = await this.#call(`${this.#api}/licensing-signing-keys/.well-known/jwks.json`, {});
    }
    return verifyToken(token, this.#keys);
  }

  async #post(action, items) {
    const { licenseKey, idToken } = this.#proof;
    const path = `${this.#api}/licensing/actions/${action}`;
    return await this.#call(licenseKey ? `${path}/${encodeURIComponent(licenseKey)}` : path, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...this.#claims,
        ...(idToken && { authorization: `Bearer ${idToken}` }),
      },
      body: JSON.stringify(items),
    });
  }

  async #call(url, request) {
    const response = await fetch(url, { ...request, signal: AbortSignal.timeout(deadlineMs) }).catch((error) => {
      throw new Unreachable(error.cause?.code ?? error.message);
    });
    const body = await response.json().catch(() => ({}));
    if (response.ok) return body;
    const reason = body.description ?? `The server answered ${response.status}`;
    if (response.status >= 500 || response.status === 429) throw new Unreachable(reason);
    throw new Refused(body.error ?? String(response.status), reason);
  }
}
