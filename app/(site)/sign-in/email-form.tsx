"use client";

import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import type { FormAction } from "@/components/ui/form-state";
import { useFormAction } from "@/components/ui/use-form-action";

/** One field: where the sign-in link goes. */
export function EmailForm({ action, returnTo }: { action: FormAction; returnTo: string }) {
  const { state, pending, form } = useFormAction(action);
  return (
    <form {...form} className="grid gap-5">
      {state.message ? <Banner tone="bad" role="alert" title={state.message} /> : null}
      <input type="hidden" name="returnTo" value={returnTo} />
      <TextField
        label="E-mail address"
        name="email"
        type="email"
        autoComplete="email"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        required
        defaultValue={state.values.email}
        error={state.errors.email}
      />
      <Button type="submit" intent="primary" wide pending={pending}>
        E-mail me a sign-in link
      </Button>
    </form>
  );
}
