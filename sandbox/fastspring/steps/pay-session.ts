import type { Order, Session } from "../records";
import { notFound, Refusal } from "../refusal";
import type { World } from "../world";
import { placeOrder } from "./place-order";

export function sessionOf(world: World, id: string): Session {
  const session = world.sessions.get(id);
  if (!session) throw notFound("session");
  return session;
}

/** The buyer pays in the store; a session can be paid once, until it expires. */
export function paySession(world: World, session: Session): Order {
  if (session.order !== null) throw new Refusal({ session: "This order is complete." });
  if (session.expires <= world.now()) throw new Refusal({ session: "This session has expired." });
  const { account, items, tags } = session;
  const order = placeOrder(world, { account, items, tags });
  world.sessions.put({ ...session, order: order.id });
  return order;
}
