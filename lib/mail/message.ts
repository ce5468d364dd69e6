import { z } from "zod";

const licenseReady = z.object({
  kind: z.literal("license_ready"),
  licenseeName: z.string(),
  productName: z.string(),
  seats: z.number().int().positive(),
  portalUrl: z.url(),
});

const signInMethodLinked = z.object({
  kind: z.literal("sign_in_method_linked"),
  methodName: z.string(),
  accountUrl: z.url(),
});

/** What may wait in the database until it is sent: nothing in it opens anything by itself. */
export const queueableMessage = z.discriminatedUnion("kind", [licenseReady, signInMethodLinked]);

export type QueueableMessage = z.infer<typeof queueableMessage>;

/** Holds a key to somebody's account, so it is sent at once and stored nowhere. */
export type SignInLinkMessage = { kind: "sign_in_link"; url: string; siteHost: string; validMinutes: number };

/** Everything this system says by mail. */
export type Message = QueueableMessage | SignInLinkMessage;
