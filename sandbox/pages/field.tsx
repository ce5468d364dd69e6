/** @jsxImportSource hono/jsx */
export interface FieldProps {
  name: string;
  label: string;
  value: string;
  error?: string | undefined;
  type?: string;
  autocomplete: string;
  inputmode?: "numeric" | "email" | "text";
  placeholder?: string;
  readonly?: boolean;
  maxlength?: number;
  min?: number;
  max?: number;
}

/** One labeled input with its error beside it; what was typed stays. */
export function Field({ name, label, error, value, readonly, ...input }: FieldProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        value={value}
        required
        readonly={readonly}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={error ? `${name}-error` : undefined}
        {...input}
      />
      {error ? (
        <p class="wrong" id={`${name}-error`}>
          {error}
        </p>
      ) : null}
    </div>
  );
}
