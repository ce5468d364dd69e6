import { z } from "zod";
import type { BillingPortalRequest } from "../commerce-port";
import type { FastSpringClient } from "./fastspring-client";

const links = z.looseObject({ accounts: z.tuple([z.looseObject({ url: z.url() })], z.unknown()) });

/** FastSpring's account page, signed in already. It has no way back to us, and begins where it likes. */
export async function openBillingPortal(
  client: FastSpringClient,
  { providerCustomerId }: BillingPortalRequest,
): Promise<{ url: string }> {
  const path = `/accounts/${encodeURIComponent(providerCustomerId)}/authenticate`;
  const { accounts } = await client.call("opening the account page", { path }, links);
  return { url: `${accounts[0].url}#/subscriptions` };
}
