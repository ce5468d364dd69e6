import type { Metadata } from "next";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { TextLink } from "@/components/ui/text-link";
import { currentUser } from "@/lib/identity/current-user";
import { confirmLink } from "../actions";
import { readLink, signInAddress, type Search } from "../asked";
import { WideAction } from "../wide-action";

export const metadata: Metadata = { title: "Sign in", referrer: "same-origin" };

/** Behind the link of a mail. Opening it changes nothing: mail scanners do that too. */
export default async function ConfirmPage({ searchParams }: { searchParams: Search }) {
  const link = await readLink(searchParams);
  if (link.email === "" || link.token === "") return <IncompleteLink returnTo={link.returnTo} />;
  const user = await currentUser();
  return (
    <>
      <div className="grid gap-1.5">
        <h1 className="text-2xl">Almost there</h1>
        <p className="text-muted">
          Sign in as <strong className="font-medium text-ink">{link.email}</strong>
        </p>
      </div>
      {user && user.email !== link.email ? (
        <Banner tone="info" title={`You are signed in as ${user.email ?? user.name ?? "somebody else"}`}>
          Signing in here ends that session in this browser.
        </Banner>
      ) : null}
      <WideAction action={confirmLink} fields={link} intent="primary">
        Sign in
      </WideAction>
      <TextLink
        href={signInAddress(link.returnTo)}
        className="-mb-3 inline-flex min-h-11 items-center justify-self-center text-sm"
      >
        Ask for a new link
      </TextLink>
    </>
  );
}

function IncompleteLink({ returnTo }: { returnTo: string }) {
  return (
    <>
      <div className="grid gap-1.5">
        <h1 className="text-2xl">This link is not complete</h1>
        <p className="text-muted">
          Part of it is missing. Open it from the mail again, by its button, or ask for a new one.
        </p>
      </div>
      <LinkButton intent="primary" wide href={signInAddress(returnTo)}>
        Ask for a new link
      </LinkButton>
    </>
  );
}
