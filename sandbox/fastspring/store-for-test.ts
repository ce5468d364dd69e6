import { createServer } from "node:http";
import { text as readText } from "node:stream/consumers";
import { z } from "zod";
import { createManualClock } from "@/sandbox/clock";
import { createFastSpringSandbox, type FastSpringSandboxOptions } from "./create-fastspring-sandbox";
import type { World } from "./world";

const origin = "http://localhost:3010";
const anything = z.looseObject({});
type Sent = { id: string; type: string };
/** Null breaks the connection off. */
type Said = { status: number; text?: string } | null;
const body = z.object({ events: z.array(z.looseObject({ id: z.string(), type: z.string() })) });

/** The stand-in in memory, with a clock that only the test moves. Calls throw what was refused. */
export function openTestStore(options: Partial<FastSpringSandboxOptions> = {}) {
  const clock = createManualClock(Date.parse("2027-03-01T12:00:00Z"));
  const { app, world, stop } = createFastSpringSandbox({
    origin,
    appOrigin: "http://localhost:3000",
    clock,
    journalFile: null,
    webhooks: [],
    log: () => {},
    ...options,
  });
  const request = (method: string, path: string, given?: unknown) =>
    app.request(`${origin}/fastspring${path}`, {
      method,
      headers: {
        authorization: `Basic ${btoa("vendor:a password")}`,
        "content-type": "application/json",
        host: "localhost",
      },
      ...(given !== undefined && { body: JSON.stringify(given) }),
    });
  const call = async (method: string, path: string, given?: unknown) => {
    const answer = await request(method, path, given);
    const read: unknown = await answer.json();
    if (!answer.ok) throw new Error(`${answer.status} ${JSON.stringify(read)}`);
    return anything.parse(read);
  };
  return { app, call, request, ...deedsOf(call, world), world, clock, stop };
}

type Call = (method: string, path: string, given?: unknown) => Promise<Record<string, unknown>>;

function deedsOf(call: Call, world: World) {
  const sell = (
    product: string,
    price: number,
    terms: object = { interval: "month", intervalLength: 1 },
    currency = "EUR",
  ) => call("POST", "/api/products", { products: [{ product, pricing: { price: { [currency]: price }, ...terms } }] });
  const subscribe = async (product: string, more: object = {}) => {
    const contact = { first: "Ada", last: "B", email: `${world.accounts.all().length}@example.com` };
    const account = world.accounts.get(String((await call("POST", "/control/accounts", { contact })).id));
    const order = { items: [{ product, quantity: 1 }], ...more };
    await call("POST", `/control/accounts/${account?.id}/orders`, order);
    return world.subscriptions.all().at(-1)?.id ?? "";
  };
  const days = (count: number) => call("POST", "/control/clock", { days: count });
  const told = () => world.events.all().map(({ type }) => type);
  return { sell, subscribe, days, told };
}

/** A webhook that remembers what came, answered as the test says; ids of several posts stand in the order of their arrival. */
export async function openReceiver(answer: (events: Sent[], post: number) => Said | Promise<Said>) {
  const posts: Sent[][] = [];
  const server = createServer(async (request, response) => {
    const { events } = body.parse(JSON.parse(await readText(request)));
    posts.push(events);
    const said = await answer(events, posts.length);
    if (said === null) request.socket.destroy();
    else response.writeHead(said.status).end(said.text ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const webhooks = [{ url: `http://127.0.0.1:${port}/`, secret: "a secret" }];
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { posts, webhooks, close };
}
