import type { Figures } from "./figures";
import { load } from "./load";
import { signEvents } from "./signed-events";
import { startBareServer } from "./start-bare-server";
import type { Stack } from "../support/stack";

const amount = 3000;
const subjects = 50;

/** How fast an event is stored and answered, against a bare server and against a route that does nothing. */
export async function benchWebhooks(stack: Stack): Promise<{ measured: Figures; floor: Figures }[]> {
  const url = `${stack.appOrigin}/api/webhooks/stripe`;
  const post = (events: number) => ({
    method: "POST" as const,
    bodies: signEvents(events, subjects, stack.webhookSecret),
  });
  await load("warm-up", url, 300, post(300));
  const nothing = await load("Next route doing nothing", `${stack.appOrigin}/api/health`, amount, { method: "GET" });
  const bare = await startBareServer(stack.databaseUrl, stack.webhookSecret);
  await load("warm-up", bare.origin, 300, post(300));
  const floor = await load("bare Node: signature, insert", bare.origin, amount, post(amount));
  bare.stop();
  const measured = await load("webhook acknowledged", url, amount, post(amount));
  return [
    { measured, floor },
    { measured, floor: nothing },
  ];
}
