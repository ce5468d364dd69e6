import { LinkButton } from "@/components/ui/link-button";
import { AccountMenu } from "./account-menu";
import { Brand } from "./brand";

export type SignedIn = { name: string | null; email: string | null };

type SiteHeaderProps = { user: SignedIn | null; signOut: () => Promise<void> };

export function SiteHeader({ user, signOut }: SiteHeaderProps) {
  return (
    <header className="border-b border-line bg-surface print:hidden">
      <div className="mx-auto flex min-h-16 max-w-6xl items-center gap-2 px-4 sm:px-6">
        <Brand />
        <nav aria-label="Main" className="ml-auto flex items-center gap-1 sm:ml-6 sm:flex-1">
          <LinkButton href="/" intent="quiet" className="max-sm:px-3">
            Products
          </LinkButton>
          {user ? (
            <LinkButton href="/portal" intent="quiet" className="max-sm:hidden">
              Your licenses
            </LinkButton>
          ) : null}
        </nav>
        {user ? (
          <AccountMenu user={user} signOut={signOut} />
        ) : (
          <LinkButton href="/sign-in" className="max-sm:px-3">
            Sign in
          </LinkButton>
        )}
      </div>
    </header>
  );
}
