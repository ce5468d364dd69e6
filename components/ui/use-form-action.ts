"use client";

import { startTransition, useActionState, useEffect, useRef, type SubmitEvent } from "react";
import type { FormAction, FormState } from "./form-state";

const fresh: FormState = { values: {}, errors: {}, message: null };

/**
 * A form on a server action: works without JavaScript; with it, keeps what is typed (React would reset the form),
 * ignores a second submit while the first is under way, and moves the focus to the first field that is wrong.
 */
export function useFormAction(action: FormAction) {
  const [state, formAction, pending] = useActionState(action, fresh);
  const ref = useRef<HTMLFormElement>(null);

  useEffect(() => {
    const wrong = ref.current?.querySelector("[aria-invalid=true], [data-invalid] input");
    if (state !== fresh && wrong instanceof HTMLElement) wrong.focus();
  }, [state]);

  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget, event.nativeEvent.submitter);
    if (!pending) startTransition(() => formAction(form));
  };

  return { state, pending, form: { ref, action: formAction, onSubmit, noValidate: true } };
}
