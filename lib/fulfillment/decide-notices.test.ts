import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/kernel/add-days";
import { decideNotices, type NoticeCase } from "./decide-notices";
import { now } from "./test-purchases";

const subject = "stripe:subscription:sub_1";
const urls = { purchaseUrl: "https://app.test/portal/purchases/sub_1", portalUrl: "https://app.test/portal" };
const decide = (news: Partial<NoticeCase>) =>
  decideNotices({ now, subject, changes: [], overdue: null, ...urls, ...news });

describe("what owners are told of a purchase", () => {
  it("is nothing when nothing about their licenses changed", () => {
    expect(decide({})).toEqual([]);
  });

  it("is one mail for all licenses that one thing happened to, each product named once", () => {
    const suspended = { kind: "suspended", cause: "paused" } as const;
    const changes = ["Studio", "Render", "Studio"].map((productName) => ({ ...suspended, productName }));
    expect(decide({ changes })).toEqual([
      {
        key: `license_suspended:${subject}:${now.toISOString()}`,
        message: {
          kind: "license_suspended",
          cause: "paused",
          productNames: ["Studio", "Render"],
          purchaseUrl: urls.purchaseUrl,
        },
      },
    ]);
  });

  it("is nothing about seats that they set to none themselves", () => {
    expect(decide({ changes: [{ kind: "suspended", cause: "no_seats", productName: "Studio" }] })).toEqual([]);
  });

  it("names the end of the grace period, once for each payment that fails", () => {
    const overdue = { since: addDays(now, -1), graceEndsAt: addDays(now, 13), productNames: ["Studio"] };
    const [first, again] = [decide({ overdue }), decide({ overdue, now: addDays(now, 2) })];
    expect(first).toEqual(again);
    expect(first).toMatchObject([
      { message: { kind: "payment_failing", graceEndsAt: addDays(now, 13).toISOString() } },
    ]);
    const later = { ...overdue, since: addDays(now, 30) };
    expect(decide({ overdue: later })[0]?.key).not.toEqual(first[0]?.key);
  });
});
