import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

/** The shape of a heading and some cards while a page is being made. */
export function LoadingScreen({ cards = 2 }: { cards?: number }) {
  return (
    <div className="grid gap-6">
      <h1 className="sr-only">Loading…</h1>
      <Skeleton className="h-9 w-56" />
      {Array.from({ length: cards }, (_, index) => (
        <Card key={index} className="grid gap-3">
          <Skeleton className="h-6 w-2/5" />
          <Skeleton className="h-4 w-3/5" />
          <Skeleton className="h-11 w-full" />
        </Card>
      ))}
    </div>
  );
}
