import { cva } from "class-variance-authority";
import type { ReactNode } from "react";

export type Tone = "good" | "warn" | "bad" | "info" | "neutral";

const look = cva("inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-sm font-medium whitespace-nowrap", {
  variants: {
    tone: {
      good: "bg-good-soft text-good-ink",
      warn: "bg-warn-soft text-warn-ink",
      bad: "bg-bad-soft text-bad-ink",
      info: "bg-accent-soft text-accent-ink",
      neutral: "bg-sunken text-muted",
    },
  },
});

/** A state in one or two words; the words carry it, the color only helps. */
export function Badge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={look({ tone })}>
      <span aria-hidden="true" className="size-1.5 rounded-full bg-current" />
      {children}
    </span>
  );
}
