import { Fragment, type ReactNode } from "react";
import { classNames } from "./class-names";

type DescriptionListProps = { items: { term: string; description: ReactNode }[]; className?: string };

export function DescriptionList({ items, className }: DescriptionListProps) {
  return (
    <dl className={classNames("grid gap-x-8 gap-y-1 sm:grid-cols-[max-content_1fr] sm:gap-y-2.5", className)}>
      {items.map((item) => (
        <Fragment key={item.term}>
          <dt className="text-muted">{item.term}</dt>
          <dd className="mb-2 min-w-0 sm:mb-0">{item.description}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
