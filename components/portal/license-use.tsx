import { UserRoundCheck } from "lucide-react";
import { LicenseKey, type RevealKey } from "./license-key";

type LicenseUseProps = {
  licenseId: string;
  product: string;
  /** Null: signed-in use. */
  keyHint: string | null;
  reveal: RevealKey;
  /** The key is what the person came for: show it without asking. */
  shownAtOnce?: boolean;
};

/** How the product is unlocked: with the key, or by signing in. */
export function LicenseUse({ licenseId, product, keyHint, reveal, shownAtOnce = false }: LicenseUseProps) {
  if (keyHint !== null) {
    return (
      // Another key is another story: what was shown of the old one is forgotten.
      <LicenseKey
        key={keyHint}
        licenseId={licenseId}
        hint={keyHint}
        product={product}
        reveal={reveal}
        shownAtOnce={shownAtOnce}
      />
    );
  }
  return (
    <p className="flex items-center gap-2.5 rounded-control bg-sunken px-4 py-2.5">
      <UserRoundCheck className="size-4.5 shrink-0 text-muted" />
      Signed-in use: sign in to {product}, no key is needed.
    </p>
  );
}
