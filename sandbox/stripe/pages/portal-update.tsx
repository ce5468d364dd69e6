/** @jsxImportSource hono/jsx */
import { Field } from "@/sandbox/pages/field";
import { formatDay, formatMoney } from "@/sandbox/pages/format";
import type { UpdateChoice, UpdateOffer, WantedUpdate } from "../steps/offer-update";
import type { UpdateCost } from "../steps/update-by-customer";
import type { SubscriptionItem } from "../wire";
import { planText } from "./plan-text";
import { PortalFrame } from "./portal-page";
import { periodText } from "./summary";

export interface UpdatePageProps {
  base: string;
  own: string;
  name: string;
  offer: UpdateOffer;
  form: { price: string; quantity: string };
  errors: { price?: string; quantity?: string };
}

/** Another plan, another number of seats. */
export function UpdatePage({ base, own, name, offer, form, errors }: UpdatePageProps) {
  const seats = offer.choices.flatMap((choice) => choice.seats ?? []);
  return (
    <PortalFrame title={`Update ${name}`} returnUrl={null}>
      <form method="get" action={`${own}/update/confirm`} class="card stack" novalidate>
        {offer.choices.length > 1 ? (
          <Plans offer={offer} chosen={form.price} error={errors.price} />
        ) : (
          <input type="hidden" name="price" value={offer.item.price.id} />
        )}
        {seats.length > 0 ? (
          <Field
            name="quantity"
            label="Seats"
            type="number"
            value={form.quantity}
            error={errors.quantity}
            autocomplete="off"
            min={Math.min(...seats.map(({ minimum }) => minimum))}
          />
        ) : null}
        <div class="actions">
          <button class="button" type="submit">
            Continue
          </button>
          <a class="button quiet" href={base}>
            Go back
          </a>
        </div>
      </form>
    </PortalFrame>
  );
}

function Plans({ offer, chosen, error }: { offer: UpdateOffer; chosen: string; error: string | undefined }) {
  return (
    <fieldset class="field" aria-describedby={error ? "price-error" : undefined}>
      <legend>Plan</legend>
      {offer.choices.map((choice) => (
        <Plan
          key={choice.price.id}
          choice={choice}
          isChosen={choice.price.id === chosen}
          isPresent={choice.price.id === offer.item.price.id}
        />
      ))}
      {error ? (
        <p class="wrong" id="price-error">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

function Plan({
  choice: { price, name },
  isChosen,
  isPresent,
}: {
  choice: UpdateChoice;
  isChosen: boolean;
  isPresent: boolean;
}) {
  return (
    <label class="choice">
      <input type="radio" name="price" value={price.id} checked={isChosen} />
      <span>
        {name}{" "}
        <span class="soft number">
          {formatMoney(price.unit_amount ?? 0, price.currency)} {periodText(price)} each
        </span>{" "}
        {isPresent ? <span class="badge">Current plan</span> : null}
      </span>
    </label>
  );
}

export interface ConfirmPageProps {
  base: string;
  own: string;
  item: SubscriptionItem;
  names: { was: string; becomes: string };
  wanted: WantedUpdate;
  cost: UpdateCost;
  problem: string | null;
}

/** Says what the change costs, now and later, before it is made. */
export function ConfirmPage({ base, own, item, names, wanted, cost, problem }: ConfirmPageProps) {
  const { currency } = item.price;
  return (
    <PortalFrame title="Confirm the update" returnUrl={null}>
      <form method="post" action={`${own}/update`} class="card stack">
        {problem ? (
          <div class="alert" role="alert">
            {problem} <a href={`${base}/payment-method`}>Update card</a>
          </div>
        ) : null}
        <dl class="facts">
          <dt>Now</dt>
          <dd>{planText(names.was, item.price, item.quantity ?? 1)}</dd>
          <dt>{cost.startsAt === null ? "Then" : `From ${formatDay(cost.startsAt)}`}</dt>
          <dd>
            <strong>{planText(names.becomes, wanted.price, wanted.quantity)}</strong>
          </dd>
        </dl>
        <div>
          {(cost.atOnce?.lines.data ?? []).map((line) => (
            <p key={line.id} class="sum soft">
              <span>{line.description}</span>
              <span class="number">{formatMoney(line.amount, currency)}</span>
            </p>
          ))}
          {cost.laterAmount === 0 ? null : (
            <p class="sum soft">
              <span>{cost.laterAmount > 0 ? "Added to" : "Taken off"} the next invoice</span>
              <span class="number">{formatMoney(Math.abs(cost.laterAmount), currency)}</span>
            </p>
          )}
          <p class="sum strong">
            <span>Due today</span>
            <span class="number">{formatMoney(cost.atOnce?.amount_due ?? 0, currency)}</span>
          </p>
        </div>
        <input type="hidden" name="price" value={wanted.price.id} />
        <input type="hidden" name="quantity" value={String(wanted.quantity)} />
        <div class="actions">
          <button class="button" type="submit" data-busy="Updating…">
            Confirm
          </button>
          <a class="button quiet" href={`${own}/update`}>
            Go back
          </a>
        </div>
      </form>
    </PortalFrame>
  );
}
