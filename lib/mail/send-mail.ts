import type { MailPort } from "./mail-port";
import type { Message } from "./message";
import { renderMail } from "./render-mail";

/** Sends at once and stores nothing; throws `AdapterError` if the mail host does not take it. */
export async function sendMail(ctx: { mail: MailPort }, input: { to: string; message: Message }): Promise<void> {
  await ctx.mail.send(await renderMail(input.to, input.message));
}
