"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";

export type KeyReplaced = { kind: "replaced"; licenseKey: string } | { kind: "refused"; reason: string };

export type ReplaceKey = (licenseId: string, freeSeats: boolean) => Promise<KeyReplaced>;

type ReplaceKeyProps = { licenseId: string; product: string; replace: ReplaceKey };

/** A new key, asked for twice, because the old one is dead at once. */
export function ReplaceKeyForm({ licenseId, product, replace }: ReplaceKeyProps) {
  const [step, setStep] = useState<"start" | "confirm">("start");
  const [answer, setAnswer] = useState<KeyReplaced | null>(null);
  const [freeSeats, setFreeSeats] = useState(true);
  const [pending, startTransition] = useTransition();
  const router = useRouter();
  const confirm = () =>
    startTransition(async () => {
      const result = await replace(licenseId, freeSeats);
      setAnswer(result);
      setStep("start");
      if (result.kind === "replaced") router.refresh();
    });
  return (
    <div className="grid justify-items-start gap-3">
      <p className="max-w-prose text-sm text-muted">
        For a key that got into wrong hands. The old key stops working at once, everywhere.
      </p>
      {step === "start" ? (
        <Button size="small" onClick={() => setStep("confirm")} aria-label={`New key for ${product}`}>
          New key
        </Button>
      ) : (
        <Confirmation
          product={product}
          freeSeats={freeSeats}
          onFreeSeats={setFreeSeats}
          pending={pending}
          onConfirm={confirm}
          onCancel={() => setStep("start")}
        />
      )}
      <output className="text-sm text-bad-ink empty:hidden">{answer?.kind === "refused" ? answer.reason : null}</output>
      {answer?.kind === "replaced" ? (
        <NewKey key={answer.licenseKey} licenseKey={answer.licenseKey} product={product} />
      ) : null}
    </div>
  );
}

type ConfirmationProps = {
  product: string;
  freeSeats: boolean;
  onFreeSeats: (free: boolean) => void;
  pending: boolean;
  onConfirm: () => void;
  onCancel: () => void;
};

function Confirmation({ product, freeSeats, onFreeSeats, pending, onConfirm, onCancel }: ConfirmationProps) {
  const group = useRef<HTMLFieldSetElement>(null);
  useEffect(() => group.current?.focus(), []);
  return (
    <fieldset ref={group} tabIndex={-1} className="grid w-full gap-3 rounded-control bg-sunken p-4">
      <legend className="float-left font-medium">Replace the key of {product}?</legend>
      <label className="flex items-start gap-2.5 text-sm">
        <input
          type="checkbox"
          className="mt-0.5 size-4.5 shrink-0 accent-accent"
          checked={freeSeats}
          onChange={(event) => onFreeSeats(event.target.checked)}
        />
        <span>
          Free all seats that are in use now
          <span className="block text-muted">Otherwise they stay taken until their time is over.</span>
        </span>
      </label>
      <div className="flex flex-wrap gap-2">
        <Button size="small" intent="danger" pending={pending} onClick={onConfirm}>
          Replace the key
        </Button>
        <Button size="small" onClick={onCancel}>
          Keep the old key
        </Button>
      </div>
    </fieldset>
  );
}

function NewKey({ licenseKey, product }: { licenseKey: string; product: string }) {
  const box = useRef<HTMLOutputElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <output ref={box} tabIndex={-1} className="grid w-full gap-2 rounded-control bg-sunken p-4">
      <span className="text-sm">The old key no longer works. This is the new one:</span>
      <span className="flex flex-wrap items-center justify-between gap-2">
        <span className="min-w-0 font-mono text-[0.9375rem] break-all">{licenseKey}</span>
        <CopyButton text={licenseKey} what={`new key of ${product}`} />
      </span>
    </output>
  );
}
