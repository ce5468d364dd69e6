"use client";

import { Menu as BaseMenu } from "@base-ui/react/menu";
import Link from "next/link";
import { useRef, type ReactNode } from "react";
import { buttonLook } from "./button";
import { classNames } from "./class-names";

type MenuProps = {
  label: string;
  trigger: ReactNode;
  triggerClassName?: string;
  /** Which edge of the button the list keeps to. */
  align?: "start" | "end";
  children: ReactNode;
};

const itemLook =
  "flex min-h-11 w-full cursor-pointer items-center gap-3 rounded-control px-3 text-left outline-none select-none data-highlighted:bg-hover [&>svg]:size-4.5 [&>svg]:text-muted";

/** A button that opens a list of places and deeds. */
export function Menu({ label, trigger, triggerClassName, align = "end", children }: MenuProps) {
  // The popup stands beside its button, inside the same landmark.
  const beside = useRef<HTMLDivElement>(null);
  return (
    <BaseMenu.Root modal={false}>
      <BaseMenu.Trigger
        aria-label={label}
        className={classNames(buttonLook({ intent: "quiet" }), "data-popup-open:bg-hover", triggerClassName)}
      >
        {trigger}
      </BaseMenu.Trigger>
      <div ref={beside} className="absolute" />
      <BaseMenu.Portal container={beside}>
        <BaseMenu.Positioner align={align} sideOffset={6} className="z-20 outline-none">
          <BaseMenu.Popup className="grid min-w-60 rounded-card border border-line bg-surface p-1.5 shadow-popup transition-[opacity,scale] duration-100 outline-none data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0">
            {children}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

export function MenuLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <BaseMenu.LinkItem className={itemLook} closeOnClick render={<Link href={href} />}>
      {children}
    </BaseMenu.LinkItem>
  );
}

export function MenuItem({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <BaseMenu.Item className={itemLook} onClick={onClick}>
      {children}
    </BaseMenu.Item>
  );
}

/** Words between items: who is signed in, what a group of items is about. */
export function MenuNote({ children }: { children: ReactNode }) {
  return <div className="mb-1.5 border-b border-line px-3 pt-1.5 pb-2.5 text-sm">{children}</div>;
}
