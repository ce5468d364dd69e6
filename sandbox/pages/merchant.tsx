/** @jsxImportSource hono/jsx */

/** Whose page this is: the first letter as a sign, and the name. */
export function Merchant({ name }: { name: string }) {
  return (
    <p class="merchant">
      <span class="mark" aria-hidden="true">
        {name.charAt(0)}
      </span>
      {name}
    </p>
  );
}
