import { Hono } from "hono";
import { z } from "zod";
import { emitAccount } from "../emit-event";
import { accountAnswer } from "../objects/account";
import { notFound } from "../refusal";
import { findByCustom, findByEmail, makeAccount } from "../steps/make-account";
import type { World } from "../world";

const text = z.string().nullable();
const contact = z
  .object({ first: text, last: text, email: z.email().nullable(), company: text, phone: text })
  .partial();
const custom = z.string().regex(/^[\w-]{4,}$/, "only letters, digits, _ and -, at least 4");
const body = z.object({
  contact: contact.default({}),
  language: z.string().optional(),
  country: z.string().optional(),
  lookup: z.object({ custom: custom.nullish() }).optional(),
  tags: z.unknown().optional(),
});

export function accountRoutes(world: World): Hono {
  const app = new Hono();
  app.post("/accounts", async (context) => {
    const { lookup, ...given } = body.parse(await context.req.json());
    const { id } = makeAccount(world, { ...given, custom: lookup?.custom });
    return context.json({ account: id, action: "account.create", result: "success" });
  });
  app.get("/accounts", (context) => {
    const { custom: key, email } = context.req.query();
    const found = key ? findByCustom(world, key) : findByEmail(world, email ?? "");
    if (!found) throw notFound("account");
    return context.json({ accounts: [accountAnswer(world, found)] });
  });
  app.get("/accounts/:id", (context) => context.json(accountAnswer(world, accountOf(world, context.req.param("id")))));
  app.post("/accounts/:id", async (context) => {
    const account = accountOf(world, context.req.param("id"));
    const { lookup, contact: changes, language, country } = body.parse(await context.req.json());
    const changed = world.accounts.put({
      ...account,
      contact: { ...account.contact, ...changes },
      language: language ?? account.language,
      country: country ?? account.country,
      custom: lookup?.custom === undefined ? account.custom : lookup.custom,
    });
    emitAccount(world, "account.updated", changed);
    return context.json({ account: changed.id, action: "account.update", result: "success" });
  });
  app.get("/accounts/:id/authenticate", (context) => {
    const { id } = accountOf(world, context.req.param("id"));
    const url = `${world.address}/store/account/${id}`;
    return context.json({ accounts: [{ action: "authenticate.get", account: id, result: "success", url }] });
  });
  return app;
}

export function accountOf(world: World, id: string) {
  const account = world.accounts.get(id);
  if (!account) throw notFound("account");
  return account;
}
