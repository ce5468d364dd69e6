import { Stripe } from "stripe";
import { z } from "zod";
import { POST } from "@/app/api/webhooks/stripe/route";
import { listenedEvents } from "@/lib/commerce/stripe/listened-events";
import type { Stage } from "./stage";
import type { Ticks } from "./ticks";

type Letter = { eventId: string; body: string };

const received = z.object({ stored: z.number(), duplicates: z.number() });

/**
 * Stripe's deliveries in the test's hand: what happened is collected, and goes through the real webhook route signed,
 * when, how often and in what order the history says.
 */
export class PostOffice {
  /** Collected and not delivered yet. */
  private readonly waiting: Letter[] = [];
  private readonly sent: Letter[] = [];
  private newest: string | undefined;
  private collected = 0;

  constructor(
    private readonly stage: Stage,
    private readonly ticks: Ticks,
    private readonly options: { secret: string; lost: number },
  ) {}

  /** Every `lost`th listened event is never seen again. Of what Usher does not listen to, some is sent all the same. */
  async collect(): Promise<void> {
    const first = this.newest === undefined;
    const page = { limit: 100, ...(this.newest !== undefined && { ending_before: this.newest }) };
    const events = await this.stage.stripe.events.list(page).autoPagingToArray({ limit: 5_000 });
    // Newest first; backward pages come in the order of time.
    const inOrder = first ? events.toReversed() : events;
    this.newest = inOrder.at(-1)?.id ?? this.newest;
    for (const event of inOrder) this.keep(event);
  }

  /** The letters at these places, all at once; a place that comes twice is a duplicate, and so is one sent before. */
  async deliver(places: number[]): Promise<void> {
    const letters = places.flatMap((place) => this.waiting[place % Math.max(1, this.waiting.length)] ?? []);
    const again = this.sent[(places[0] ?? 0) % Math.max(1, this.sent.length)];
    await this.send([...letters, ...(again ? [again] : [])]);
  }

  /** What tells of the purchase's last change. */
  async deliverNewestOf(purchase: string): Promise<void> {
    const own = [...this.stage.payments.values()].filter((payment) => payment.purchase === purchase);
    const ids = [purchase, ...own.flatMap(({ id, charge }) => [id, charge])];
    const isAbout = ({ body }: Letter) => ids.some((id) => body.includes(id));
    await this.send(this.waiting.filter(isAbout).slice(-2));
  }

  /** All that is left and not lost, in an order that the numbers shuffle, a few at a time. */
  async deliverRest(shuffle: number[]): Promise<void> {
    const order = (index: number) => ((shuffle[index % shuffle.length] ?? 0) * (index + 1)) % 101;
    const letters = this.waiting.map((letter, index) => ({ letter, at: order(index) })).sort((a, b) => a.at - b.at);
    for (let start = 0; start < letters.length; start += 6) {
      await this.send(letters.slice(start, start + 6).map(({ letter }) => letter));
    }
  }

  private keep(event: Stripe.Event): void {
    this.collected += 1;
    const { lost } = this.options;
    const listened = event.type in listenedEvents;
    const isLost = listened ? lost > 0 && this.collected % lost === 0 : this.collected % 4 > 0;
    if (!isLost) this.waiting.push({ eventId: event.id, body: JSON.stringify(event) });
  }

  private async send(letters: Letter[]): Promise<void> {
    await Promise.all(letters.map((letter) => this.post(letter)));
    for (const letter of letters) {
      const place = this.waiting.indexOf(letter);
      if (place >= 0) this.sent.push(...this.waiting.splice(place, 1));
    }
  }

  private async post({ eventId, body }: Letter): Promise<void> {
    const at = this.ticks.next();
    const timestamp = Math.floor(this.stage.clock.nowMs() / 1000);
    const { secret } = this.options;
    const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp });
    const headers = { "stripe-signature": signature };
    const answer = await POST(new Request("http://app.test/api/webhooks/stripe", { method: "POST", body, headers }));
    if (answer.status !== 200) throw new Error(`The webhook answered ${answer.status}: ${await answer.text()}`);
    const { stored } = received.parse(await answer.json());
    if (stored > 0) this.ticks.delivered(eventId, at);
  }
}
