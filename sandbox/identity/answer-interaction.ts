import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { Provider } from "oidc-provider";
import { z } from "zod";
import type { AccountBook } from "./account-book";
import { problemPage, render, signInPage } from "./pages";

const answer = z.object({
  name: z.string().trim().min(1).max(100),
  email: z.email().max(200),
  emailVerified: z.boolean(),
});
const shownAccounts = 8;

/** Shows the sign-in page, and takes what was typed on it; plain forms, no script. */
export async function answerInteraction(
  context: { provider: Provider; accounts: AccountBook },
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const { provider } = context;
  const path = (req.originalUrl ?? "").split("?")[0] ?? "";
  const canceled = path.endsWith("/cancel");
  const action = canceled ? path.slice(0, -"/cancel".length) : path;
  try {
    const { params, session } = await provider.interactionDetails(req, res);
    if (req.method !== "POST") return await showForm(context.accounts, action, params.login_hint, res);
    if (canceled) {
      const refusal = { error: "access_denied", error_description: "The person canceled the sign-in" };
      return await provider.interactionFinished(req, res, refusal, { mergeWithLastSubmission: false });
    }
    await signIn(context, { action, sessionUid: session?.uid }, req, res);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "SessionNotFound") throw error;
    send(res, 400, await render(problemPage("This sign-in has expired, or it was begun in another browser.")));
  }
}

async function showForm(accounts: AccountBook, action: string, hint: unknown, res: ServerResponse): Promise<void> {
  const form = { name: "", email: typeof hint === "string" ? hint : "", emailVerified: true, wrong: null };
  send(res, 200, await render(signInPage(action, form, accounts.list().slice(0, shownAccounts))));
}

async function signIn(
  { provider, accounts }: { provider: Provider; accounts: AccountBook },
  { action, sessionUid }: { action: string; sessionUid: string | undefined },
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const fields = new URLSearchParams(await text(req));
  const typed = {
    name: fields.get("name") ?? "",
    email: (fields.get("email") ?? "").trim(),
    emailVerified: fields.get("email_verified") === "yes",
  };
  const parsed = answer.safeParse(typed);
  if (!parsed.success) {
    const wrong = "Type a name and a complete e-mail address.";
    return send(
      res,
      422,
      await render(signInPage(action, { ...typed, wrong }, accounts.list().slice(0, shownAccounts))),
    );
  }
  const account = accounts.save(parsed.data);
  const result = { login: { accountId: account.sub, remember: false } };
  const returnTo = await provider.interactionResult(req, res, result, { mergeWithLastSubmission: false });
  await forgetOther(provider, sessionUid, account.sub);
  res.writeHead(303, { location: returnTo }).end();
}

/** Otherwise the provider would log the person before out first, on a page that needs a script. */
async function forgetOther(provider: Provider, sessionUid: string | undefined, sub: string): Promise<void> {
  const session = sessionUid ? await provider.Session.findByUid(sessionUid) : undefined;
  if (!session?.accountId || session.accountId === sub) return;
  session.accountId = undefined;
  session.authorizations = undefined;
  await session.persist();
}

function send(res: ServerResponse, status: number, body: string): void {
  res.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
  res.end(body);
}
