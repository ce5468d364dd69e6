import { html } from "hono/html";
import { page, type Markup } from "@/sandbox/page";
import type { Mail } from "./mailbox";

const notice = "These messages went no further than this machine.";

export function listPage(mails: Mail[], to: string | undefined): Markup {
  const body = html`
    <h1>Mailbox</h1>
    <form method="get" action="/mail" role="search">
      <label>Show only mail to<input type="search" name="to" value="${to ?? ""}" autocomplete="off" /></label>
    </form>
    ${
      mails.length === 0
        ? html`<p class="soft">
            ${to ? `No mail to ${to} yet.` : "No mail yet."} It appears here as soon as the app sends it.
          </p>`
        : html`<ul class="mails card">
            ${mails.map(listLine)}
          </ul>`
    }
  `;
  return page({ title: "Mailbox · Sandbox", area: "Mail", notice, body });
}

function listLine(mail: Mail): Markup {
  return html`<li>
    <a href="/mail/${mail.id}"
      ><strong>${mail.subject}</strong><span>to ${mail.to.join(", ")} · ${shortTime(mail.receivedAt)}</span></a
    >
  </li>`;
}

export function messagePage(mail: Mail): Markup {
  const body = html`
    <h1>${mail.subject}</h1>
    <dl>
      <dt>From</dt>
      <dd>${mail.from}</dd>
      <dt>To</dt>
      <dd>${mail.to.join(", ")}</dd>
      <dt>At</dt>
      <dd><time datetime="${mail.receivedAt}">${shortTime(mail.receivedAt)}</time></dd>
    </dl>
    ${
      mail.html === null
        ? ""
        : html`<div class="card"><iframe src="/mail/${mail.id}/html" title="The message as sent"></iframe></div>`
    }
    ${
      mail.links.length === 0
        ? ""
        : html`<h2>Links in this message</h2>
            <ul class="links">
              ${mail.links.map((link) => html`<li><a href="${link}">${link}</a></li>`)}
            </ul>`
    }
    <h2>Plain text</h2>
    <div class="card pad"><pre>${mail.text || "This message has no plain text."}</pre></div>
  `;
  return page({ title: `${mail.subject} · Mailbox`, area: wayBack(), notice, body });
}

function wayBack(): Markup {
  return html`<a class="way" href="/mail">← All mail</a>`;
}

export function missingPage(): Markup {
  const body = html`<h1>No such message</h1>
    <p class="soft">The mailbox keeps the last 500 messages. <a href="/mail">All mail</a></p>`;
  return page({ title: "No such message · Mailbox", area: "Mail", notice, body });
}

function shortTime(instant: string): string {
  return new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "medium" }).format(new Date(instant));
}
