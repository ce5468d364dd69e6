/** What a form's action answers when it stays on the page: the typed text as it was, and what is wrong with it. */
export type FormState = {
  values: Record<string, string>;
  /** By field name. */
  errors: Record<string, string>;
  /** Concerns the whole form. */
  message: string | null;
};

export type FormAction = (before: FormState, form: FormData) => Promise<FormState>;
