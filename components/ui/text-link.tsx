import Link from "next/link";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";

export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      {...rest}
      className={classNames(
        "rounded-sm font-medium text-accent-ink underline decoration-accent-ink/40 underline-offset-4 hover:decoration-current",
        className,
      )}
    />
  );
}
