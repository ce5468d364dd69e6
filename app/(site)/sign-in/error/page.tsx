import type { Metadata } from "next";
import { z } from "zod";
import { LinkButton } from "@/components/ui/link-button";
import { signInProblems } from "@/lib/identity/finish-provider-sign-in";
import type { Search } from "../asked";
import { providerProblems } from "../words";

export const metadata: Metadata = { title: "Sign-in problem" };

const asked = z.enum(signInProblems).catch("failed");

/** Where a journey to a provider ends that did not sign in. */
export default async function SignInErrorPage({ searchParams }: { searchParams: Search }) {
  const problem = providerProblems[asked.parse((await searchParams).problem)];
  return (
    <>
      <div className="grid gap-2">
        <h1 className="text-2xl">{problem.title}</h1>
        <p className="text-muted">{problem.text}</p>
      </div>
      <LinkButton intent="primary" wide href="/sign-in">
        Back to sign-in
      </LinkButton>
    </>
  );
}
