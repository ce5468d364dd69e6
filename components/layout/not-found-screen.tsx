import type { ReactNode } from "react";
import { LinkButton } from "@/components/ui/link-button";

type NotFoundScreenProps = { children: ReactNode; home: { href: string; label: string } };

export function NotFoundScreen({ children, home }: NotFoundScreenProps) {
  return (
    <section className="mx-auto grid w-full max-w-xl justify-items-start gap-4 px-4 py-16 sm:py-24">
      <p className="font-mono text-sm text-muted">404</p>
      <h1 className="text-2xl sm:text-3xl">There is nothing here</h1>
      <div className="text-muted">{children}</div>
      <LinkButton href={home.href} intent="primary" className="mt-2">
        {home.label}
      </LinkButton>
    </section>
  );
}
