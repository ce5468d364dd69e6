import { FlaskConical } from "lucide-react";

/** Stands on every page while the sandbox plays the payment provider. */
export function SandboxBanner({ sandboxOrigin }: { sandboxOrigin: string }) {
  return (
    <aside aria-label="Sandbox" className="bg-warn-soft text-warn-ink">
      <p className="mx-auto flex max-w-6xl flex-wrap items-center justify-center gap-x-2 px-4 py-2 text-center text-sm">
        <FlaskConical className="size-4 shrink-0" />
        <span>
          <strong className="font-semibold">This is the sandbox:</strong> no money moves.
        </span>
        <a href={sandboxOrigin} className="-my-2 py-2 font-medium underline underline-offset-4">
          Open its control page
        </a>
      </p>
    </aside>
  );
}
