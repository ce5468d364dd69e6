import { ThemeChoice, type Theme } from "./theme-choice";

type SiteFooterProps = { theme: Theme; supportEmail: string | undefined };

export function SiteFooter({ theme, supportEmail }: SiteFooterProps) {
  return (
    <footer className="mt-auto border-t border-line print:hidden">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-8 gap-y-3 px-4 py-6 text-sm text-muted sm:px-6">
        {supportEmail ? (
          <p>
            Something not right?{" "}
            <a href={`mailto:${supportEmail}`} className="font-medium text-ink underline underline-offset-4">
              {supportEmail}
            </a>
          </p>
        ) : (
          <p>Licenses by Usher</p>
        )}
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <a href="/docs/api" className="underline-offset-4 hover:underline">
            Licensing API
          </a>
          <ThemeChoice initial={theme} />
        </div>
      </div>
    </footer>
  );
}
