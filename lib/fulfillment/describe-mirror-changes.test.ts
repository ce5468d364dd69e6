import { expect, it } from "vitest";
import { describeMirrorChanges, factsOfIssues, factsOfSubscription } from "./describe-mirror-changes";
import { aSubscription } from "./test-purchases";

const { subscription } = aSubscription();
const [item] = subscription.items;

it("nothing is said where mirror and provider agree", () => {
  expect(describeMirrorChanges(factsOfSubscription(subscription), factsOfSubscription(subscription))).toEqual([]);
});

it("each thing that differs is named with what it was and what it is", () => {
  const items = [{ id: item?.id ?? "", providerPriceId: "price_other", quantity: 3 }];
  const endedAt = new Date("2026-06-10T00:00:00Z");
  const now = factsOfSubscription({ ...subscription, status: "canceled", endedAt, items });
  expect(describeMirrorChanges(factsOfSubscription(subscription), now)).toEqual([
    "status was active, is canceled",
    "endedAt was none, is 2026-06-10T00:00:00.000Z",
    `line ${item?.id} was 1 of ${item?.providerPriceId}, is 3 of price_other`,
  ]);
});

it("what was not known at all is said so, and what came new or went is absent on one side", () => {
  expect(describeMirrorChanges(null, factsOfSubscription(subscription))).toEqual(["It was not known here"]);
  const none = factsOfIssues({ refunds: [], disputes: [] });
  const refunded = factsOfIssues({ refunds: [{ id: "re_1", status: "succeeded" }], disputes: [] });
  expect(describeMirrorChanges(none, refunded)).toEqual(["refund re_1 was absent, is succeeded"]);
});
