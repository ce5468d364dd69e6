"use client";

import { CircleUserRound, KeyRound, LogOut, Receipt, Settings } from "lucide-react";
import { startTransition } from "react";
import { Menu, MenuItem, MenuLink, MenuNote } from "@/components/ui/menu";

type AccountMenuProps = { user: { name: string | null; email: string | null }; signOut: () => Promise<void> };

export function AccountMenu({ user, signOut }: AccountMenuProps) {
  const name = user.name ?? user.email ?? "Signed in";
  return (
    <Menu
      label={`Account: ${name}`}
      triggerClassName="-mr-2.5 min-w-11 px-2.5"
      trigger={
        <>
          <CircleUserRound className="size-5.5" />
          <span className="max-w-48 truncate max-sm:hidden">{name}</span>
        </>
      }
    >
      <MenuNote>
        <p className="text-muted">Signed in as</p>
        <p className="max-w-64 truncate font-medium">{user.email ?? name}</p>
      </MenuNote>
      <MenuLink href="/portal">
        <KeyRound />
        Your licenses
      </MenuLink>
      <MenuLink href="/portal/purchases">
        <Receipt />
        Purchases
      </MenuLink>
      <MenuLink href="/portal/account">
        <Settings />
        Account and sign-in
      </MenuLink>
      <MenuItem onClick={() => startTransition(signOut)}>
        <LogOut />
        Sign out
      </MenuItem>
    </Menu>
  );
}
