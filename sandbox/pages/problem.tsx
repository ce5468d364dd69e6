/** @jsxImportSource hono/jsx */

/** What went wrong with all of what was sent, above the form; nothing when nothing did. */
export function Problem({ text }: { text: string | null }) {
  if (!text) return null;
  return (
    <p class="alert" role="alert">
      {text}
    </p>
  );
}
