import type { Db } from "@/lib/db/client";
import type { LicensingPort } from "@/lib/licensing/licensing-port";
import type { Twin } from "./twin";
import { kindsOfBuyers, welcome, type Buyer } from "./buyers";
import { fastSpringProducts } from "./catalog";

type World = Twin["world"];
export type TwinSubscription = ReturnType<World["subscriptions"]["all"]>[number];
export type TwinOrder = ReturnType<World["orders"]["all"]>[number];

/** Sold by the order itself, and not by a subscription that it began: FastSpring names an add-on's in no way but that it is one. */
export function isOneTime({ subscription, addon }: TwinOrder["items"][number]): boolean {
  return subscription === null && addon !== true;
}

/** What one history has at FastSpring, and how to act on it as vendor, buyers, banks and time do. */
export class Stage {
  /** By account. */
  readonly buyers = new Map<string, Buyer>();
  /** How often a subscription got another product, by its id. */
  readonly planChanges = new Map<string, number>();
  /** Since when the charge of an overdue subscription is due, by its id. */
  readonly overdueSince = new Map<string, { next: number | null; at: number }>();
  /** When an order was completed or changed after that, by its id. */
  readonly moments = new Map<string, number[]>();
  /** Orders whose money a bank took back: FastSpring's own objects never show it. */
  readonly contested = new Set<string>();
  /** The purchase that the next step shall be about, if it can. */
  focus: string | null = null;
  private readonly welcomed = new Map<number, Buyer>();
  private readonly seen = new Map<string, string>();

  constructor(
    readonly twin: Twin,
    private readonly parts: { db: Db; licensing: LicensingPort },
  ) {}

  async begin(): Promise<void> {
    await this.twin.call("POST", "/api/products", { products: fastSpringProducts() });
  }

  async buyer(which: number): Promise<Buyer> {
    const kind = which % kindsOfBuyers;
    const known = this.welcomed.get(kind);
    if (known) return known;
    const made = await welcome({ twin: this.twin, ...this.parts }, kind, which);
    this.welcomed.set(kind, made);
    this.buyers.set(made.account, made);
    return made;
  }

  /** The control page's switches. */
  async control(path: string, body: object = {}): Promise<void> {
    await this.twin.call("POST", `/control/${path}`, body);
  }

  /** Below `/api` or `/control`; false when FastSpring does not allow it, as it says itself. */
  async ask(path: string, body: object): Promise<boolean> {
    try {
      await this.twin.call("POST", path, body);
      return true;
    } catch (error) {
      if (error instanceof Error && error.message.includes(": 400 ")) return false;
      throw error;
    }
  }

  get subscriptions(): TwinSubscription[] {
    return this.twin.world.subscriptions.all();
  }

  /** Of renewals and prorations too. */
  get orders(): TwinOrder[] {
    return this.twin.world.orders.all();
  }

  /** Whether what this account buys can't be licensed. */
  isDoubtful(account: string): boolean {
    const doubt = this.buyers.get(account)?.doubt ?? null;
    const hasCompany = this.twin.world.accounts.get(account)?.contact.company ?? null;
    return doubt === "for good" || (doubt === "without a company" && hasCompany === null);
  }

  /** The purchases that an order paid for, as Usher names them. */
  purchasesOf(orderId: string): string[] {
    const items = this.twin.world.orders.get(orderId)?.items ?? [];
    const begun = items.flatMap(({ subscription }) => subscription ?? []);
    const once = items.some(isOneTime) ? [`fastspring:order:${orderId}`] : [];
    return [...once, ...new Set(begun.map((id) => `fastspring:subscription:${id}`))];
  }

  /**
   * The purchases of an account that can't be licensed before more is known about it. What was canceled waits for nothing: an
   * account tells nothing of it.
   */
  waitingFor(account: string): string[] {
    if (this.buyers.get(account)?.doubt !== "without a company") return [];
    const isOwn = (purchase: { account: string }) => purchase.account === account;
    return [
      ...this.subscriptions.filter(isOwn).map(({ id }) => `fastspring:subscription:${id}`),
      ...this.orders
        .filter((order) => isOwn(order) && order.status === "completed")
        .flatMap(({ id }) => this.purchasesOf(id)),
    ];
  }

  /** The purchases that changed at FastSpring since this was asked last, be it by themselves as time passed. */
  noticeChanges(): string[] {
    this.noticeOverdue();
    const orders = this.orders.flatMap((order) => {
      const { id, status, returns, account } = order;
      const contact = this.twin.world.accounts.get(account)?.contact;
      const is = JSON.stringify([status, returns, this.contested.has(id), contact]);
      if (!this.hasChanged(id, is)) return [];
      if (status === "completed") this.moments.set(id, [...(this.moments.get(id) ?? []), order.changed]);
      return this.purchasesOf(id);
    });
    const subscriptions = this.subscriptions.flatMap((subscription) =>
      this.hasChanged(subscription.id, JSON.stringify(subscription))
        ? [`fastspring:subscription:${subscription.id}`]
        : [],
    );
    return [...orders, ...subscriptions];
  }

  private hasChanged(id: string, is: string): boolean {
    if (this.seen.get(id) === is) return false;
    this.seen.set(id, is);
    return true;
  }

  private noticeOverdue(): void {
    const now = this.twin.clock.nowMs();
    for (const { id, state, next } of this.subscriptions) {
      const known = this.overdueSince.get(id);
      if (state !== "overdue") this.overdueSince.delete(id);
      else if (known === undefined || known.next !== next) {
        this.overdueSince.set(id, { next, at: Math.min(next ?? now, now) });
      }
    }
  }
}
