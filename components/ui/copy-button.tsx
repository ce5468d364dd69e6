"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button";

/** Copies `text`; says so in words too, for those who don't see the icon change. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [outcome, setOutcome] = useState<"idle" | "copied" | "refused">("idle");
  useEffect(() => {
    if (outcome === "idle") return undefined;
    const timer = setTimeout(() => setOutcome("idle"), 2500);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome("copied");
    } catch {
      setOutcome("refused");
    }
  };

  return (
    <>
      <Button size="small" onClick={copy} aria-label={`Copy ${what}`}>
        {outcome === "copied" ? <Check className="size-4 text-good-ink" /> : <Copy className="size-4" />}
        {outcome === "copied" ? "Copied" : "Copy"}
      </Button>
      <output className={outcome === "refused" ? "text-sm text-muted" : "sr-only"}>
        {outcome === "refused" ? "Copying isn’t allowed here: select the text instead." : null}
        {outcome === "copied" ? `Copied ${what}` : null}
      </output>
    </>
  );
}
