import type { RateRule } from "@/lib/db/limit-rate";

/** More than a person changes their mind, and less than Stripe allows for one subscription (10 invoices a minute, 20 a day). */
export const changeLimits: readonly RateRule[] = [{ name: "change-purchase", points: 15, perSeconds: 600 }];
