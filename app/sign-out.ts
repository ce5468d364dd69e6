"use server";

import { redirect } from "next/navigation";
import { getContext } from "@/lib/context";
import { signOut } from "@/lib/identity/sign-out";
import { applyCookies, readCookies } from "./cookie-jar";

/** Ends this browser's session and leads to the start page. */
export async function signOutHere(): Promise<void> {
  await applyCookies(await signOut(getContext(), await readCookies()));
  redirect("/");
}
