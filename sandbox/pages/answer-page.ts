import type { Context } from "hono";
import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { pageScript } from "./script";
import { styleSheet } from "./style";

/**
 * Sends a page with its own strict policy. `formTargets` are the addresses that an answer to one of its forms may lead
 * to: browsers hold redirects after a form to this policy too.
 */
export function answerPage(
  context: Context,
  page: HtmlEscapedString | Promise<HtmlEscapedString>,
  options: { status?: 200 | 402 | 404 | 410 | 422; formTargets?: (string | null)[] } = {},
): Response | Promise<Response> {
  const origins = (options.formTargets ?? []).flatMap((address) => (address ? [new URL(address).origin] : []));
  const formAction = ["'self'", ...new Set(origins)].join(" ");
  context.header(
    "content-security-policy",
    `default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action ${formAction}; base-uri 'none'; frame-ancestors 'none'`,
  );
  context.header("cache-control", "no-store");
  context.header("referrer-policy", "same-origin");
  context.header("x-content-type-options", "nosniff");
  return context.html(html`<!doctype html>${page}`, options.status ?? 200);
}

export function answerStyle(context: Context): Response {
  return context.body(styleSheet, 200, { "content-type": "text/css; charset=utf-8", "cache-control": "no-cache" });
}

export function answerScript(context: Context): Response {
  return context.body(pageScript, 200, {
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": "no-cache",
  });
}
