import * as fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { openShop, subscriptionSubject } from "@/lib/test-shop";
import { fulfill } from "./fulfill";

const shop = await openShop({ webhooks: [] });
afterAll(() => shop.close());
const monthly = await shop.sell("studio");

it("each second purchase of a product is flagged and told once, in whatever order and however often they are heard of", async () => {
  const order = fc.shuffledSubarray([0, 1, 2, 3, 0, 1, 2, 3], { minLength: 8, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(order, async (heardOf) => {
      const { id: customerId, providerCustomerId } = await shop.welcome("Ada");
      const ids: string[] = [];
      for (let n = 0; n < 4; n += 1) {
        ids.push((await shop.subscribe(providerCustomerId, [{ price: monthly }])).id ?? "");
      }
      for (const which of heardOf) {
        await fulfill(shop.ctx, { subject: subscriptionSubject(ids[which] ?? ""), cause: "test" });
      }
      const flags = await shop.ctx.db.supportFlag.findMany({ where: { customerId } });
      expect(flags.map(({ key }) => key)).toHaveLength(3);
      expect(await shop.ctx.db.license.count({ where: { contractReference: { in: ids } } })).toBe(4);
    }),
    { numRuns: 8, seed: 20_261_122, examples: [[[3, 2, 1, 0, 0, 1, 2, 3]], [[0, 2, 1, 3, 2, 1, 0, 3]]] },
  );
});
