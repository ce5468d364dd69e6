import { z } from "zod";
import { orderReference } from "../wire";
import { about, unreadable, type Translation } from "./translation";

const returned = z.looseObject({ original: orderReference });

/** Money went back, for all of an order or a part; the return names the order that it is of. */
export function returnCreated(data: unknown): Translation {
  const parsed = returned.safeParse(data);
  return parsed.success ? about("payment", parsed.data.original) : unreadable("return", parsed.error.issues[0]);
}
