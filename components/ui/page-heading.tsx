import type { ReactNode } from "react";

type PageHeadingProps = { title: string; children?: ReactNode; action?: ReactNode };

/** The one h1 of a page, what it is about, and its one primary action. */
export function PageHeading({ title, children, action }: PageHeadingProps) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-4">
      <div className="grid gap-1.5">
        <h1 className="text-2xl sm:text-3xl">{title}</h1>
        {children ? <div className="max-w-prose text-muted">{children}</div> : null}
      </div>
      {action}
    </div>
  );
}
