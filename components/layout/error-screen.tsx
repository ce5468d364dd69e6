"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";

type ErrorScreenProps = {
  error: unknown;
  retry: () => void;
  /** What did not happen, and what certainly did not break. */
  children: React.ReactNode;
  home: { href: string; label: string };
};

function digestOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("digest" in error)) return null;
  return typeof error.digest === "string" ? error.digest : null;
}

/** The unexpected, said plainly: what it means for the customer, try again, and a reference for support. */
export function ErrorScreen({ error, retry, children, home }: ErrorScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const digest = digestOf(error);
  return (
    <section className="mx-auto grid w-full max-w-xl justify-items-start gap-4 px-4 py-16 sm:py-24">
      <h1 ref={heading} tabIndex={-1} className="text-2xl sm:text-3xl">
        That didn’t work
      </h1>
      <div className="text-muted">{children}</div>
      <div className="mt-2 flex flex-wrap gap-3">
        <Button intent="primary" onClick={retry}>
          Try again
        </Button>
        <LinkButton href={home.href}>{home.label}</LinkButton>
      </div>
      {digest ? (
        <p className="text-sm text-muted">
          Reference for support: <code className="font-mono text-ink">{digest}</code>
        </p>
      ) : null}
    </section>
  );
}
