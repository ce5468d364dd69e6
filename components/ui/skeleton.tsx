import { classNames } from "./class-names";

/** A gray shape where content will be; hidden from assistive technology, the page says "Loading" once. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={classNames("animate-pulse rounded-control bg-hover", className)} />;
}
