import { Card } from "./card";
import { Skeleton } from "./skeleton";

/** The shape of some cards while they are being fetched. */
export function LoadingCards({ count }: { count: number }) {
  return (
    <div className="grid gap-6">
      <output className="sr-only">Loading…</output>
      {Array.from({ length: count }, (_, index) => (
        <Card key={index} className="grid gap-3">
          <Skeleton className="h-6 w-2/5" />
          <Skeleton className="h-4 w-3/5" />
          <Skeleton className="h-11 w-full" />
        </Card>
      ))}
    </div>
  );
}
