import { randomUUID } from "node:crypto";
import { createContext } from "@/lib/context";
import { readEnv } from "@/lib/env";
import { fulfill } from "@/lib/fulfillment/fulfill";

/** A subscription at the stand-in with its one item, and its times. */
export type Sold = { id: string; item: string; startedAt: Date; currentPeriodEnd: Date };

/** Fulfills the first subscription and gives all others, which are like it, the same rows: as if each had been, in seconds. */
export async function licenseAll(env: Record<string, string>, [first, ...others]: Sold[]): Promise<void> {
  const ctx = createContext(readEnv(env));
  const { db } = ctx;
  const subject = { provider: "STRIPE", kind: "subscription", id: first?.id ?? "" } as const;
  await fulfill(ctx, { subject, cause: "bench" });
  const license = await db.license.findFirstOrThrow({ omit: { productConfigInfo: true } });
  const grant = await db.grant.findFirstOrThrow();
  const { items, ...mirror } = await db.subscription.findFirstOrThrow({ include: { items: true } });
  const copies = others.map((sold) => ({ ...sold, licenseId: randomUUID(), mirrorId: randomUUID() }));
  await db.license.createMany({
    data: copies.map(({ id, licenseId }) => ({
      ...license,
      id: licenseId,
      contractReference: id,
      subscriptionReference: id,
    })),
  });
  await db.grant.createMany({
    data: copies.map(({ id, item: line, licenseId }) => ({
      ...grant,
      id: randomUUID(),
      licenseId,
      line,
      subject: `stripe:subscription:${id}`,
    })),
  });
  await db.subscription.createMany({
    data: copies.map(({ id: providerSubscriptionId, mirrorId: id, startedAt, currentPeriodEnd }) => ({
      ...mirror,
      id,
      providerSubscriptionId,
      startedAt,
      currentPeriodEnd,
    })),
  });
  await db.subscriptionItem.createMany({
    data: copies.flatMap(({ item: providerItemId, mirrorId: subscriptionId }) =>
      items.map((item) => ({ ...item, id: randomUUID(), subscriptionId, providerItemId })),
    ),
  });
  await db.$disconnect();
}
