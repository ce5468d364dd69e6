/** @jsxImportSource hono/jsx */
import type { Context, Hono } from "hono";
import { answerPage } from "@/sandbox/pages/answer-page";
import { releaseSchedule } from "../steps/end-schedule";
import type { UpdateOffer, WantedUpdate } from "../steps/offer-update";
import { offerUpdate, readWanted } from "../steps/offer-update";
import { costOfUpdate, updateByCustomer } from "../steps/update-by-customer";
import { StripeError } from "../stripe-error";
import type { Subscription } from "../wire";
import type { World } from "../world";
import { ConfirmPage, UpdatePage } from "./portal-update";
import type { Answer, Visit } from "./portal-visit";
import { byPage, formTargets, leave, withOwnSubscription } from "./portal-visit";
import { readForm } from "@/sandbox/pages/read-form";

const own = "/p/session/:id/subscriptions/:subscription";

interface Update {
  visit: Visit;
  subscription: Subscription;
  offer: UpdateOffer;
}

type UpdateForm = { price: string; quantity: string };

/** The portal's pages on which a customer changes plan and seats: choose, see what it costs, confirm. */
export function addUpdatePages(app: Hono, world: World): void {
  app.get(`${own}/update`, (context) =>
    withOffer(world, context, (update) => {
      const { item } = update.offer;
      return showChoices(context, update, { price: item.price.id, quantity: String(item.quantity ?? 1) }, {});
    }),
  );
  app.get(`${own}/update/confirm`, (context) =>
    withOffer(world, context, (update) => {
      const { price = "", quantity = "" } = context.req.query();
      const { wanted, errors } = readWanted(update.offer, { price, quantity });
      if (!wanted) return showChoices(context, update, { price, quantity }, errors);
      return isSame(update.offer, wanted)
        ? showChoices(context, update, { price, quantity }, { quantity: "This is what the subscription is already." })
        : showCost(world, context, update, { wanted, problem: null });
    }),
  );
  app.post(`${own}/update`, (context) =>
    withOffer(world, context, async (update) => {
      const { price = "", quantity = "" } = await readForm(context);
      const { wanted, errors } = readWanted(update.offer, { price, quantity });
      if (!wanted) return showChoices(context, update, { price, quantity }, errors);
      const problem = attempt(world, update, wanted);
      return problem === null
        ? leave(context, update.visit, "subscription_update")
        : showCost(world, context, update, { wanted, problem });
    }),
  );
  app.post(`${own}/keep-plan`, (context) =>
    withOwnSubscription(world, context, ({ base, configuration }, { schedule: id }) => {
      const schedule = world.subscriptionSchedules.get(id ?? "");
      const isOpen = schedule?.status === "active" && configuration.features.subscription_update.enabled;
      if (isOpen) world.transact(byPage, () => releaseSchedule(world, schedule));
      return context.redirect(base, 303);
    }),
  );
}

function withOffer(world: World, context: Context, answer: (update: Update) => Answer): Promise<Response> {
  return withOwnSubscription(world, context, (visit, subscription) => {
    const offer = offerUpdate(world, visit.configuration, subscription);
    return offer ? answer({ visit, subscription, offer }) : context.redirect(visit.base, 303);
  });
}

function isSame({ item }: UpdateOffer, { price, quantity }: WantedUpdate): boolean {
  return item.price.id === price.id && item.quantity === quantity;
}

/** What stood in the way, in words for the customer; nothing of the change stays then. */
function attempt(world: World, { visit, subscription }: Update, wanted: WantedUpdate): string | null {
  try {
    world.transact(byPage, () => updateByCustomer(world, visit.configuration, subscription, wanted));
    return null;
  } catch (error) {
    if (error instanceof StripeError) return error.message;
    throw error;
  }
}

function ownPath({ visit, subscription }: Update): string {
  return `${visit.base}/subscriptions/${subscription.id}`;
}

function showChoices(
  context: Context,
  update: Update,
  form: UpdateForm,
  errors: { price?: string; quantity?: string },
): Answer {
  const { visit, offer } = update;
  const name = offer.choices.find(({ price }) => price.id === offer.item.price.id)?.name ?? "subscription";
  const page = (
    <UpdatePage base={visit.base} own={ownPath(update)} name={name} offer={offer} form={form} errors={errors} />
  );
  return answerPage(context, page, { status: Object.keys(errors).length > 0 ? 422 : 200 });
}

function showCost(
  world: World,
  context: Context,
  update: Update,
  { wanted, problem }: { wanted: WantedUpdate; problem: string | null },
): Answer {
  const { visit, subscription, offer } = update;
  const nameOf = (id: string) => offer.choices.find(({ price }) => price.id === id)?.name ?? "Product";
  const cost = world.transact(byPage, () => costOfUpdate(world, visit.configuration, subscription, wanted));
  const names = { was: nameOf(offer.item.price.id), becomes: nameOf(wanted.price.id) };
  const page = (
    <ConfirmPage
      base={visit.base}
      own={ownPath(update)}
      item={offer.item}
      names={names}
      wanted={wanted}
      cost={cost}
      problem={problem}
    />
  );
  return answerPage(context, page, { status: problem ? 402 : 200, formTargets: formTargets(visit) });
}
