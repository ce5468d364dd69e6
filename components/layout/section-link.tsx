"use client";

import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";

/** A link of a section's navigation; knows whether it is where we are, and stays with the chosen customer. */
export function SectionLink({ href, children }: { href: string; children: ReactNode }) {
  const path = usePathname();
  const here = path === href ? "page" : isSection(href) && path.startsWith(`${href}/`) ? "true" : undefined;
  const customer = useSearchParams().get("customer");
  return (
    <Link
      href={customer ? `${href}?${new URLSearchParams({ customer })}` : href}
      aria-current={here}
      className="flex min-h-11 items-center gap-2 rounded-control px-3 whitespace-nowrap text-muted transition-colors hover:bg-hover hover:text-ink aria-[current]:bg-hover aria-[current]:font-medium aria-[current]:text-ink [&>svg]:size-4.5 max-sm:[&>svg]:hidden"
    >
      {children}
    </Link>
  );
}

/** What lies under the portal's first page are the other sections. */
function isSection(href: string): boolean {
  return href.split("/").length > 2;
}
