import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { endpointMap } from "../wire/endpoint-map";
import { stateOf } from "./testing/state-of";

const guide = readFileSync(join(import.meta.dirname, "../../../docs/licensing-api.md"), "utf8");

test("the guide lists every operation of the endpoint map with its source and state, and no other", () => {
  const table = guide.split("## Every operation")[1]?.split("\n## ")[0] ?? "";
  const rows = table.split("\n").filter((line) => line.startsWith("| `"));
  const cells = rows.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const expected = Object.entries(endpointMap).map(([name, operation]) => [
    `\`${name}\``,
    `\`${operation.method} ${operation.path}\``,
    operation.mark,
    stateOf(operation),
  ]);
  expect(cells).toEqual(expected);
});
