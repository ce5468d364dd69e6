/** A mail as it goes out: one recipient, and the same words as plain text and HTML. */
export interface RenderedMail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** Hands mails over to a mail host; throws `AdapterError`, which says whether trying again can help. */
export interface MailPort {
  send(mail: RenderedMail): Promise<void>;
}
