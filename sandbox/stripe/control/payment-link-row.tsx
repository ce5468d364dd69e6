/** @jsxImportSource hono/jsx */
import { StatusBadge } from "../pages/status-badge";
import type { LineItem, PaymentLink } from "../wire";

/** A link that sells to whoever opens it, without signing in anywhere first. */
export function PaymentLinkRow({ link, lines }: { link: PaymentLink; lines: LineItem[] }) {
  return (
    <tr>
      <td>{lines.map((line) => line.description).join(", ")}</td>
      <td>{link.subscription_data ? "subscription" : "payment"}</td>
      <td>
        <StatusBadge status={link.active ? "active" : "inactive"} />
      </td>
      <td>{link.active ? <a href={new URL(link.url).pathname}>Buy without signing in</a> : null}</td>
    </tr>
  );
}
