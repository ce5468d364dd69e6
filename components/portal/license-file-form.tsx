import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Field, inputLook } from "@/components/ui/field";
import { classNames } from "@/components/ui/class-names";

type LicenseFileFormProps = {
  licenseId: string;
  customerId: string;
  product: string;
  /** For how many days a file can be made. */
  choices: readonly number[];
  chosen: number;
};

/** A plain form: the answer is a file, and the page stays. */
export function LicenseFileForm({ licenseId, customerId, product, choices, chosen }: LicenseFileFormProps) {
  return (
    <form action="/portal/license-file" method="get" className="grid justify-items-start gap-3">
      <input type="hidden" name="customer" value={customerId} />
      <input type="hidden" name="license" value={licenseId} />
      <p className="max-w-prose text-sm text-muted">
        With a license file, {product} runs where there is no network. It ends on its own, sooner when the license does.
      </p>
      <div className="flex flex-wrap items-end gap-3">
        <Field label="Works for">
          {(control) => (
            <select {...control} name="days" defaultValue={chosen} className={classNames(inputLook, "w-auto pr-8")}>
              {choices.map((days) => (
                <option key={days} value={days}>
                  {days} days
                </option>
              ))}
            </select>
          )}
        </Field>
        <Button type="submit" aria-label={`Download license file of ${product}`}>
          <Download className="size-4" />
          Download license file
        </Button>
      </div>
    </form>
  );
}
