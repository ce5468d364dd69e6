import { expect } from "@playwright/test";
import { z } from "zod";

const accounts = z.object({
  accounts: z.tuple([z.object({ orders: z.array(z.string()), subscriptions: z.array(z.string()) })]),
});
const charged = z.object({ totalDisplay: z.string() });
const running = z.object({ next: z.number() });

/** What vendor, bank and time do at FastSpring, and what stands in its books. */
export class Store {
  readonly #origin: string;

  constructor(sandboxOrigin: string) {
    this.#origin = `${sandboxOrigin}/fastspring`;
  }

  productPage(path: string): string {
    return `${this.#origin}/store/product/${path}`;
  }

  /** The newest subscription of somebody who bought here. */
  async findSubscription(email: string): Promise<string> {
    return (await this.#findAccount(email)).subscriptions.at(-1) ?? "";
  }

  /** The newest order: a purchase, a renewal, or what a change cost. */
  async findOrder(email: string): Promise<string> {
    return (await this.#findAccount(email)).orders.at(-1) ?? "";
  }

  /** What was charged last, as its receipt says. */
  async findLastCharge(email: string): Promise<string> {
    return charged.parse(await this.#get(`orders/${await this.findOrder(email)}`)).totalDisplay;
  }

  /** The day of the next charge, as pages write it. */
  async findNextDay(email: string): Promise<string> {
    const { next } = running.parse(await this.#get(`subscriptions/${await this.findSubscription(email)}`));
    return new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" }).format(next);
  }

  /** Something happens there, by one of the stand-in's switches. */
  async happens(step: string, body: object = {}): Promise<void> {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${this.#origin}/control/${step}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    expect(answer.status, `${step}: ${await answer.text()}`).toBe(200);
  }

  async #findAccount(email: string) {
    return accounts.parse(await this.#get(`accounts?${new URLSearchParams({ email })}`)).accounts[0];
  }

  async #get(path: string): Promise<unknown> {
    const headers = { authorization: `Basic ${Buffer.from("vendor:anything").toString("base64")}` };
    return (await fetch(`${this.#origin}/api/${path}`, { headers })).json();
  }
}
