import type { ReactNode } from "react";

type EmptyStateProps = { icon: ReactNode; title: string; children: ReactNode; action?: ReactNode };

/** Nothing here yet: says why, and what to do next. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-3 rounded-card border border-dashed border-outline/60 px-6 py-14 text-center">
      <span className="grid size-12 place-items-center rounded-full bg-sunken text-muted [&>svg]:size-6">{icon}</span>
      <h2 className="text-lg">{title}</h2>
      <div className="max-w-prose text-muted">{children}</div>
      {action ? <div className="mt-2">{action}</div> : null}
    </div>
  );
}
