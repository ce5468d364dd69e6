import type { PaymentMethod } from "../wire";

/** Who pays a checkout, and with what. */
export interface Payer {
  email: string | null;
  name: string | null;
  /** Null only where nothing is due and no card is asked for. */
  method: PaymentMethod | null;
  authenticated?: boolean;
}
