import { afterEach, describe, expect, it } from "vitest";
import { openReceiver, openTestStore } from "./store-for-test";

type Answering = Parameters<typeof openReceiver>[0];
let closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing) close();
  closing = [];
});

async function open(answer: Answering) {
  const receiver = await openReceiver(answer);
  const store = openTestStore({ webhooks: receiver.webhooks });
  closing.push(store.stop, receiver.close);
  const pass = (hours: number) => store.call("POST", "/control/clock", { hours });
  const happen = async (count = 1) => {
    for (let made = 0; made < count; made += 1) {
      const contact = { first: "Ada", last: "B", email: `${store.world.accounts.all().length}@example.com` };
      await store.call("POST", "/control/accounts", { contact });
    }
    return store.world.events
      .all()
      .slice(-count)
      .map(({ id }) => id);
  };
  const unprocessed = async () =>
    (await store.call("GET", `/api/events/unprocessed?begin=${store.world.now() - 9 * 86_400_000}`)).total;
  const idsOf = () => receiver.posts.map((post) => post.map(({ id }) => id));
  return { ...store, ...receiver, pass, happen, unprocessed, idsOf };
}

const taken = () => ({ status: 200 });

describe("webhooks", () => {
  it("are retried after 1, 2, 4, three times 6 hours and then daily for a week, with the same id", async () => {
    const hours: number[] = [];
    const store = await open(([event]) => {
      const { created = 0 } = store.world.events.get(event?.id ?? "") ?? {};
      hours.push(Math.round((store.world.now() - created) / 3_600_000));
      return { status: 503 };
    });
    const [id] = await store.happen();
    await store.pass(8 * 24);
    expect(hours).toEqual([0, 1, 3, 7, 13, 19, 25, 49, 73, 97, 121, 145]);
    expect(new Set(store.idsOf().flat())).toEqual(new Set([id]));
    expect(store.world.deliveries.all()).toMatchObject([{ status: "failed", tries: 12 }]);
    expect(await store.unprocessed()).toBe(1);
  });

  it("sent again by hand have a new id", async () => {
    const store = await open(taken);
    const [id] = await store.happen();
    await store.pass(0);
    await store.call("POST", `/control/events/${id}/resend`);
    await store.pass(0);
    const [first, second] = store.posts.flat();
    expect(first?.id).toBe(id);
    expect(second).toMatchObject({ type: first?.type });
    expect(second?.id).not.toBe(id);
  });

  it("answered with 202 are taken one by one: the others come again, and no more", async () => {
    const store = await open((events, post) =>
      post === 1 ? { status: 202, text: `${events[0]?.id}\r\n${events[2]?.id}\n` } : { status: 200 },
    );
    await store.call("POST", "/control/webhooks", { paused: true });
    const [a, b, c] = await store.happen(3);
    await store.call("POST", "/control/webhooks", { paused: false });
    await store.pass(0.5);
    expect(store.idsOf()).toEqual([[a, b, c]]);
    await store.pass(1);
    expect(store.idsOf()).toEqual([[a, b, c], [b]]);
    await store.pass(48);
    expect(store.posts).toHaveLength(2);
    expect(await store.unprocessed()).toBe(0);
  });

  it("whose connection breaks come again", async () => {
    const store = await open((_events, post) => (post === 1 ? null : { status: 200 }));
    const [id] = await store.happen();
    await store.pass(1);
    expect(store.idsOf()).toEqual([[id], [id]]);
  });

  it("come in bodies of as many events as asked for, in their order", async () => {
    const store = await open(taken);
    await store.call("POST", "/control/webhooks", { paused: true, batch: 2 });
    const ids = await store.happen(5);
    await store.call("POST", "/control/webhooks", { paused: false });
    await store.pass(0);
    expect(store.idsOf()).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
  });
});

describe("the chaos switch", () => {
  const struck = async (settings: object, answer: Answering = taken) => {
    const store = await open(answer);
    await store.call("POST", "/control/chaos", settings);
    return store;
  };

  it("sends an event once more, under the same id", async () => {
    const store = await struck({ duplicate: 1 });
    const [id] = await store.happen();
    await store.pass(1);
    expect(store.idsOf()).toEqual([[id], [id]]);
  });

  it("sends an event twice at the same moment", async () => {
    const both = Promise.withResolvers<void>();
    const store = await struck({ two_at_once: 1 }, async (_events, post) => {
      if (post === 2) both.resolve();
      await both.promise;
      return { status: 200 };
    });
    const [id] = await store.happen();
    await store.pass(0);
    expect(store.idsOf()).toEqual([[id], [id]]);
  });

  it("loses an event, which stands among the unprocessed ones", async () => {
    const store = await struck({ drop: 1 });
    await store.happen();
    await store.pass(24);
    expect(store.posts).toEqual([]);
    expect(await store.unprocessed()).toBe(1);
  });

  it("tells of the same under two ids, and holds events back", async () => {
    const store = await struck({ twin: 1, delay: 1, delay_ms: 600_000 });
    await store.happen();
    await store.pass(0.1);
    expect(store.posts).toEqual([]);
    await store.pass(0.1);
    expect(new Set(store.idsOf().flat()).size).toBe(2);
  });

  it("lets later events overtake earlier ones", async () => {
    const store = await struck({ reorder: 1, reorder_ms: 600_000, seed: "3" });
    await store.call("POST", "/control/webhooks", { batch: 1 });
    const ids = await store.happen(4);
    await store.pass(1);
    const came = store.idsOf().flat();
    expect(came.toSorted()).toEqual(ids.toSorted());
    expect(came).not.toEqual(ids);
  });

  it("stands on the control page, where a form turns it on and off", async () => {
    const store = await open(taken);
    const press = (path: string, fields: Record<string, string>) =>
      store.app.request(`http://localhost:3010/fastspring${path}`, {
        method: "POST",
        headers: { host: "localhost:3010" },
        body: new URLSearchParams(fields),
      });
    const page = async () => await (await store.app.request("http://localhost:3010/fastspring")).text();
    expect(await page()).toMatch(/Chaos<\/h2><span class="badge good">Off/);
    expect((await press("/control/chaos", { drop: "1", api_error: "", seed: "7" })).status).toBe(303);
    expect(store.world.chaos.settings).toMatchObject({ drop: 1, api_error: 0, seed: "7" });
    expect(await page()).toContain('<span class="badge bad">On');
    await press("/control/chaos/off", {});
    expect(await page()).toContain('<span class="badge good">Off');
    expect((await press("/control/clock", { days: "1" })).status).toBe(303);
  });

  it("refuses requests, fails before and after the deed, and answers late", async () => {
    const store = openTestStore();
    closing.push(store.stop);
    const product = (name: string) =>
      store.request("POST", "/api/products", { products: [{ product: name, pricing: { price: { EUR: 1 } } }] });
    const during = async (settings: object, name: string) => {
      await store.call("POST", "/control/chaos", settings);
      const { status } = await product(name);
      await store.request("DELETE", "/control/chaos");
      return [status, store.world.products.get(name) !== undefined];
    };
    expect(await during({ rate_limit: 1 }, "limited")).toEqual([404, false]);
    expect(await during({ api_error: 1 }, "failed")).toEqual([500, false]);
    expect(await during({ lost_answer: 1 }, "done")).toEqual([500, true]);
    await store.call("POST", "/control/chaos", { slow_read: 1, slow_ms: 9000 });
    const slow = store.request("GET", "/api/products");
    while (store.clock.waiting() < 2) await new Promise(setImmediate);
    store.clock.advance(9000);
    expect((await slow).status).toBe(200);
  });
});

describe("returns", () => {
  it("are of whole orders or of amounts, and never of more than is left", async () => {
    const store = await open(taken);
    await store.sell("plugin", 10, {});
    const [account] = await store.happen().then(() => store.world.accounts.all());
    const items = [{ product: "plugin", quantity: 2 }];
    const { id: order } = await store.call("POST", `/control/accounts/${account?.id}/orders`, { items });
    const giveBack = (more: object) => store.call("POST", "/api/returns", { returns: [{ order, ...more }] });
    const part = (amount: number) => giveBack({ refundType: "PARTIAL", items: [{ product: "plugin", amount }] });
    expect(await part(5)).toMatchObject({ returns: [{ totalReturn: 5.95, subtotal: 5 }] });
    await expect(part(15.01)).rejects.toThrow("exceeds original");
    await expect(giveBack({})).rejects.toThrow("exceeds original");
    await expect(giveBack({ refundType: "PARTIAL" })).rejects.toThrow("Missing or invalid");
    await part(15);
    expect(await store.call("GET", `/api/orders/${String(order)}`)).toMatchObject({ returns: [{}, {}] });
  });
});
