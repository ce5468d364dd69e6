/** @jsxImportSource hono/jsx */
import { formatMoney } from "@/sandbox/pages/format";
import { StatusBadge } from "../pages/status-badge";
import type { Charge, Dispute, Refund } from "../wire";
import type { World } from "../world";
import { Action, rows, Table } from "@/sandbox/pages/control-table";

/** Payments and what can become of them: an answer of the bank, a refund, a dispute. */
export function MoneyTables({ world }: { world: World }) {
  const { charges, refunds, disputes } = world;
  return (
    <>
      <Table title="Payments" count={charges.size} heads={["Charge", "Amount", "Refunded", "Status", ""]}>
        {charges
          .newestFirst()
          .slice(0, rows)
          .map((each) => (
            <ChargeRow key={each.id} charge={each} />
          ))}
      </Table>
      <Table title="Refunds" count={refunds.size} heads={["Refund", "Amount", "Status", ""]}>
        {refunds
          .newestFirst()
          .slice(0, rows)
          .map((each) => (
            <RefundRow key={each.id} refund={each} />
          ))}
      </Table>
      <Table title="Disputes" count={disputes.size} heads={["Dispute", "Amount", "Reason", "Status", ""]}>
        {disputes
          .newestFirst()
          .slice(0, rows)
          .map((each) => (
            <DisputeRow key={each.id} dispute={each} />
          ))}
      </Table>
    </>
  );
}

function ChargeRow({ charge }: { charge: Charge }) {
  const { id, amount, amount_refunded: refunded, currency, status, payment_intent: payment } = charge;
  const isOpen = status === "succeeded" && refunded < amount && !charge.disputed;
  return (
    <tr>
      <td class="code">{id}</td>
      <td class="number">{formatMoney(amount, currency)}</td>
      <td class="number">{refunded > 0 ? formatMoney(refunded, currency) : "—"}</td>
      <td>
        <StatusBadge status={charge.disputed ? "disputed" : status} />
      </td>
      <td>
        {isOpen ? (
          <div class="actions">
            <Action to={`/control/charges/${id}/refund`} label="Refund" />
            <Action to={`/control/charges/${id}/dispute`} label="Dispute" />
          </div>
        ) : null}
        {status === "pending" ? (
          <div class="actions">
            <Action to={`/control/payments/${payment}/succeed`} label="Let it clear" />
            <Action to={`/control/payments/${payment}/fail`} label="Let it fail" />
          </div>
        ) : null}
      </td>
    </tr>
  );
}

function RefundRow({ refund }: { refund: Refund }) {
  const { id, amount, currency, status } = refund;
  return (
    <tr>
      <td class="code">{id}</td>
      <td class="number">{formatMoney(amount, currency)}</td>
      <td>
        <StatusBadge status={status ?? "pending"} />
      </td>
      <td>
        <div class="actions">
          {status === "pending" ? <Action to={`/control/refunds/${id}/settle`} label="Let it arrive" /> : null}
          {status === "failed" ? null : <Action to={`/control/refunds/${id}/fail`} label="Let it fail" />}
        </div>
      </td>
    </tr>
  );
}

function DisputeRow({ dispute }: { dispute: Dispute }) {
  const { id, amount, currency, status, reason } = dispute;
  const isOver = ["won", "lost", "warning_closed"].includes(status);
  return (
    <tr>
      <td class="code">{id}</td>
      <td class="number">{formatMoney(amount, currency)}</td>
      <td>{reason.replaceAll("_", " ")}</td>
      <td>
        <StatusBadge status={status} />
      </td>
      <td>
        {isOver ? null : (
          <div class="actions">
            <Action to={`/control/disputes/${id}/win`} label="Won" />
            <Action to={`/control/disputes/${id}/lose`} label="Lost" />
          </div>
        )}
      </td>
    </tr>
  );
}
