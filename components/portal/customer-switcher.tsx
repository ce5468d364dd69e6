import { Check, ChevronsUpDown } from "lucide-react";
import { Menu, MenuLink } from "@/components/ui/menu";

type CustomerSwitcherProps = {
  current: string;
  options: { name: string; detail: string; href: string; current: boolean }[];
};

/** For whoever belongs to several customers: whose licenses and purchases are shown. */
export function CustomerSwitcher({ current, options }: CustomerSwitcherProps) {
  return (
    <div className="flex">
      <Menu
        label={`Shown for ${current}. Change`}
        triggerClassName="-ml-2 px-2 text-muted"
        align="start"
        trigger={
          <>
            {current}
            <ChevronsUpDown className="size-4" />
          </>
        }
      >
        {options.map((option) => (
          <MenuLink key={option.href} href={option.href}>
            <Check className={option.current ? "" : "invisible"} />
            <span className="grid py-1.5">
              {option.name}
              <span className="text-sm text-muted">{option.detail}</span>
            </span>
          </MenuLink>
        ))}
      </Menu>
    </div>
  );
}
