/** @jsxImportSource hono/jsx */
import { isCalm, type ChaosSettings } from "@/sandbox/chaos/chaos-settings";
import { Action } from "./control-table";
import { Field } from "./field";

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

/** What goes wrong on purpose; `address` is where the switch is set. */
export function ChaosSwitch({ settings, address }: { settings: ChaosSettings; address: string }) {
  const isOff = isCalm(settings);
  return (
    <section class="card stack" aria-labelledby="chaos">
      <div class="row">
        <h2 id="chaos">Chaos</h2>
        <span class={`badge ${isOff ? "good" : "bad"}`}>{isOff ? "Off" : "On"}</span>
      </div>
      <p class="soft small">How likely each is, from 0 to 1. The same seed makes the same things go wrong again.</p>
      <form method="post" action={address} class="stack">
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
      {isOff ? null : <Action to={`${address}/off`} label="Everything off" />}
    </section>
  );
}
