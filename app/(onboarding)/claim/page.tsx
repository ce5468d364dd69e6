import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { portalAddress } from "@/app/(portal)/portal/visit";
import { ClaimedPurchase } from "@/components/onboarding/claimed-purchase";
import { ActionForm } from "@/components/ui/action-form";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeading } from "@/components/ui/page-heading";
import { describeClaim } from "@/lib/claiming/describe-claim";
import { getContext } from "@/lib/context";
import { currentUser } from "@/lib/identity/current-user";
import { addToAccount } from "./actions";
import { readToken, signInAddress, type Search } from "./asked";
import { ClaimProblem } from "./claim-problem";

export const metadata: Metadata = { title: "Add your purchase", referrer: "same-origin" };

/** Behind the link of a mail. Opening it changes nothing: mail scanners do that too. */
export default async function ClaimPage({ searchParams }: { searchParams: Search }) {
  const token = await readToken(searchParams);
  const user = await currentUser();
  const ctx = getContext();
  const view = await describeClaim(ctx, { token, userId: user?.id ?? null });
  if (view.kind === "already_yours") redirect(portalAddress("/portal", view.customerId));
  if (view.kind !== "open") {
    return <ClaimProblem problem={view.kind} signedIn={user !== null} supportEmail={ctx.env.SUPPORT_EMAIL ?? null} />;
  }
  return user ? (
    <>
      <PageHeading title="Add this purchase to your account">
        You see its licenses, keys and invoices there, and decide about them.
      </PageHeading>
      <ClaimedPurchase purchase={view}>
        <p className="text-muted">
          You are signed in{user.email ? " as " : ""}
          <strong className="font-medium break-words text-ink">{user.email}</strong>. Is this not your account? Then
          sign out, and open the link again.
        </p>
        <ActionForm action={addToAccount} fields={{ token }} intent="primary">
          Add to my account
        </ActionForm>
      </ClaimedPurchase>
    </>
  ) : (
    <>
      <PageHeading title="Your purchase is ready for you">
        Sign in to add it to your account. Without an account, the same form makes one; there is no password.
      </PageHeading>
      <ClaimedPurchase purchase={view}>
        <LinkButton intent="primary" href={signInAddress(token)} className="justify-self-start">
          Sign in to add it
        </LinkButton>
      </ClaimedPurchase>
    </>
  );
}
