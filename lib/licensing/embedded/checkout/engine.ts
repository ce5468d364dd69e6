import type { Db } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import type { LeaseTerms } from "./lease-times";
import type { TokenSigner } from "./token-signer";

/** What every deed of the checkout is given. */
export type CheckoutEngine = { db: Db; now: Clock; terms: LeaseTerms; signer: TokenSigner };
