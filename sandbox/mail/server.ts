import { join } from "node:path";
import { Hono } from "hono";
import { openMailbox, type Mailbox } from "./mailbox";
import { listenSmtp } from "./listen-smtp";
import { listPage, messagePage, missingPage } from "./pages";

export interface MailSandbox {
  /** Serves `/mail`, `/mail/:id`, `/mail/:id/html` and `/mail/messages.json`. */
  app: Hono;
  smtpPort: number;
  stop(): Promise<void>;
}

/** Starts the mailbox: SMTP on `smtpPort` (0: any free port), its pages as a Hono app, kept in `dataFolder` if given. */
export async function createMailSandbox(options: {
  smtpPort: number;
  dataFolder: string | null;
}): Promise<MailSandbox> {
  const mailbox = openMailbox(options.dataFolder === null ? null : join(options.dataFolder, "mail.jsonl"));
  const smtp = await listenSmtp(options.smtpPort, (mail) => mailbox.add(mail));
  return {
    app: mailPages(mailbox),
    smtpPort: smtp.port,
    stop: async () => {
      await smtp.stop();
      mailbox.close();
    },
  };
}

function mailPages(mailbox: Mailbox): Hono {
  const app = new Hono();
  app.get("/mail", (c) => {
    const to = c.req.query("to")?.trim() || undefined;
    return c.html(listPage(mailbox.list(to), to));
  });
  app.get("/mail/messages.json", (c) => c.json(mailbox.list(c.req.query("to")?.trim() || undefined)));
  app.get("/mail/:id", (c) => {
    const mail = mailbox.find(c.req.param("id"));
    return mail ? c.html(messagePage(mail)) : c.html(missingPage(), 404);
  });
  app.get("/mail/:id/html", (c) => {
    const mail = mailbox.find(c.req.param("id"));
    if (!mail?.html) return c.html(missingPage(), 404);
    // The sender's markup runs without scripts and without an origin; its links open in the whole window.
    c.header(
      "Content-Security-Policy",
      "sandbox allow-top-navigation-by-user-activation allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    );
    return c.html(`<base target="_top">${mail.html}`);
  });
  return app;
}
