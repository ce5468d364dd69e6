import { FlaskConical } from "lucide-react";

type SandboxBannerProps = {
  sandboxOrigin: string;
  /** The payment providers that are not played. */
  ownAccounts: readonly string[];
};

/** Stands on every page while the sandbox plays anything; never says of a real provider that it costs nothing. */
export function SandboxBanner({ sandboxOrigin, ownAccounts }: SandboxBannerProps) {
  return (
    <aside aria-label="Sandbox" className="bg-warn-soft text-warn-ink">
      <p className="mx-auto flex max-w-6xl flex-wrap items-center justify-center gap-x-2 px-4 py-2 text-center text-sm">
        <FlaskConical className="size-4 shrink-0" />
        <span>
          <strong className="font-semibold">This is the sandbox:</strong>{" "}
          {ownAccounts.length === 0 ? "no money moves." : `but ${ownAccounts.join(" and ")} is connected for real.`}
        </span>
        <a href={sandboxOrigin} className="-my-2 py-2 font-medium underline underline-offset-4">
          Open its control page
        </a>
      </p>
    </aside>
  );
}
