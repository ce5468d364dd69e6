"use client";

import { Eye, EyeOff } from "lucide-react";
import { useEffect, useRef, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";

export type KeyRevealed = { kind: "revealed"; licenseKey: string } | { kind: "refused"; reason: string };

export type RevealKey = (licenseId: string) => Promise<KeyRevealed>;

type LicenseKeyProps = {
  licenseId: string;
  /** The last characters. */
  hint: string;
  product: string;
  reveal: RevealKey;
  shownAtOnce: boolean;
};

/** The key stays on the server until its owner asks for it. */
export function LicenseKey({ licenseId, hint, product, reveal, shownAtOnce }: LicenseKeyProps) {
  const [answer, setAnswer] = useState<KeyRevealed | null>(null);
  const [pending, startTransition] = useTransition();
  const show = () => startTransition(async () => setAnswer(await reveal(licenseId)));
  const asked = useRef(false);
  useEffect(() => {
    if (!shownAtOnce || asked.current) return;
    asked.current = true;
    startTransition(async () => setAnswer(await reveal(licenseId)));
  }, [shownAtOnce, reveal, licenseId]);
  const licenseKey = answer?.kind === "revealed" ? answer.licenseKey : null;

  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2 rounded-control bg-sunken p-2 pl-4">
        <span className="mr-auto min-w-0 font-mono text-[0.9375rem] break-all">
          <span className="sr-only">License key: </span>
          {licenseKey ?? <HiddenKey hint={hint} />}
        </span>
        {licenseKey ? (
          <>
            <Button size="small" onClick={() => setAnswer(null)} aria-label={`Hide key of ${product}`}>
              <EyeOff className="size-4" />
              Hide
            </Button>
            <CopyButton text={licenseKey} what={`key of ${product}`} />
          </>
        ) : (
          <Button size="small" pending={pending} onClick={show} aria-label={`Show key of ${product}`}>
            {pending ? null : <Eye className="size-4" />}
            Show key
          </Button>
        )}
      </div>
      <Announcement answer={answer} />
    </div>
  );
}

function HiddenKey({ hint }: { hint: string }) {
  return (
    <>
      <span aria-hidden="true" className="text-muted">
        ••••-••••-
      </span>
      <span className="sr-only">hidden, ends with </span>
      {hint}
    </>
  );
}

function Announcement({ answer }: { answer: KeyRevealed | null }) {
  const refused = answer?.kind === "refused";
  return (
    <output className={refused ? "text-sm text-bad-ink" : "sr-only"}>
      {refused ? answer.reason : null}
      {answer?.kind === "revealed" ? "The key is shown." : null}
    </output>
  );
}
