import type { Delivery, DeliveryAttempt } from "../records";
import type { World } from "../world";
import { keepDelivery } from "./keep-delivery";
import { renderEvent } from "./render-event";
import { signPayload } from "./sign-payload";

export interface DeliveryOptions {
  /** Wait before the second attempt; each later one waits twice as long. */
  firstRetryMs: number;
  longestRetryMs: number;
  giveUpAfterMs: number;
  timeoutMs: number;
  mostInFlight: number;
}

export const usualDelivery: DeliveryOptions = {
  firstRetryMs: 1000,
  longestRetryMs: 3_600_000,
  giveUpAfterMs: 3 * 86_400_000,
  timeoutMs: 20_000,
  mostInFlight: 4,
};

const byItself = { id: null, idempotency_key: null };
const pausedSwitch = "deliveries_paused";

/** Sends events to endpoints in the background, a few at a time, and again until they are accepted. */
export class Deliverer {
  private readonly inFlight = new Set<string>();
  private wake: (() => void) | null = null;
  private stopped = false;

  constructor(
    private readonly world: World,
    private readonly options: DeliveryOptions,
    private readonly log: (line: string) => void,
  ) {
    world.onCommit(() => this.pump());
  }

  get isPaused(): boolean {
    return this.world.switches.get(pausedSwitch)?.on ?? false;
  }

  /** While paused, events wait and nothing is sent. */
  setPaused(on: boolean): void {
    this.world.transact(byItself, () => this.world.switches.put({ id: pausedSwitch, on }));
  }

  /** Makes everything that waits due now, with short waits again. So it is also done when the sandbox starts. */
  retryNow(): void {
    const nextAttemptAtMs = this.world.clock.nowMs();
    this.world.transact(byItself, () => {
      for (const each of this.waiting()) this.world.deliveries.put({ ...each, nextAttemptAtMs, tries: 0 });
    });
  }

  /** Starts as many deliveries as may run now and sets the alarm for the next one. */
  pump(): void {
    if (this.stopped) return;
    this.wake?.();
    this.wake = null;
    if (this.isPaused) return;
    const nowMs = this.world.clock.nowMs();
    let nextMs = Infinity;
    for (const delivery of this.waiting()) {
      if (this.inFlight.size >= this.options.mostInFlight) return;
      if (delivery.nextAttemptAtMs <= nowMs) void this.deliver(delivery);
      else nextMs = Math.min(nextMs, delivery.nextAttemptAtMs);
    }
    if (nextMs < Infinity) this.wake = this.world.clock.after(nextMs - nowMs, () => this.pump());
  }

  stop(): void {
    this.stopped = true;
    this.wake?.();
  }

  private *waiting(): Iterable<Delivery> {
    for (const each of this.world.deliveries.values()) {
      if (!this.inFlight.has(each.id)) yield each;
    }
  }

  private async deliver(delivery: Delivery): Promise<void> {
    this.inFlight.add(delivery.id);
    const attempt = await this.attempt(delivery);
    this.inFlight.delete(delivery.id);
    if (this.stopped) return;
    this.world.transact(byItself, () => this.record(delivery, attempt));
  }

  private async attempt(delivery: Delivery): Promise<DeliveryAttempt> {
    const { world, options } = this;
    const atMs = world.clock.nowMs();
    const endpoint = world.webhookEndpoints.get(delivery.endpoint);
    const secret = world.endpointSecrets.get(delivery.endpoint)?.secret;
    const event = world.events.get(delivery.event);
    if (!endpoint || !secret || !event) return { atMs, status: null, error: "The endpoint or the event is gone" };
    const body = JSON.stringify(renderEvent(world, event, endpoint.api_version), null, 2);
    try {
      const response = await fetch(endpoint.url, {
        method: "POST",
        body,
        headers: {
          "content-type": "application/json; charset=utf-8",
          "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
          "stripe-signature": signPayload(body, secret, Math.floor(atMs / 1000)),
        },
        redirect: "manual",
        signal: AbortSignal.timeout(options.timeoutMs),
      });
      await response.body?.cancel();
      return { atMs, status: response.status, error: null };
    } catch (error) {
      return { atMs, status: null, error: reasonOf(error) };
    }
  }

  private record(sent: Delivery, attempt: DeliveryAttempt): void {
    const { world } = this;
    const delivery = world.deliveries.get(sent.id);
    if (!delivery) return;
    const after = afterAttempt(delivery, attempt, this.options);
    keepDelivery(world, after);
    if (after.status !== "delivered") {
      this.log(`webhook ${delivery.event} not accepted: ${attempt.error ?? `status ${attempt.status}`}`);
      return;
    }
    const event = world.events.get(delivery.event);
    if (event) world.events.put({ ...event, pending_webhooks: Math.max(event.pending_webhooks - 1, 0) });
  }
}

function afterAttempt(delivery: Delivery, attempt: DeliveryAttempt, options: DeliveryOptions): Delivery {
  const attempts = [...delivery.attempts, attempt];
  const tries = delivery.tries + 1;
  const waitMs = Math.min(options.firstRetryMs * 2 ** (tries - 1), options.longestRetryMs);
  const nextAttemptAtMs = attempt.atMs + waitMs;
  const after = { ...delivery, attempts, tries, nextAttemptAtMs };
  if (isAccepted(attempt)) return { ...after, status: "delivered" };
  const isOver = nextAttemptAtMs - delivery.createdAtMs > options.giveUpAfterMs;
  return { ...after, status: isOver ? "failed" : "pending" };
}

/** Only a 2xx is an acceptance; a redirect is not followed and counts as a failure. */
function isAccepted({ status }: DeliveryAttempt): boolean {
  return status !== null && status >= 200 && status < 300;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
