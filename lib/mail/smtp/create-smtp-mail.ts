import { createTransport } from "nodemailer";
import { AdapterError } from "@/lib/kernel/errors";
import type { MailPort } from "@/lib/mail/mail-port";

const deadlineMs = 10_000;

/** Mails over SMTP: `smtp(s)://user:password@host:port`; gives up on a silent host after ten seconds. */
export function createSmtpMail(settings: { url: string; from: string }): MailPort {
  const transport = createTransport(
    { url: settings.url, connectionTimeout: deadlineMs, greetingTimeout: deadlineMs, socketTimeout: deadlineMs },
    { from: settings.from },
  );
  return {
    send: async (mail) => {
      try {
        // As an address object: a text could be read as a list of recipients.
        await transport.sendMail({ ...mail, to: { name: "", address: mail.to } });
      } catch (error) {
        throw toAdapterError(error);
      }
    },
  };
}

/**
 * A recipient or message refused with a 5xx answer is refused for good. Everything else, also a refused password
 * (somebody will mend the setting), may be taken later.
 */
function toAdapterError(cause: unknown): AdapterError {
  const { code, responseCode } = smtpError(cause);
  const refused = responseCode !== null && responseCode >= 500;
  const retryable = !refused || (code !== "EENVELOPE" && code !== "EMESSAGE");
  const message =
    responseCode === null
      ? `The mail host can't be reached (${code})`
      : `The mail host said no (${code} ${responseCode})`;
  return new AdapterError("smtp", message, { retryable, cause });
}

function smtpError(error: unknown): { code: string; responseCode: number | null } {
  const known = error instanceof Error;
  return {
    code: known && "code" in error && typeof error.code === "string" ? error.code : "unknown",
    responseCode:
      known && "responseCode" in error && typeof error.responseCode === "number" ? error.responseCode : null,
  };
}
