import { SiteHeader } from "@/components/layout/site-header";
import { currentUser } from "@/lib/identity/current-user";
import { signOutHere } from "./sign-out";

/** The header of every section, for whoever is signed in. */
export async function Header() {
  return <SiteHeader user={await currentUser()} signOut={signOutHere} />;
}
