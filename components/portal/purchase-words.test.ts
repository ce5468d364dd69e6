import { expect, test } from "vitest";
import { lineText, nameOf } from "./purchase-words";

const yearly = { id: "1", sku: "E-Y", offerName: "Yearly", productName: "Editor", quantity: 2, seats: 10 };
const unknown = { id: "2", sku: null, offerName: "Other product", productName: null, quantity: 3, seats: null };

test("a purchase with several lines is called by its products, each once", () => {
  const monthly = { ...yearly, id: "3", offerName: "Monthly" };
  expect(nameOf({ lines: [yearly, monthly, unknown] })).toBe("Editor, Other product");
});

test("a line says its plan and what that makes in seats, as far as the catalog knows", () => {
  expect([yearly, { ...yearly, seats: 1 }, unknown].map(lineText)).toEqual([
    "Yearly · 10 seats",
    "Yearly · 1 seat",
    "× 3",
  ]);
});
