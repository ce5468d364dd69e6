import { expect, it } from "vitest";
import { acknowledgeEvents, listUndeliveredEvents } from "./list-undelivered-events";
import { scriptedClient } from "./testing/scripted-client";

const soon = () => AbortSignal.timeout(10_000);
const hourMs = 3_600_000;

it("an event that does not say when it was made is as old as the list, and hides none of those behind it", async () => {
  const since = new Date(Date.now() - 24 * hourMs);
  const made = since.getTime() + hourMs;
  const event = { id: "e1", type: "account.created", live: false, data: { account: "a1" } };
  const body = { events: [event, { ...event, id: "e2", created: made }], more: true };
  const { client } = scriptedClient({ "GET /events/unprocessed": { body } });
  const page = await listUndeliveredEvents(client, { after: null, since, signal: soon() });
  expect(page.events.map((each) => each.event.occurredAt)).toEqual([since, new Date(made)]);
  expect(page.after).toBe(String(made));
});

it("one of the other mode is left to whoever it is for, and hides none of those behind it", async () => {
  const since = new Date(Date.now() - 24 * hourMs);
  const made = since.getTime() + hourMs;
  const event = { id: "e1", type: "account.created", live: true, created: made, data: { account: "a1" } };
  const { client } = scriptedClient({ "GET /events/unprocessed": { body: { events: [event], more: true } } });
  expect(await listUndeliveredEvents(client, { after: null, since, signal: soon() })).toEqual({
    events: [],
    after: String(made),
  });
});

it("one that is gone meanwhile needs no mark, and those after it get theirs, whatever the answer says", async () => {
  const { client, asked } = scriptedClient({ "POST /events/e2": { body: undefined } });
  await acknowledgeEvents(client, ["e1", "e2"], soon());
  expect(asked.map(({ path }) => path)).toEqual(["/events/e1", "/events/e2"]);
});
