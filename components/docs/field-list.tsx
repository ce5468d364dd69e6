import type { ApiField } from "@/lib/licensing/api-reference";

/** `always`: the word for a field that is never absent. */
type FieldListProps = { title: string; fields: ApiField[]; always?: string };

/** What goes in or out, one field a row; on narrow screens one below the other. */
export function FieldList({ title, fields, always = "required" }: FieldListProps) {
  if (fields.length === 0) return null;
  return (
    <section className="grid min-w-0 gap-1">
      <h4 className="text-sm font-semibold">{title}</h4>
      <dl className="divide-y divide-line border-y border-line text-sm">
        {fields.map((field) => (
          <Field key={`${field.place} ${field.name}`} field={field} always={always} />
        ))}
      </dl>
    </section>
  );
}

function Field({ field, always }: { field: ApiField; always: string }) {
  const { name, place, type, object, required, limits, note } = field;
  return (
    <div className="grid gap-x-6 gap-y-0.5 py-2 sm:grid-cols-[minmax(0,15rem)_1fr]">
      <dt className="min-w-0">
        <code className="font-mono">{name}</code>
        {required ? <span className="ml-2 text-warn-ink">{always}</span> : null}
        {place && place !== "path" ? <span className="ml-2 text-muted">{place}</span> : null}
      </dt>
      <dd className="min-w-0 text-muted">
        {object ? (
          <a href={`#${object}`} className="font-mono text-accent-ink underline underline-offset-4">
            {type}
          </a>
        ) : (
          <span className="font-mono">{type}</span>
        )}
        {limits ? <span>, {limits}</span> : null}
        {note ? <span className="block">{note}</span> : null}
      </dd>
    </div>
  );
}
