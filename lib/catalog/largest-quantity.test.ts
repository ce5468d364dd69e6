import { expect, test } from "vitest";
import { largestQuantity } from "./largest-quantity";

test.each([
  [{ maximumQuantity: 1000, seatsPerUnit: 1 }, 1000],
  [{ maximumQuantity: 1000, seatsPerUnit: 3 }, 333],
  [{ maximumQuantity: 20, seatsPerUnit: 5 }, 20],
  [{ maximumQuantity: 5000, seatsPerUnit: 1 }, 1000],
])("nobody buys more seats than a license can have: %o", (offer, quantity) => {
  expect(largestQuantity(offer)).toBe(quantity);
});
