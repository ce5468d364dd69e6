"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { applyCookies, readCookies } from "@/app/cookie-jar";
import { formValues } from "@/app/form-values";
import { beginProblem } from "@/app/(site)/sign-in/words";
import type { FormState } from "@/components/ui/form-state";
import { getContext } from "@/lib/context";
import { beginProviderSignIn } from "@/lib/identity/begin-provider-sign-in";
import { clientAddress } from "@/lib/identity/client-address";
import { requireUser } from "@/lib/identity/current-user";
import { signOut } from "@/lib/identity/sign-out";
import { signOutEverywhere } from "@/lib/identity/sign-out-everywhere";
import { unlinkMethod } from "@/lib/identity/unlink-method";
import { assertNever } from "@/lib/kernel/assert-never";

const page = "/portal/account";

/** Goes to the provider to add its identity to this account. */
export async function addMethod(_before: FormState, form: FormData): Promise<FormState> {
  const values = formValues(form);
  const user = await requireUser(page);
  const answer = await beginProviderSignIn(getContext(), {
    methodId: values.method,
    returnTo: `${page}?changed=added`,
    cookies: await readCookies(),
    clientAddress: clientAddress(await headers()),
    linkTo: { userId: user.id },
  });
  switch (answer.kind) {
    case "go_to_provider":
      await applyCookies(answer.cookies);
      return redirect(answer.url);
    case "unknown_method":
    case "limited":
    case "provider_unreachable":
      return { values, errors: {}, message: beginProblem(answer) };
    default:
      return assertNever(answer);
  }
}

export async function removeMethod(_before: FormState, form: FormData): Promise<FormState> {
  const values = formValues(form);
  const user = await requireUser(page);
  const actor = { kind: "user", userId: user.id, email: user.email } as const;
  const decision = await unlinkMethod(getContext(), actor, values.account ?? "");
  switch (decision.kind) {
    case "allowed":
    case "not_linked":
      return redirect(`${page}?changed=removed`);
    case "last_method":
      return { values, errors: {}, message: "This is your only way to sign in. Add another one first." };
    default:
      return assertNever(decision);
  }
}

/** Ends every session of the person, also the one that asks. */
export async function endAllSessions(): Promise<FormState> {
  const user = await requireUser(page);
  await signOutEverywhere(getContext(), { kind: "user", userId: user.id, email: user.email });
  await applyCookies(await signOut(getContext(), await readCookies()));
  redirect("/sign-in");
}
