import type { Dispute } from "./dispute";
import type { Refund } from "./refund";

/** What happened to payments after they were made. */
export type PaymentIssues = { refunds: Refund[]; disputes: Dispute[] };

export const noIssues: PaymentIssues = { refunds: [], disputes: [] };
