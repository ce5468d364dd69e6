import type { VariantProps } from "class-variance-authority";
import Link from "next/link";
import type { ComponentProps } from "react";
import { buttonLook } from "./button";
import { classNames } from "./class-names";

type LinkButtonProps = ComponentProps<typeof Link> & VariantProps<typeof buttonLook>;

/** A link that looks like a button: it goes somewhere, it changes nothing. */
export function LinkButton({ intent, size, wide, className, ...rest }: LinkButtonProps) {
  return <Link {...rest} className={classNames(buttonLook({ intent, size, wide }), className)} />;
}
