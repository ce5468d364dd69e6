import { z } from "zod";
import type { World } from "../world";
import type { FormObject } from "./form";
import { readParams } from "./read-params";

export type Method = "GET" | "POST" | "DELETE";

/** One operation of the API. `answer` runs inside a transaction and never waits. */
export interface ApiRoute {
  method: Method;
  path: string;
  answer(world: World, params: FormObject, path: PathIds): object;
}

/** The ids in the path, in order. */
export interface PathIds {
  id: string;
  childId: string;
}

export interface Call<Input> extends PathIds {
  world: World;
  input: Input;
}

/** Declares an operation: where it is, which parameters it takes, what it answers. */
export function route<Schema extends z.ZodType>(
  method: Method,
  path: string,
  schema: Schema,
  answer: (call: Call<z.output<Schema>>) => object,
): ApiRoute {
  return {
    method,
    path,
    answer: (world, params, ids) => answer({ world, input: readParams(schema, params), ...ids }),
  };
}

/** For operations that take no parameter of their own. */
export const nothing = z.strictObject({});
