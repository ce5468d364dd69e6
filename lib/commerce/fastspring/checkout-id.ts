/** What has to be known to find out about a session later, since FastSpring answers no questions about one. */
export type CheckoutId = {
  session: string;
  account: string;
  licenseeId: string;
  intentId: string;
  expiresAt: Date;
  mode: "subscription" | "payment";
};

const shape = /^([\w-]+):([\w-]+):([\w-]+):([\w-]+):(\d+):(subscription|payment)$/;

export function writeCheckoutId({ session, account, licenseeId, intentId, expiresAt, mode }: CheckoutId): string {
  return [session, account, licenseeId, intentId, expiresAt.getTime(), mode].join(":");
}

/** Null for a text that is no such id. */
export function readCheckoutId(text: string): CheckoutId | null {
  const [, session, account, licenseeId, intentId, expires, mode] = shape.exec(text) ?? [];
  if (!session || !account || !licenseeId || !intentId) return null;
  const expiresAt = new Date(Number(expires));
  return { session, account, licenseeId, intentId, expiresAt, mode: mode === "payment" ? "payment" : "subscription" };
}
