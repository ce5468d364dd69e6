import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readAnswer } from "./read-answer";

const anything = z.looseObject({});
const read = (text: string, more = {}) => readAnswer("reading", { status: 404, text }, anything, more);

describe("status 404", () => {
  it.each(["", "<html>Not Found</html>", "{}", '{"message":"Not Found"}'])(
    "without a refusal that says so means that too much was asked at once, never that something is gone: %s",
    (text) => {
      expect(() => read(text)).toThrow(expect.objectContaining({ name: "AdapterError", retryable: true }));
    },
  );

  it("with one means that it does not exist", () => {
    expect(read('{"action":"account.get","result":"error","error":{"account":"account not found"}}')).toBeNull();
  });

  it("to a search may mean that nothing was found: what it finds nothing of is made, and made once", () => {
    expect(read("", { isSearch: true })).toBeNull();
  });
});

it("several of which none exists are missing, not refused", () => {
  const gone = { result: "error", error: { order: "Not found" } };
  const text = JSON.stringify({ orders: [gone, gone] });
  expect(readAnswer("reading", { status: 400, text }, anything)).toBeNull();
});
