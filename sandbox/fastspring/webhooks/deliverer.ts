import type { Delivery, SentEvent } from "../records";
import type { World } from "../world";
import { waitAfter } from "./retry-schedule";
import { signPayload } from "./sign-payload";

export interface DeliveryOptions {
  /** How long FastSpring's hour takes, after which it tries for the second time; the other waits are in proportion. */
  firstRetryMs: number;
  timeoutMs: number;
}

export const usualDelivery: DeliveryOptions = { firstRetryMs: 3_600_000, timeoutMs: 20_000 };

type Attempt = { status: number | null; taken: Set<string> | "all"; answer: string };

/** Posts waiting events to the webhooks, several in one body, and again until each was taken. */
export class Deliverer {
  private readonly underWay = new Map<string, Promise<void>>();
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

  /** One post at a time to each webhook in each lane; sets the alarm for what waits. */
  pump(): void {
    if (this.stopped) return;
    this.wake?.();
    this.wake = null;
    if (this.world.settings().paused) return;
    const nowMs = this.world.now();
    const waiting = this.world.deliveries.all().filter(({ status }) => status === "pending");
    for (const { url, secret } of this.world.webhooks) {
      for (const lane of [0, 1]) {
        if (this.underWay.has(`${lane} ${url}`)) continue;
        const isDue = (each: Delivery) =>
          each.webhook === url && (each.lane ?? 0) === lane && each.nextAttemptAtMs <= nowMs;
        const due = waiting.filter(isDue).slice(0, this.world.settings().batch);
        if (due.length > 0) this.underWay.set(`${lane} ${url}`, this.post(lane, { url, secret }, due));
      }
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

  /** Posts what is due, and waits until all of it was answered. */
  async settle(): Promise<void> {
    this.pump();
    while (this.underWay.size > 0) await Promise.all(this.underWay.values());
  }

  stop(): void {
    this.stopped = true;
    this.wake?.();
  }

  private async post(lane: number, { url, secret }: World["webhooks"][number], batch: Delivery[]): Promise<void> {
    const attempt = await this.attempt(url, secret, batch);
    this.underWay.delete(`${lane} ${url}`);
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
    const waitMs = waitAfter(tries, world.now() - delivery.createdAtMs, options.firstRetryMs);
    world.deliveries.put({
      ...delivery,
      tries,
      nextAttemptAtMs: world.now() + (waitMs ?? 0),
      status: waitMs === null ? "failed" : "pending",
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
export function envelope(event: SentEvent, expansion: boolean) {
  const { id, processed, created, type, live = false, plain, expanded } = event;
  return { id, processed, created, type, live, data: expansion ? expanded : plain };
}
