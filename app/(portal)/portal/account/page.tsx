import type { Metadata } from "next";
import { z } from "zod";
import { providerProblems } from "@/app/(site)/sign-in/words";
import { signOutHere } from "@/app/sign-out";
import { ActionForm } from "@/components/ui/action-form";
import { Badge } from "@/components/ui/badge";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { PageHeading } from "@/components/ui/page-heading";
import { getContext } from "@/lib/context";
import { requireUser } from "@/lib/identity/current-user";
import { signInProblems } from "@/lib/identity/finish-provider-sign-in";
import { listLinkedMethods } from "@/lib/identity/list-linked-methods";
import type { SignedInUser } from "@/lib/identity/signed-in-user";
import { endAllSessions } from "./actions";
import { MethodList } from "./method-list";

export const metadata: Metadata = { title: "Account and sign-in" };

const asked = z.object({
  problem: z.enum(signInProblems).optional().catch(undefined),
  changed: z.enum(["added", "removed"]).optional().catch(undefined),
});

const changes = { added: "The sign-in method was added", removed: "The sign-in method was removed" };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function AccountPage({ searchParams }: { searchParams: Search }) {
  const user = await requireUser("/portal/account");
  const { problem, changed } = asked.parse(await searchParams);
  const methods = await listLinkedMethods(getContext(), user.id);
  return (
    <>
      <PageHeading title="Account and sign-in">Who you are here, and how you get in.</PageHeading>
      {problem ? (
        <Banner tone="bad" role="alert" title={providerProblems[problem].title}>
          {providerProblems[problem].text}
        </Banner>
      ) : null}
      {changed && !problem ? <Banner tone="good" title={changes[changed]} /> : null}
      <Card className="grid gap-4">
        <h2 className="text-lg">You</h2>
        <DescriptionList items={describe(user)} />
      </Card>
      <Card className="grid gap-4">
        <h2 className="text-lg">Ways to sign in</h2>
        <MethodList email={user.emailVerified ? user.email : null} {...methods} />
      </Card>
      <Card className="grid gap-4">
        <div className="grid gap-1">
          <h2 className="text-lg">Sessions</h2>
          <p className="max-w-prose text-muted">
            A sign-in lasts 30 days. Lost a device, or used somebody else’s? Sign out everywhere, in all browsers.
          </p>
        </div>
        <div className="flex flex-wrap gap-3">
          <form action={signOutHere}>
            <Button type="submit">Sign out</Button>
          </form>
          <ActionForm action={endAllSessions}>Sign out everywhere</ActionForm>
        </div>
      </Card>
    </>
  );
}

function describe(user: SignedInUser) {
  return [
    ...(user.name ? [{ term: "Name", description: user.name }] : []),
    {
      term: "E-mail address",
      description: user.email ? (
        <span className="flex flex-wrap items-center gap-2">
          {user.email}
          <Badge tone="good">Verified</Badge>
        </span>
      ) : (
        "None: your sign-in method has not confirmed an address."
      ),
    },
  ];
}
