/** @jsxImportSource hono/jsx */
import { Field } from "@/sandbox/pages/field";
import { isCalm } from "@/sandbox/chaos/chaos-settings";
import { billingSettings } from "../steps/billing-settings";
import type { World } from "../world";
import { Action } from "@/sandbox/pages/control-table";

/** What the account does about failed payments, and what goes wrong on purpose. */
export function Switches({ world }: { world: World }) {
  return (
    <>
      <Billing world={world} />
      <ChaosSwitch world={world} />
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

const chances = [
  ["duplicate", "Event again, later"],
  ["two_at_once", "Event twice at once"],
  ["twin", "Twin event, own id"],
  ["reorder", "Event overtaken"],
  ["delay", "Event late"],
  ["drop", "Event lost"],
  ["api_error", "API error"],
  ["lost_answer", "Answer lost"],
  ["reset", "Connection broken"],
  ["rate_limit", "Too many requests"],
  ["slow_read", "Slow read"],
] as const;

function ChaosSwitch({ world }: { world: World }) {
  const { settings } = world.chaos;
  const isOff = isCalm(settings);
  return (
    <section class="card stack" aria-labelledby="chaos">
      <div class="row">
        <h2 id="chaos">Chaos</h2>
        <span class={`badge ${isOff ? "good" : "bad"}`}>{isOff ? "Off" : "On"}</span>
      </div>
      <p class="soft small">How likely each is, from 0 to 1. The same seed makes the same things go wrong again.</p>
      <form method="post" action="/control/chaos" class="stack">
        <div class="chances">
          {chances.map(([name, label]) => (
            <Field key={name} name={name} label={label} value={String(settings[name])} autocomplete="off" />
          ))}
          <Field name="delay_ms" label="Late by (ms)" value={String(settings.delay_ms)} autocomplete="off" />
          <Field name="slow_ms" label="Slow by (ms)" value={String(settings.slow_ms)} autocomplete="off" />
          <Field name="seed" label="Seed" value={settings.seed} autocomplete="off" />
        </div>
        <div class="actions">
          <button class="button quiet small" type="submit">
            Set
          </button>
        </div>
      </form>
      {isOff ? null : <Action to="/control/chaos/off" label="Everything off" />}
    </section>
  );
}
