/** @jsxImportSource hono/jsx */
import { Field } from "@/sandbox/pages/field";
import { ChaosSwitch } from "@/sandbox/pages/chaos-switch";
import { billingSettings } from "../steps/billing-settings";
import type { World } from "../world";

/** What the account does about failed payments, and what goes wrong on purpose. */
export function Switches({ world }: { world: World }) {
  return (
    <>
      <Billing world={world} />
      <ChaosSwitch settings={world.chaos.settings} address="/control/chaos" />
    </>
  );
}

const endings = [
  ["cancel", "cancel the subscription"],
  ["unpaid", "mark it unpaid"],
  ["past_due", "leave it past due"],
] as const;

function Billing({ world }: { world: World }) {
  const { retryDays, afterRetries } = billingSettings(world);
  return (
    <section class="card stack" aria-labelledby="billing">
      <h2 id="billing">Failed payments</h2>
      <form method="post" action="/control/billing" class="stack">
        <div class="pair">
          <Field
            name="retry_days"
            label="Days between attempts"
            value={retryDays.join(", ")}
            autocomplete="off"
            inputmode="text"
          />
          <div class="field">
            <label>
              After the last one
              <select name="after_retries">
                {endings.map(([value, label]) => (
                  <option key={value} value={value} selected={value === afterRetries}>
                    {label}
                  </option>
                ))}
              </select>
            </label>
          </div>
        </div>
        <div class="actions">
          <button class="button quiet small" type="submit">
            Save
          </button>
        </div>
      </form>
    </section>
  );
}
