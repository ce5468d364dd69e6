/** @jsxImportSource hono/jsx */
import type { Child } from "hono/jsx";

/** How many rows of each list the control page shows. */
export const rows = 15;

/** A button that does one thing and comes back. */
export function Action({ to, label, children }: { to: string; label: string; children?: Child }) {
  return (
    <form method="post" action={to}>
      {children}
      <button class="button quiet small" type="submit">
        {label}
      </button>
    </form>
  );
}

/** The latest few of one kind. */
export function Table({
  title,
  count,
  heads,
  children,
}: {
  title: string;
  count: number;
  heads: string[];
  children: Child;
}) {
  return (
    <section class="card stack" aria-label={title}>
      <div class="row">
        <h2>{title}</h2>
        <span class="soft small">{count > rows ? `latest ${rows} of ${count}` : count}</span>
      </div>
      {count === 0 ? (
        <p class="soft">None yet.</p>
      ) : (
        // A part that scrolls sideways must be reachable by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div class="table" tabindex={0}>
          <table>
            <thead>
              <tr>
                {heads.map((head) => (
                  <th scope="col" key={head}>
                    {head || <span class="hidden">Actions</span>}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{children}</tbody>
          </table>
        </div>
      )}
    </section>
  );
}
