"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getContext } from "@/lib/context";
import { signOut } from "@/lib/identity/sign-out";

/** Ends this browser's session and leads to the start page. */
export async function signOutHere(): Promise<void> {
  const jar = await cookies();
  const sent = Object.fromEntries(jar.getAll().map(({ name, value }) => [name, value]));
  for (const { maxAgeSeconds, ...cookie } of await signOut(getContext(), sent)) {
    jar.set({ ...cookie, maxAge: maxAgeSeconds });
  }
  redirect("/");
}
