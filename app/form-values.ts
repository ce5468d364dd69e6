/**
 * The typed text of a form by field name, as it goes back into the form when something is wrong with it. Without the
 * zero character, which nobody types and PostgreSQL refuses.
 */
export function formValues(form: FormData): Record<string, string> {
  const fields = [...form].filter(([name]) => !name.startsWith("$"));
  return Object.fromEntries(
    fields.flatMap(([name, value]) => (typeof value === "string" ? [[name, value.replaceAll("\0", "")]] : [])),
  );
}
