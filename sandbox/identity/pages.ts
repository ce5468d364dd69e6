import { html } from "hono/html";
import { page, type Markup } from "@/sandbox/page";
import type { SandboxAccount } from "./account-book";

const notice = "This stands in for your identity provider. Nobody's real account is asked for.";
const area = "Sandbox identity provider";

export interface SignInForm {
  name: string;
  email: string;
  emailVerified: boolean;
  wrong: string | null;
}

/** Who signs in: someone who did before, by one button, or anybody by name and address. */
export function signInPage(action: string, form: SignInForm, known: SandboxAccount[]): Markup {
  const body = html`
    <h1>Sign in</h1>
    <p class="soft">Type any name and e-mail address. The same address is always the same person.</p>
    <div class="card pad">
      <form method="post" action="${action}">
        ${form.wrong === null ? "" : html`<p class="wrong" role="alert">${form.wrong}</p>`}
        <label
          >Name<input type="text" name="name" value="${form.name}" autocomplete="off" required maxlength="100"
        /></label>
        <label
          >E-mail address<input
            type="email"
            name="email"
            value="${form.email}"
            autocomplete="off"
            required
            maxlength="200"
        /></label>
        <label class="check">
          <input type="checkbox" name="email_verified" value="yes" ${form.emailVerified ? "checked" : ""} />
          This provider has verified the address
        </label>
        <button type="submit">Sign in</button>
      </form>
    </div>
    ${knownPeople(action, known)}
    <form method="post" action="${action}/cancel">
      <p><button class="quiet" type="submit">Cancel</button></p>
    </form>
  `;
  return page({ title: "Sign in · Sandbox", area, notice, body, narrow: true });
}

function knownPeople(action: string, known: SandboxAccount[]): Markup {
  if (known.length === 0) return html``;
  return html`<h2>Or as someone who was here before</h2>
    <div class="stack">
      ${known.map(
        (account) =>
          html`<form method="post" action="${action}">
            <input type="hidden" name="name" value="${account.name}" />
            <input type="hidden" name="email" value="${account.email}" />
            ${account.emailVerified ? html`<input type="hidden" name="email_verified" value="yes" />` : ""}
            <button class="quiet" type="submit">
              ${account.name}, ${account.email}${account.emailVerified ? "" : " (address not verified)"}
            </button>
          </form>`,
      )}
    </div>`;
}

export function problemPage(problem: string): Markup {
  const body = html`<h1>This sign-in can't go on</h1>
    <p class="wrong" role="alert">${problem}</p>
    <p class="soft">Go back to the app and start again from its sign-in page.</p>`;
  return page({ title: "Sign-in problem · Sandbox", area, notice, body, narrow: true });
}

export async function render(markup: Markup): Promise<string> {
  return String(await markup);
}
