import { expect, it } from "vitest";
import type { Order } from "../order";
import { orderStatus } from "./read-order";
import { toStatus } from "./read-subscription";

type Session = Parameters<typeof orderStatus>[0];
type Row = [status: Session["status"], payment: Session["payment_status"], expected: Order["status"]];

it.each<Row>([
  ["complete", "paid", "paid"],
  ["complete", "no_payment_required", "paid"],
  ["complete", "unpaid", "pending"],
  ["open", "unpaid", "open"],
  ["expired", "unpaid", "expired"],
  [null, "unpaid", "open"],
])("a session that is %s and %s is an order that is %3$s", (status, payment_status, expected) => {
  expect(orderStatus({ status, payment_status, payment_intent: "pi_1" })).toBe(expected);
});

it("a subscription status that Stripe invents later is unknown, not active", () => {
  expect(toStatus("active")).toBe("active");
  expect(toStatus("rejoicing")).toBe("unknown");
});
