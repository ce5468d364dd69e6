import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

/** The frame of the sandbox's mailbox and sign-in pages: one look, light and dark, no script at all. */
export function page(input: {
  title: string;
  /** Where this is, or the way back from it. */
  area: string | Markup;
  notice: string;
  body: Markup;
  narrow?: boolean;
}): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${input.title}</title>
        <style>
          ${sheet}
        </style>
      </head>
      <body>
        <aside class="notice" aria-label="Sandbox"><strong>Sandbox.</strong> ${input.notice}</aside>
        <main class="${input.narrow ? "narrow" : ""}">
          <p class="area">${input.area}</p>
          ${input.body}
        </main>
      </body>
    </html>`;
}

const sheet = html`
  :root { --ground: #f6f7f9; --card: #fff; --ink: #16191f; --soft: #565d6b; --line: #dfe2e8; --accent: #2b4fd0;
  --on-accent: #fff; --notice: #fff4d6; --notice-ink: #5c4300; --danger: #b3261e; } @media (prefers-color-scheme: dark)
  { :root { --ground: #0f1217; --card: #181c23; --ink: #e9ecf1; --soft: #a3abba; --line: #2c323d; --accent: #9db4ff;
  --on-accent: #0d1530; --notice: #3a2e0b; --notice-ink: #ffe2a1; --danger: #ffb4ab; } } * { box-sizing: border-box; }
  body { margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: anywhere; font: 16px/1.55 system-ui,
  -apple-system, "Segoe UI", sans-serif; } a { color: var(--accent); } :focus-visible { outline: 3px solid
  var(--accent); outline-offset: 2px; border-radius: 4px; } main { max-width: 46rem; margin: 0 auto; padding: 2.5rem
  1.25rem 4rem; } main.narrow { max-width: 27rem; } h1 { font-size: 1.6rem; line-height: 1.25; letter-spacing: -0.015em;
  margin: 0.15rem 0 0.5rem; overflow-wrap: anywhere; } h2 { font-size: 1rem; margin: 1.75rem 0 0.5rem; } .notice {
  margin: 0; padding: 0.55rem 1.25rem; background: var(--notice); color: var(--notice-ink); text-align: center;
  font-size: 0.9rem; } .area { margin: 0; color: var(--soft); font-size: 0.9rem; } .soft { color: var(--soft); } .way {
  display: inline-flex; align-items: center; min-height: 2.75rem; } .card { background: var(--card); border: 1px solid
  var(--line); border-radius: 12px; } .pad { padding: 1.25rem; } .mails { list-style: none; margin: 1.25rem 0 0;
  padding: 0; overflow: hidden; } .mails li + li { border-top: 1px solid var(--line); } .mails a { display: block;
  padding: 0.85rem 1.1rem; color: inherit; text-decoration: none; } .mails a:hover { background: color-mix(in srgb,
  var(--accent) 9%, transparent); } .mails strong { display: block; overflow-wrap: anywhere; } .mails span { color:
  var(--soft); font-size: 0.9rem; overflow-wrap: anywhere; } dl { display: grid; grid-template-columns: max-content 1fr;
  gap: 0.2rem 1rem; margin: 0.75rem 0 1.25rem; font-size: 0.95rem; } dt { color: var(--soft); } dd { margin: 0;
  overflow-wrap: anywhere; } iframe { display: block; width: 100%; height: 30rem; border: 0; border-radius: 11px;
  background: #fff; } @media (max-width: 40rem) { iframe { height: 42rem; } } pre { white-space: pre-wrap;
  overflow-wrap: anywhere; font: 0.9rem/1.5 ui-monospace, SFMono-Regular, Menlo, monospace; margin: 0; } .links {
  padding-left: 1.1rem; overflow-wrap: anywhere; } form { display: grid; gap: 1rem; margin: 0; } label { display: grid;
  gap: 0.3rem; font-weight: 600; } label.check { display: flex; gap: 0.6rem; align-items: flex-start; font-weight: 400;
  } input[type="text"], input[type="email"], input[type="search"] { font: inherit; color: inherit; background:
  var(--ground); border: 1px solid var(--soft); border-radius: 8px; padding: 0.6rem 0.75rem; width: 100%; font-weight:
  400; } input[type="checkbox"] { width: 1.15rem; height: 1.15rem; margin-top: 0.2rem; accent-color: var(--accent); }
  button { font: inherit; font-weight: 600; padding: 0.65rem 1rem; border-radius: 8px; border: 1px solid transparent;
  cursor: pointer; background: var(--accent); color: var(--on-accent); } button.quiet { background: transparent; color:
  var(--ink); border-color: var(--line); text-align: left; } .stack { display: grid; gap: 0.6rem; } .wrong { color:
  var(--danger); font-weight: 600; margin: 0; }
`;
