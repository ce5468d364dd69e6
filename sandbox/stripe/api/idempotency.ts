import { createHash } from "node:crypto";
import { invalidRequest, StripeError } from "../stripe-error";
import type { World } from "../world";

export interface ApiRequest {
  id: string;
  method: string;
  path: string;
  body: string;
  idempotencyKey: string | null;
}

export interface ApiAnswer {
  status: number;
  body: string;
  replayed: boolean;
  /** False for a request that was refused before anything ran. */
  started: boolean;
}

const longestKey = 255;

/** Answers each idempotency key once: the first result again for the same request, a refusal for another. */
export class Idempotency {
  private readonly running = new Set<string>();

  constructor(private readonly world: World) {}

  async once(request: ApiRequest, carryOut: () => Promise<ApiAnswer>): Promise<ApiAnswer> {
    const key = request.method === "POST" ? request.idempotencyKey : null;
    if (key === null) return carryOut();
    if (key.length > longestKey) throw invalidRequest(`Idempotency keys can have at most ${longestKey} characters.`);
    const kept = this.world.keptAnswers.get(key);
    if (kept) {
      checkSame(kept, request);
      return { status: kept.status, body: kept.body, replayed: true, started: true };
    }
    if (this.running.has(key)) throw inUse(key);
    this.running.add(key);
    try {
      const answer = await carryOut();
      this.keep(key, request, answer);
      return answer;
    } finally {
      this.running.delete(key);
    }
  }

  /** A request that was refused before anything ran leaves its key free, as at Stripe. */
  private keep(key: string, request: ApiRequest, { status, body, started }: ApiAnswer): void {
    if (!started) return;
    const { world } = this;
    const endpoint = `${request.method} ${request.path}`;
    const answer = { id: key, endpoint, fingerprint: fingerprint(request), status, body, createdAt: world.now() };
    world.transact({ id: request.id, idempotency_key: key }, () => world.keptAnswers.put(answer));
  }
}

function fingerprint(request: ApiRequest): string {
  return createHash("sha256").update(request.body).digest("base64url");
}

function checkSame(kept: { id: string; endpoint: string; fingerprint: string }, request: ApiRequest): void {
  if (kept.endpoint === `${request.method} ${request.path}` && kept.fingerprint === fingerprint(request)) return;
  const same = kept.endpoint === `${request.method} ${request.path}` ? "parameters" : `endpoint ('${kept.endpoint}')`;
  throw new StripeError(
    400,
    "idempotency_error",
    `Keys for idempotent requests can only be used with the same ${same} they were first used with. Try using a key other than '${kept.id}' if you meant to execute a different request.`,
  );
}

function inUse(key: string): StripeError {
  return new StripeError(
    409,
    "idempotency_error",
    `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
    { code: "idempotency_key_in_use" },
  );
}
