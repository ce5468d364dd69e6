import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getContext } from "@/lib/context";
import { currentUser } from "@/lib/identity/current-user";
import { listSignInMethods } from "@/lib/identity/sign-in-method";
import { goToProvider, sendLink } from "./actions";
import { readReturnTo, type Search } from "./asked";
import { EmailForm } from "./email-form";
import { WideAction } from "./wide-action";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const returnTo = await readReturnTo(searchParams);
  if (await currentUser()) redirect(returnTo);
  const methods = listSignInMethods(getContext().env);
  return (
    <>
      <div className="grid gap-1.5">
        <h1 className="text-2xl">Sign in</h1>
        <p className="text-muted">New here? The same form makes your account. There is no password.</p>
      </div>
      <EmailForm action={sendLink} returnTo={returnTo} />
      {methods.length > 0 ? (
        <section aria-labelledby="other-ways" className="grid gap-3">
          <h2
            id="other-ways"
            className="flex items-center gap-3 text-sm font-normal text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line"
          >
            or
          </h2>
          {methods.map((method) => (
            <WideAction key={method.id} action={goToProvider} fields={{ method: method.id, returnTo }}>
              Continue with {method.name}
            </WideAction>
          ))}
        </section>
      ) : null}
    </>
  );
}
