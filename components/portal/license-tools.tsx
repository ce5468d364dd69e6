import { Disclosure } from "@/components/ui/disclosure";
import { LicenseFileForm } from "./license-file-form";
import { ReplaceKeyForm, type ReplaceKey } from "./replace-key";

export type LicenseToolsProps = {
  licenseId: string;
  customerId: string;
  product: string;
  hasKey: boolean;
  replace: ReplaceKey;
  file: { choices: readonly number[]; chosen: number };
};

/** What owners and admins do with a license now and then. */
export function LicenseTools({ licenseId, customerId, product, hasKey, replace, file }: LicenseToolsProps) {
  return (
    <Disclosure summary={hasKey ? "Offline use and new key" : "Offline use"} of={product}>
      <div className="grid gap-6 pt-2 pb-3">
        <section className="grid gap-2">
          <h3 className="font-medium">Use without a network</h3>
          <LicenseFileForm licenseId={licenseId} customerId={customerId} product={product} {...file} />
        </section>
        {hasKey ? (
          <section className="grid gap-2">
            <h3 className="font-medium">Replace the key</h3>
            <ReplaceKeyForm licenseId={licenseId} product={product} replace={replace} />
          </section>
        ) : null}
      </div>
    </Disclosure>
  );
}
