import type { Delivery, SentEvent } from "../records";
import type { World } from "../world";
import { signPayload } from "./sign-payload";

export interface DeliveryOptions {
  /** Wait before the second attempt; each later one waits twice as long. */
  firstRetryMs: number;
  giveUpAfterMs: number;
  timeoutMs: number;
}

export const usualDelivery: DeliveryOptions = { firstRetryMs: 1000, giveUpAfterMs: 7 * 86_400_000, timeoutMs: 20_000 };

type Attempt = { status: number | null; taken: Set<string> | "all"; answer: string };

/** Posts waiting events to the webhooks, several in one body, and again until each was taken. */
export class Deliverer {
  private readonly busy = new Set<string>();
  private wake: (() => void) | null = null;
  private stopped = false;

  constructor(
    private readonly world: World,
    private readonly options: DeliveryOptions,
    private readonly log: (line: string) => void,
  ) {
    // Later, so that what one step emits goes out together.
    world.onEvent(() => queueMicrotask(() => this.pump()));
  }

  /** One post at a time to each webhook; sets the alarm for what waits. */
  pump(): void {
    if (this.stopped) return;
    this.wake?.();
    this.wake = null;
    if (this.world.settings().paused) return;
    const nowMs = this.world.now();
    const waiting = this.world.deliveries.all().filter(({ status }) => status === "pending");
    for (const { url, secret } of this.world.webhooks) {
      if (this.busy.has(url)) continue;
      const due = waiting.filter(({ webhook, nextAttemptAtMs }) => webhook === url && nextAttemptAtMs <= nowMs);
      if (due.length > 0) void this.post(url, secret, due.slice(0, this.world.settings().batch));
    }
    const later = waiting.map(({ nextAttemptAtMs }) => nextAttemptAtMs).filter((at) => at > nowMs);
    if (later.length > 0) this.wake = this.world.clock.after(Math.min(...later) - nowMs, () => this.pump());
  }

  /** Makes everything that waits due now. */
  retryNow(): void {
    for (const each of this.world.deliveries.all()) {
      if (each.status === "pending")
        this.world.deliveries.put({ ...each, nextAttemptAtMs: this.world.now(), tries: 0 });
    }
    this.pump();
  }

  stop(): void {
    this.stopped = true;
    this.wake?.();
  }

  private async post(url: string, secret: string, batch: Delivery[]): Promise<void> {
    this.busy.add(url);
    const attempt = await this.attempt(url, secret, batch);
    this.busy.delete(url);
    if (this.stopped) return;
    for (const delivery of batch) this.record(delivery, attempt);
    this.pump();
  }

  private async attempt(url: string, secret: string, batch: Delivery[]): Promise<Attempt> {
    const events = batch.flatMap(({ event }) => this.world.events.get(event) ?? []);
    const { expansion } = this.world.settings();
    const body = JSON.stringify({ events: events.map((event) => envelope(event, expansion)) });
    try {
      const response = await fetch(url, {
        method: "POST",
        body,
        headers: { "content-type": "application/json", "X-FS-Signature": signPayload(body, secret) },
        redirect: "manual",
        signal: AbortSignal.timeout(this.options.timeoutMs),
      });
      const answer = await response.text();
      return { status: response.status, taken: takenBy(response.status, answer), answer: `status ${response.status}` };
    } catch (error) {
      return { status: null, taken: new Set(), answer: error instanceof Error ? error.message : String(error) };
    }
  }

  private record(delivery: Delivery, { taken, answer }: Attempt): void {
    const { world, options } = this;
    const tries = delivery.tries + 1;
    if (taken === "all" || taken.has(delivery.event)) {
      world.deliveries.put({ ...delivery, tries, status: "delivered", lastAnswer: answer });
      const event = world.events.get(delivery.event);
      // Only the first webhook's events are listed as processed or not.
      if (event && delivery.webhook === world.webhooks[0]?.url) world.events.put({ ...event, processed: true });
      return;
    }
    const nextAttemptAtMs = world.now() + options.firstRetryMs * 2 ** Math.min(tries - 1, 20);
    const isOver = nextAttemptAtMs - delivery.createdAtMs > options.giveUpAfterMs;
    world.deliveries.put({
      ...delivery,
      tries,
      nextAttemptAtMs,
      status: isOver ? "failed" : "pending",
      lastAnswer: answer,
    });
    this.log(`FastSpring webhook: ${delivery.event} not taken: ${answer}`);
  }
}

/** 200: all; 202: those whose ids stand in the answer, one a line; anything else: none. */
export function takenBy(status: number, answer: string): Set<string> | "all" {
  if (status === 200) return "all";
  return status === 202 ? new Set(answer.split(/\r?\n/).map((line) => line.trim())) : new Set();
}

/** The event as it stands in a post, and in the lists of the API. */
export function envelope({ id, processed, created, type, plain, expanded }: SentEvent, expansion: boolean) {
  return { id, processed, created, type, live: false, data: expansion ? expanded : plain };
}
