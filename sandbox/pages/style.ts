/** The one style sheet of the hosted pages and the control page. */
export const styleSheet = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --aside: #f5f6f8; --card: #ffffff; --ink: #14171d; --soft: #565d6b; --line: #dfe2e8;
  --accent: #2b4fd0; --accent-strong: #213fa9; --on-accent: #ffffff; --field: #ffffff; --field-line: #8a92a1;
  --notice: #fff4d6; --notice-ink: #5c4300; --danger: #b3261e; --danger-ground: #fdecea; --good: #14683f; --good-ground: #e3f5ea;
  --shadow: 0 1px 2px rgb(20 23 29 / .06), 0 4px 16px rgb(20 23 29 / .05);
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12151b; --aside: #0d0f14; --card: #1a1e26; --ink: #e9ecf1; --soft: #a8b0be; --line: #2d333f;
    --accent: #9db4ff; --accent-strong: #bccbff; --on-accent: #0d1530; --field: #14181f; --field-line: #6d7686;
    --notice: #3a2e0b; --notice-ink: #ffe2a1; --danger: #ffb4ab; --danger-ground: #3b1714; --good: #8fe0b4; --good-ground: #10301f;
    --shadow: none;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--ground); color: var(--ink);
  overflow-wrap: anywhere; font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
h1, h2, h3, p, dl, dd, ul, fieldset { margin: 0; padding: 0; }
ul { list-style: none; } fieldset { border: 0; min-width: 0; }
h1 { font-size: 1.5rem; line-height: 1.25; letter-spacing: -.015em; }
h2 { font-size: 1.125rem; line-height: 1.3; }
a { color: var(--accent); text-underline-offset: 2px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.notice { padding: .5rem 1rem; background: var(--notice); color: var(--notice-ink); text-align: center; font-size: .875rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.soft { color: var(--soft); } .small { font-size: .875rem; } .number { font-variant-numeric: tabular-nums; }
.code { font: .8125rem/1.4 ui-monospace, SFMono-Regular, Menlo, monospace; overflow-wrap: anywhere; }
.stack, .stack-tight, .stack-wide { grid-template-columns: minmax(0, 1fr); }
.stack { display: grid; gap: 1rem; align-content: start; } .stack-tight { display: grid; gap: .375rem; align-content: start; }
.stack-wide { display: grid; gap: 2rem; align-content: start; }
.row { display: flex; gap: .75rem; align-items: center; justify-content: space-between; flex-wrap: wrap; }
.actions { display: flex; gap: .5rem; flex-wrap: wrap; align-items: center; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.25rem; box-shadow: var(--shadow); }
.button { display: inline-flex; align-items: center; justify-content: center; gap: .5rem; min-height: 2.75rem; padding: .5rem 1rem;
  font: inherit; font-weight: 600; border-radius: 8px; border: 1px solid transparent; background: var(--accent);
  color: var(--on-accent); cursor: pointer; text-decoration: none; }
.button:hover { background: var(--accent-strong); }
.button[disabled] { cursor: progress; opacity: .75; }
.button.wide { width: 100%; min-height: 3rem; }
.button.quiet { background: transparent; color: var(--ink); border-color: var(--line); }
.button.quiet:hover { background: color-mix(in srgb, var(--accent) 8%, transparent); border-color: var(--soft); }
.button.danger { background: transparent; color: var(--danger); border-color: currentColor; }
.button.danger:hover { background: var(--danger-ground); }
.button.small { min-height: 2.25rem; padding: .25rem .75rem; font-size: .875rem; }
@media (pointer: coarse) { .button.small { min-height: 2.75rem; } }
.way { display: inline-flex; align-items: center; min-height: 2.75rem; }
.alert { padding: .75rem 1rem; border-radius: 8px; background: var(--danger-ground); color: var(--danger); font-weight: 500; }
.alert.good { background: var(--good-ground); color: var(--good); }
.badge { display: inline-block; padding: .0625rem .5rem; border-radius: 999px; font-size: .875rem; font-weight: 600;
  border: 1px solid var(--line); color: var(--soft); white-space: nowrap; }
.badge.good { background: var(--good-ground); color: var(--good); border-color: transparent; }
.badge.bad { background: var(--danger-ground); color: var(--danger); border-color: transparent; }
.field { display: grid; gap: .375rem; align-content: start; }
.field label, .field legend, .label { font-size: .875rem; font-weight: 600; }
.field input { width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; color: inherit; background: var(--field);
  border: 1px solid var(--field-line); border-radius: 8px; }
.field input::placeholder { color: var(--soft); opacity: .85; }
.field input[readonly] { background: var(--aside); border-color: var(--line); color: var(--soft); }
.field input[aria-invalid="true"] { border-color: var(--danger); box-shadow: 0 0 0 1px var(--danger); }
.field legend { padding: 0 0 .375rem; } .choice .soft { font-weight: 400; }
.field .wrong { color: var(--danger); font-size: .875rem; font-weight: 500; }
.field select { width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; color: inherit; background: var(--field);
  border: 1px solid var(--field-line); border-radius: 8px; }
.chances { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: .75rem; }
.days { width: 4.5rem; min-height: 2.25rem; font: inherit; color: inherit; background: var(--field); border: 1px solid var(--field-line); border-radius: 8px; padding: .25rem .5rem; }
.choice { display: flex; gap: .625rem; align-items: center; min-height: 2.75rem; padding: .25rem .875rem; border: 1px solid var(--line);
  border-radius: 8px; font-weight: 600; cursor: pointer; }
.choice:has(:checked) { border-color: var(--accent); } .choice input { accent-color: var(--accent); width: 1.1rem; height: 1.1rem; }
.methods:has([value="bank"]:checked) .by-card, .methods:has([value="card"]:checked) .by-bank { display: none; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; }
.checkout { flex: 1; display: grid; grid-template-columns: 1fr 1fr; }
.summary { background: var(--aside); padding: 3rem clamp(1.25rem, 5vw, 5rem); border-right: 1px solid var(--line); }
.payment { padding: 3rem clamp(1.25rem, 5vw, 5rem); background: var(--ground); }
.summary > *, .payment > * { width: 100%; max-width: 26rem; } .summary > * { margin-left: auto; } .payment > * { margin-right: auto; }
.merchant { display: flex; align-items: center; gap: .625rem; font-weight: 600; }
.merchant .mark { width: 1.75rem; height: 1.75rem; border-radius: 8px; background: var(--accent); color: var(--on-accent);
  display: grid; place-items: center; font-size: .875rem; }
.summary h1 { font-size: 1.125rem; font-weight: 500; letter-spacing: 0; color: var(--soft); }
.total { font-size: 2.25rem; font-weight: 700; letter-spacing: -.02em; line-height: 1.15; }
.lines > li, .plain > li { padding: .875rem 0; border-bottom: 1px solid var(--line); }
.lines > li:last-child, .plain > li:last-child { border-bottom: 0; }
.plain > li:first-child { padding-top: 0; } .plain > li:last-child { padding-bottom: 0; }
.invoices > li { display: grid; grid-template-columns: 1.2fr 1.2fr 1fr 7rem; gap: 0 .75rem; align-items: center; padding: .25rem 0; }
.invoices .badge { justify-self: end; }
@media (max-width: 36rem) {
  .invoices > li { grid-template-columns: 1fr auto; padding: .25rem 0 .75rem; } .invoices > li > :nth-child(even) { justify-self: end; }
}
.line { display: grid; grid-template-columns: 1fr auto; gap: .25rem 1rem; }
.sum { display: flex; justify-content: space-between; gap: 1rem; padding-top: .5rem; }
.sum.strong { font-weight: 700; border-top: 1px solid var(--line); padding-top: .875rem; }
.quantity { display: flex; gap: .5rem; align-items: end; } .quantity input { width: 5.5rem; }
details.hints { border: 1px solid var(--line); border-radius: 8px; padding: 0 .875rem; font-size: .875rem; }
details.hints summary { cursor: pointer; font-weight: 600; margin: 0 -.875rem; padding: .75rem .875rem; }
details.hints p { margin: .625rem 0 .875rem; }
details.hints dl { display: grid; grid-template-columns: auto 1fr; gap: .375rem .875rem; }
details.hints dt { white-space: nowrap; }
.middle { width: 100%; max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; flex: 1; }
.middle.narrow { max-width: 30rem; } .middle.broad { max-width: 72rem; }
.table { overflow-x: auto; position: relative; } .table .code, .table .button { white-space: nowrap; } .table .actions { min-width: 14rem; } .table td { overflow-wrap: break-word; } .table table { min-width: 56rem; } table { width: 100%; border-collapse: collapse; font-size: .875rem; }
th, td { text-align: left; padding: .625rem .75rem .625rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--soft); font-weight: 600; white-space: nowrap; } tr:last-child td { border-bottom: 0; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .375rem 1.25rem; } .facts dt { color: var(--soft); }
@media (max-width: 52rem) {
  .checkout { display: block; } .summary { border-right: 0; border-bottom: 1px solid var(--line); }
  .summary, .payment { padding-block: 1.75rem; } .summary > *, .payment > * { max-width: 34rem; margin-inline: auto; }
}
@media (max-width: 26rem) { .total { font-size: 1.875rem; } .facts { grid-template-columns: 1fr; gap: 0; } .facts dd { margin-bottom: .5rem; } }
@media (prefers-reduced-motion: no-preference) { .button, .field input { transition: background-color .12s, border-color .12s; } }
`;
