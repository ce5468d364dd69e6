import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { readNotification } from "./read-notification";

const secret = "a secret that is long enough";
const now = new Date("2027-01-05T12:00:00Z");

function read(event: object) {
  const body = JSON.stringify({ events: [event] });
  const signature = createHmac("sha256", secret).update(body).digest("base64");
  return readNotification({ secrets: [secret], live: true }, body, signature, now);
}

const event = { id: "e1", type: "subscription.deactivated", live: true, data: { subscription: "sub1" } };
const subject = { provider: "FASTSPRING", kind: "subscription", id: "sub1" };

it.each([
  ["in milliseconds", 1_799_150_400_000, new Date(1_799_150_400_000)],
  ["as text", "2027-01-04T10:00:00Z", new Date("2027-01-04T10:00:00Z")],
  ["not at all", undefined, now],
  ["as nothing", null, now],
  ["as a word", "yesterday", now],
  ["beyond all calendars", 1e18, now],
])("an event counts whatever it says of when it was made: %s", (_what, created, occurredAt) => {
  expect(read({ ...event, created })).toMatchObject({ kind: "events", events: [{ subject, occurredAt }] });
});

it.each([null, "false", 0])("an end counts whatever the event says of `active`: %s", (active) => {
  expect(read({ ...event, data: { subscription: "sub1", active } })).toMatchObject({ events: [{ subject }] });
});
