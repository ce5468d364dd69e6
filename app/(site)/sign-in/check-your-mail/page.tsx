import { MailCheck } from "lucide-react";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { LinkButton } from "@/components/ui/link-button";
import { TextLink } from "@/components/ui/text-link";
import { getContext } from "@/lib/context";
import { normalizeEmail } from "@/lib/identity/email-address";
import { sendLink } from "../actions";
import { addressCookie, readReturnTo, signInAddress, type Search } from "../asked";
import { WideAction } from "../wide-action";

export const metadata: Metadata = { title: "Check your mail" };

export default async function CheckYourMailPage({ searchParams }: { searchParams: Search }) {
  const returnTo = await readReturnTo(searchParams);
  const email = normalizeEmail((await cookies()).get(addressCookie)?.value);
  if (email === null) redirect(signInAddress(returnTo));
  const mailbox = sandboxMailbox(email);
  return (
    <>
      <div className="grid gap-1.5">
        <MailCheck className="mb-2 size-8 text-accent-ink" />
        <h1 className="text-2xl">Check your mail</h1>
        <p className="text-muted">
          A sign-in link is on its way to <strong className="block font-medium text-ink">{email}</strong>It works once,
          for 30 minutes, in any browser.
        </p>
      </div>
      {mailbox ? (
        <LinkButton intent="primary" wide href={mailbox} prefetch={false}>
          Open the sandbox mailbox
        </LinkButton>
      ) : null}
      <section aria-labelledby="nothing-came" className="grid gap-3 border-t border-line pt-6">
        <h2 id="nothing-came" className="text-base">
          Nothing there?
        </h2>
        <p className="text-sm text-muted">It can take a minute, and it may be in the spam folder.</p>
        <WideAction action={sendLink} fields={{ email, returnTo }}>
          Send it again
        </WideAction>
        <TextLink
          href={signInAddress(returnTo)}
          className="-mb-3 inline-flex min-h-11 items-center justify-self-center text-sm"
        >
          Use another address
        </TextLink>
      </section>
    </>
  );
}

/** With the sandbox as mail host, the mail is on this machine and one click away. */
function sandboxMailbox(email: string): string | null {
  const { USHER_SANDBOX_ORIGIN: sandbox, SMTP_URL } = getContext().env;
  const local = ["localhost", "127.0.0.1", "[::1]"].includes(new URL(SMTP_URL).hostname);
  return sandbox && local ? `${sandbox}/mail?${new URLSearchParams({ to: email })}` : null;
}
