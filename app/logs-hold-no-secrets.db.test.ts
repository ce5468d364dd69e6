import { Stripe } from "stripe";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { z } from "zod";
import { createContext, type Context } from "@/lib/context";
import { readEnv } from "@/lib/env";
import { createLog } from "@/lib/observability/log";
import { open } from "@/lib/test-doors";
import { testWebhookSecret } from "@/lib/test-context";
import { arriveWith } from "@/lib/test-request";
import { openShop, type Shop } from "@/lib/test-shop";
import { identify, pay } from "./(onboarding)/start/actions";
import ReturnPage from "./(onboarding)/start/return/page";
import { manageBilling, revealKey } from "./(portal)/portal/actions";
import { GET as downloadFile } from "./(portal)/portal/license-file/route";
import { replaceKey } from "./(portal)/portal/license-key/actions";
import { confirmLink, sendLink } from "./(site)/sign-in/actions";
import { GET as metrics } from "./api/metrics/route";
import { POST as webhook } from "./api/webhooks/stripe/route";
import { before, form } from "./testing/door";

let shop: Shop;
const said: string[] = [];
const opened: Context[] = [];
beforeAll(async () => {
  shop = await openShop();
  await shop.sell("keyed", { access: "KEY" });
  for (const name of ["log", "info", "warn", "error", "debug"] as const) {
    vi.spyOn(console, name).mockImplementation((...words) => void said.push(words.map(String).join(" ")));
  }
});
afterAll(async () => {
  vi.restoreAllMocks();
  await Promise.all(opened.map((ctx) => ctx.db.$disconnect()));
  await shop.close();
});
afterEach(() => said.splice(0));

const email = "robin@example.com";

/** Everything that would be said at the most talkative level. */
function listening(settings: Record<string, string> = {}): Context {
  const ctx = createContext(readEnv({ ...shop.settings, ...settings }));
  opened.push(ctx);
  globalThis.usherContext = { ...ctx, log: createLog("trace", { write: (line) => void said.push(line) }) };
  return globalThis.usherContext;
}

async function mailedToken(): Promise<string> {
  const address = `${shop.settings.USHER_SANDBOX_ORIGIN}/mail/messages.json?to=${email}`;
  const [mail] = z.array(z.object({ text: z.string() })).parse(await (await fetch(address)).json());
  return (
    new URL(/http\S+\/sign-in\/confirm\?\S+/.exec(mail?.text ?? "")?.[0] ?? "http://x").searchParams.get("token") ?? ""
  );
}

function deliver(payload: string, secret: string) {
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret });
  const init = { method: "POST", body: payload, headers: { "stripe-signature": signature } };
  return webhook(new Request("http://localhost:3000/api/webhooks/stripe", init));
}

/** From the mailed link to the key in hand; answers with everything on the way that opens something. */
async function wholeJourney(ctx: Context): Promise<string[]> {
  const jar = arriveWith({}, { "x-forwarded-for": "203.0.113.9" });
  await open(() => sendLink(before, form({ email })));
  const token = await mailedToken();
  await open(() => confirmLink(before, form({ email, token })));
  const session = jar.get("next-auth.session-token") ?? "";
  const asked = { offer: "keyed", quantity: 1, customer: undefined, canceled: false };
  const profile = { type: "PERSON", name: "Robin", displayName: "", email };
  expect((await open(() => identify(asked, before, form(profile)))).word).toBe("to /start");
  expect((await open(() => pay(before, form({ sku: "keyed", quantity: "1" })))).word).toBe("to the provider");
  const intent = await ctx.db.purchaseIntent.findFirstOrThrow();
  const sessionId = intent.checkoutSessionId ?? "";
  await shop.pay(sessionId);
  const query = { searchParams: Promise.resolve({ session_id: sessionId }) };
  expect((await open(() => ReturnPage(query))).word).toBe("page");
  const license = await ctx.db.license.findFirstOrThrow();
  const { text } = await open(() => revealKey(intent.customerId, license.id));
  const { licenseKey } = z.object({ licenseKey: z.string() }).parse(JSON.parse(text));
  await open(() => manageBilling(before, form({ customer: intent.customerId })));
  const asking = new URLSearchParams({ customer: intent.customerId, license: license.id });
  const file = await open(() => downloadFile(new Request(`http://localhost:3000/portal/license-file?${asking}`)));
  expect(file.word).toBe("200");
  const replaced = await open(() => replaceKey(intent.customerId, license.id, true));
  const newKey = z.object({ licenseKey: z.string() }).parse(JSON.parse(replaced.text)).licenseKey;
  return [token, session, licenseKey, newKey, file.text.trim(), intent.checkoutUrl ?? ""];
}

const settingsThatOpen = (ctx: Context): string[] => [
  ctx.env.AUTH_SECRET,
  ctx.env.LICENSE_KEY_SECRET,
  ctx.env.METRICS_TOKEN ?? "",
  ctx.env.STRIPE_SECRET_KEY ?? "",
  ...ctx.env.STRIPE_WEBHOOK_SECRETS,
];

function expectSilenceAbout(secrets: string[]): void {
  const text = said.join("\n");
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(7);
    expect(text).not.toContain(secret);
  }
}

it("from sign-in to the key, the log says nothing that opens anything", async () => {
  const ctx = listening();
  const secrets = await wholeJourney(ctx);
  const event = {
    id: "evt_1",
    object: "event",
    type: "customer.subscription.updated",
    data: { object: { id: "sub_1" } },
  };
  expect((await deliver(JSON.stringify(event), testWebhookSecret)).status).toBe(200);
  expect((await deliver(JSON.stringify(event), "whsec_of_somebody_else")).status).toBe(400);
  const authorization = `Bearer ${ctx.env.METRICS_TOKEN}x`;
  await metrics(new Request("http://localhost:3000/api/metrics", { headers: { authorization } }));
  expect(said.length).toBeGreaterThan(0);
  expectSilenceAbout([...secrets, ...settingsThatOpen(ctx)]);
});

it("nor when Stripe, the mail host or the database are away", async () => {
  const jar = arriveWith({});
  await open(() => sendLink(before, form({ email })));
  await open(async () => confirmLink(before, form({ email, token: await mailedToken() })));
  const broken = {
    STRIPE_API_BASE: "http://localhost:9",
    SMTP_URL: "smtp://mailer:a-password-for-mails@localhost:9",
  };
  const ctx = listening(broken);
  await open(() => pay(before, form({ sku: "keyed", quantity: "1" })));
  await open(() => sendLink(before, form({ email: "other@example.com" })));
  const away = listening({ DATABASE_URL: "postgresql://usher:a-password-for-data@localhost:9/usher" });
  const failure = await open(() => sendLink(before, form({ email }))).catch((error: unknown) => error);
  away.log.error({ err: failure }, "as Next would say it");
  expect(said.length).toBeGreaterThan(1);
  expectSilenceAbout(["a-password-for-mails", "a-password-for-data", jar.get("next-auth.session-token") ?? ""]);
  expectSilenceAbout(settingsThatOpen(ctx));
  globalThis.usherContext = ctx;
});
