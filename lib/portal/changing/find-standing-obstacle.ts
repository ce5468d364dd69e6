import { decideStandingObstacle } from "../decide-change";
import { describeSubscription } from "../describe-purchase";
import { findPurchaseKnowledge } from "../find-purchase-knowledge";
import type { ChangeContext } from "./change-context";
import type { OwnSubscription } from "./own-subscription";

/** What stands in the way of a change as far as we know without asking the provider; null: nothing. */
export async function findStandingObstacle(
  ctx: Pick<ChangeContext, "db" | "commerce" | "now">,
  { row }: OwnSubscription,
): Promise<ReturnType<typeof decideStandingObstacle>> {
  const known = await findPurchaseKnowledge(ctx, { subscriptions: [row], orders: [] });
  const isConnected = ctx.commerce[row.provider] !== undefined;
  return decideStandingObstacle(describeSubscription(row, known).status, { isConnected });
}
