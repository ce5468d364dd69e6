import { createHmac } from "node:crypto";
import { POST } from "@/app/api/webhooks/fastspring/route";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/kernel/ids";
import { envelope, takenBy } from "@/sandbox/fastspring/webhooks/deliverer";
import type { Ticks } from "../ticks";
import type { Dice } from "./dice";
import type { Stage } from "./stage";
import type { Twin } from "./twin";

type Event = ReturnType<Twin["world"]["events"]["all"]>[number];

type Options = {
  db: Db;
  secret: string;
  /** Every how manyeth event is never delivered; 0: none is lost. */
  lost: number;
  dice: Dice;
};

/** More than are stored in one transaction. */
const longBatch = 120;
const address = "http://app.test/api/webhooks/fastspring";

/**
 * FastSpring's deliveries in the test's hand: what happened is collected, and goes through the real webhook route signed,
 * in batches split at random, when, how often and in what order the history says. What the route does not take is sent
 * again, by FastSpring's rule for its answers.
 */
export class PostOffice {
  /** Nobody ever tells of these; they count as processed. */
  readonly swallowed = new Set<string>();
  /** Events that fill up long batches, and that the route said it has. */
  readonly fillers = new Set<string>();
  private readonly waiting: Event[] = [];
  private readonly sent: Event[] = [];
  private readonly stored = new Set<string>();
  private collected = 0;
  private listened = 0;
  private hasSentLongBatch = false;

  constructor(
    private readonly stage: Stage,
    private readonly ticks: Ticks,
    private readonly options: Options,
  ) {}

  /** Lost events stand in the list of unprocessed ones, except those that somebody marked as processed. */
  collect(): void {
    const { events } = this.stage.twin.world;
    const all = events.all();
    for (const event of all.slice(this.collected)) {
      this.listened += 1;
      const isLost = this.options.lost > 0 && this.listened % this.options.lost === 0;
      if (!isLost) this.waiting.push(event);
      // FastSpring tells of a chargeback in this event alone.
      else if (this.options.dice(2) === 0 && event.type !== "chargeback.created") this.swallow(event);
    }
    this.collected = all.length;
  }

  /** The events at these places, in batches that go out at the same moment; one comes again, and one under a new id. */
  async deliver(places: number[]): Promise<void> {
    const { dice } = this.options;
    const events = places.flatMap((place) => this.waiting[place % Math.max(1, this.waiting.length)] ?? []);
    const again = this.sent[dice(Math.max(1, this.sent.length))];
    if (again && dice(4) === 0) await this.resend(again);
    await this.send([...events, ...(again ? [again] : [])]);
  }

  /** What tells of the purchase's last change. */
  async deliverNewestOf(purchase: string): Promise<void> {
    const about = this.waiting.filter(({ plain }) => JSON.stringify(plain).includes(purchase));
    await this.send(about.slice(-2));
  }

  /** All that is left and not lost, in any order, until all of it is taken. */
  async deliverRest(): Promise<void> {
    for (let round = 0; this.waiting.length > 0; round += 1) {
      if (round > 50) throw new Error(`Never taken: ${this.waiting.map(({ type }) => type).join(", ")}`);
      await this.send(shuffle(this.waiting, this.options.dice));
    }
  }

  /** What the list of unprocessed events gave; `at`: when it was asked. */
  async noteStored(at: number, ids?: string[]): Promise<void> {
    const rows = await this.options.db.inboxEvent.findMany({
      where: ids && { eventId: { in: ids } },
      select: { eventId: true },
    });
    for (const { eventId } of rows) {
      if (!this.stored.has(eventId)) this.ticks.delivered(eventId, at);
      this.stored.add(eventId);
    }
  }

  private async resend({ id }: Event): Promise<void> {
    await this.stage.control(`events/${id}/resend`);
    const all = this.stage.twin.world.events.all();
    this.waiting.push(...all.slice(this.collected));
    this.collected = all.length;
  }

  private swallow(event: Event): void {
    this.swallowed.add(event.id);
    this.stage.twin.world.events.put({ ...event, processed: true });
  }

  private async send(events: Event[]): Promise<void> {
    const { dice } = this.options;
    const rest = [...events];
    const batches: Event[][] = [];
    while (rest.length > 0) {
      const batch = rest.splice(0, 1 + dice(5));
      batches.push(dice(5) === 0 ? [...batch, ...batch.slice(0, 1)] : batch);
    }
    for (let next = 0; next < batches.length; next += 3) {
      await Promise.all(batches.slice(next, next + 3).map((batch) => this.post(batch)));
    }
  }

  private async post(batch: Event[]): Promise<void> {
    const at = this.ticks.next();
    const entries: object[] = batch.map((event) => envelope(event, this.options.dice(2) === 0));
    const fillers = this.fillersFor();
    entries.splice(this.options.dice(2) === 0 ? entries.length : 0, 0, ...fillers);
    // Without an id it can't be stored, nor sent again.
    if (this.options.dice(8) === 0) entries.push({ type: "order.completed" });
    const body = JSON.stringify({ events: shuffle(entries, this.options.dice) });
    const signature = createHmac("sha256", this.options.secret).update(body).digest("base64");
    const answer = await POST(new Request(address, { method: "POST", body, headers: { "x-fs-signature": signature } }));
    const text = await answer.text();
    if (![200, 202, 500].includes(answer.status)) throw new Error(`The webhook answered ${answer.status}: ${text}`);
    const taken = takenBy(answer.status, text);
    const isTaken = ({ id }: { id: string }) => taken === "all" || taken.has(id);
    for (const { id } of fillers.filter(isTaken)) this.fillers.add(id);
    await this.noteStored(
      at,
      batch.map(({ id }) => id),
    );
    for (const event of batch.filter(isTaken)) this.take(event);
  }

  private take(event: Event): void {
    const { events } = this.stage.twin.world;
    const now = events.get(event.id);
    if (now) events.put({ ...now, processed: true });
    const place = this.waiting.findIndex(({ id }) => id === event.id);
    if (place >= 0) this.sent.push(...this.waiting.splice(place, 1));
  }

  /** Once in a history a batch is longer than what is stored at once. */
  private fillersFor(): { id: string; type: string; data: object }[] {
    if (this.hasSentLongBatch || this.options.dice(12) > 0) return [];
    this.hasSentLongBatch = true;
    return Array.from({ length: longBatch }, () => ({ id: newId(), type: "subscription.payment.reminder", data: {} }));
  }
}

function shuffle<Entry>(entries: readonly Entry[], dice: Dice): Entry[] {
  return entries
    .map((entry) => ({ entry, at: dice(1_000_000) }))
    .sort((a, b) => a.at - b.at)
    .map(({ entry }) => entry);
}
