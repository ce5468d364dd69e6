import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { DescriptionList } from "@/components/ui/description-list";
import { Disclosure } from "@/components/ui/disclosure";
import { LinkButton } from "@/components/ui/link-button";
import type { OwnedLicense } from "@/lib/portal/owned-license";
import type { RevealKey } from "./license-key";
import { LicenseStateBadge } from "./license-state";
import { LicenseTools, type LicenseToolsProps } from "./license-tools";
import { LicenseTermText } from "./license-term";
import { LicenseUse } from "./license-use";
import { seatsText } from "./seats-text";

type LicenseCardProps = {
  license: OwnedLicense;
  reveal: RevealKey;
  /** Where a failed payment is put right; null for those who may not. */
  billingHref: string | null;
  /** Missing for those who may not, and where it is not the place. */
  tools?: Pick<LicenseToolsProps, "customerId" | "replace" | "file"> | undefined;
};

/** A license as its owner needs it: what, how many, until when, and how to use it. */
export function LicenseCard({ license, reveal, billingHref, tools }: LicenseCardProps) {
  const unpaid = license.term.kind === "payment_due";
  return (
    <Card className="grid gap-4">
      <div>
        <div className="flex items-start justify-between gap-4">
          <h2 className="text-lg">{license.productDisplayName}</h2>
          <LicenseStateBadge license={license} />
        </div>
        <p className="text-muted">
          {[license.offerName, seatsText(license.seats)].filter(Boolean).join(" · ")}
          <span aria-hidden="true"> · </span>
          <LicenseTermText term={license.term} />
        </p>
      </div>
      {license.state === "suspended" && license.stateReason ? (
        <p className="text-warn-ink">{license.stateReason}</p>
      ) : null}
      {unpaid && license.state !== "revoked" && billingHref ? (
        <LinkButton href={billingHref} className="justify-self-start">
          Update your card
        </LinkButton>
      ) : null}
      {license.state === "revoked" ? null : (
        <LicenseUse
          licenseId={license.id}
          product={license.productDisplayName}
          keyHint={license.keyHint}
          reveal={reveal}
        />
      )}
      <div className="-mt-2 -mb-3">
        {tools && license.state === "valid" && license.term.kind !== "ended" ? (
          <LicenseTools
            {...tools}
            licenseId={license.id}
            product={license.productDisplayName}
            hasKey={license.keyHint !== null}
          />
        ) : null}
        <LicenseDetails license={license} />
      </div>
    </Card>
  );
}

function LicenseDetails({ license }: { license: OwnedLicense }) {
  const { references } = license;
  const items = [
    { term: "Issued on", description: <DateTime at={license.issuedAt} /> },
    { term: "Features", description: license.features.join(", ") },
    { term: "Subscription", description: reference(references.subscriptionReference) },
    { term: "Order", description: reference(references.orderReference) },
    { term: "Contract", description: reference(references.contractReference) },
    { term: "Product reference", description: reference(references.productReference) },
    { term: "License id", description: reference(license.id) },
  ].filter((item) => item.description);
  return (
    <Disclosure summary="Details" of={license.productDisplayName}>
      <DescriptionList items={items} className="pt-2 pb-3 text-sm" />
    </Disclosure>
  );
}

function reference(text: string | null) {
  return text ? <code className="font-mono text-[0.8125rem] break-all">{text}</code> : null;
}
