import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

/** What not everybody needs, behind one line. `of` tells lines of the same words apart, for who can't see the card. */
export function Disclosure({ summary, of, children }: { summary: string; of: string; children: ReactNode }) {
  return (
    <details className="group">
      <summary className="flex min-h-11 w-fit list-none items-center gap-1.5 rounded-control pr-2 text-sm font-medium text-muted hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight className="size-4 transition-transform group-open:rotate-90" />
        {summary}
        <span className="sr-only"> of {of}</span>
      </summary>
      {children}
    </details>
  );
}
