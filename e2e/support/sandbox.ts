import { expect } from "@playwright/test";
import { z } from "zod";

const messages = z.array(z.object({ to: z.array(z.string()), subject: z.string(), text: z.string() }));
const deliveries = z.object({ data: z.array(z.object({ status: z.string(), type: z.string().nullable() })) });

/** The stand-ins' mailbox and control page, for what a person would do there. */
export class Sandbox {
  readonly origin: string;

  constructor(origin: string) {
    this.origin = origin;
  }

  /** Waits for a mail to this address and answers its text; newest first. */
  async mailTo(address: string, subject: RegExp): Promise<string> {
    let text: string | undefined;
    await expect(async () => {
      const response = await fetch(`${this.origin}/mail/messages.json?to=${encodeURIComponent(address)}`);
      text = messages.parse(await response.json()).find((mail) => subject.test(mail.subject))?.text;
      expect(text, `a mail to ${address} about ${subject}`).toBeDefined();
    }).toPass({ timeout: 15_000 });
    return text ?? "";
  }

  /** Webhooks are made but not delivered until they are switched on again. */
  async switchWebhooks(on: boolean): Promise<void> {
    await this.#post("/control/webhooks", { paused: !on });
  }

  /** Time passes for this subscription until its period is over. */
  async endPeriod(subscriptionId: string): Promise<void> {
    await this.#post(`/control/subscriptions/${subscriptionId}/advance`, {});
  }

  /** Time passes for everything of this customer: periods end, payments are tried again. */
  async passDays(customer: string, days: number): Promise<void> {
    await this.#post(`/control/customers/${customer}/advance`, { seconds: Math.round(days * 86_400) });
  }

  /** What could not be delivered, say because the app was not up yet, is tried again now and not at its own time. */
  async deliverAgain(): Promise<void> {
    await this.#post("/control/deliveries/retry", {});
  }

  async pendingDeliveries(): Promise<number> {
    const response = await fetch(`${this.origin}/control/deliveries`);
    return deliveries.parse(await response.json()).data.filter(({ status }) => status === "pending").length;
  }

  async #post(path: string, body: object): Promise<void> {
    const response = await fetch(`${this.origin}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(response.status, `${path}: ${await response.text()}`).toBe(200);
  }
}
