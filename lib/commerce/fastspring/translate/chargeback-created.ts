import { z } from "zod";
import { chargebackOf } from "../chargeback";
import { orderReference } from "../wire";
import { about, unreadable, type Translation } from "./translation";

const chargeback = z.looseObject({ order: orderReference });

/** A payer's bank takes the money of an order back. */
export function chargebackCreated(data: unknown): Translation {
  const parsed = chargeback.safeParse(data);
  if (!parsed.success) return unreadable("chargeback", parsed.error.issues[0]);
  return about("payment", chargebackOf(parsed.data.order));
}
