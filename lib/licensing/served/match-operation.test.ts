import { expect, test } from "vitest";
import { fillPath, paramNames } from "../wire/address";
import { endpointMap } from "../wire/endpoint-map";
import { matchOperation, operationNames } from "./match-operation";
import { routes } from "./routes";

test.each(operationNames)("%s is found at its own address, with its parameters, and bound to its own row", (name) => {
  const { method, path } = endpointMap[name];
  const params = Object.fromEntries(paramNames(path).map((param) => [param, `the ${param}/é`]));
  expect(matchOperation(method, fillPath(path, params))).toEqual({ kind: "operation", name, params });
  expect(routes[name].operation).toBe(endpointMap[name]);
});

test("another method at a known address is told which ones there are", () => {
  expect(matchOperation("PATCH", "/licensees/1")).toEqual({ kind: "wrong_method", allowed: ["GET", "PUT", "DELETE"] });
});

test.each(["", "/", "/licensees/%E0%A4%A", "/Licensees", "/__proto__", "/licensees/1/2/3/4/5/6/7"])(
  "%j is no address",
  (path) => {
    expect(matchOperation("GET", path)).toEqual({ kind: "unknown" });
  },
);
