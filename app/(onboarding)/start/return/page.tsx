import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import { revealKey } from "@/app/(portal)/portal/actions";
import { PurchaseReport } from "@/components/onboarding/purchase-report";
import { PurchaseWatcher } from "@/components/onboarding/purchase-watcher";
import { getContext } from "@/lib/context";
import { requireUser } from "@/lib/identity/current-user";
import { findLatestCheckout } from "@/lib/onboarding/find-latest-checkout";
import { returnAddress } from "../asked";
import { watch } from "./watch";

export const metadata: Metadata = { title: "Your license" };

const session = z.string().min(1).max(300);

type ReturnPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Where the payment page sends people back to. The session id is no login: only the signed-in owner sees anything. */
export default async function ReturnPage({ searchParams }: ReturnPageProps) {
  const { session_id } = await searchParams;
  if (session_id === undefined) return await leadToLatest();
  const asked = session.safeParse(session_id);
  if (!asked.success) notFound();
  const user = await requireUser(returnAddress(asked.data));
  const purchase = await watch(user.id, asked.data);
  if (purchase.state === "not_found") notFound();
  const query = new URLSearchParams({ session_id: asked.data });
  return (
    <>
      <PurchaseReport watch={purchase} reveal={revealKey.bind(null, purchase.purchase.customerId)} />
      <PurchaseWatcher state={purchase.state} statusHref={`/start/return/status?${query}`} />
    </>
  );
}

/** FastSpring's store leads everybody back to one address, without a session id. */
async function leadToLatest(): Promise<never> {
  const user = await requireUser("/start/return");
  const sessionId = await findLatestCheckout(getContext(), user.id);
  return sessionId === null ? notFound() : redirect(returnAddress(sessionId));
}
