import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import type { Mail } from "./mailbox";
import { readMail } from "./read-mail";

const largestMailBytes = 10 * 1024 * 1024;

/** A real SMTP server on this machine only; any credentials or none are accepted, and nothing is passed on. */
export async function listenSmtp(port: number, onMail: (mail: Mail) => void) {
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    size: largestMailBytes,
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? "anyone" }),
    onData: (stream, session, done) => {
      takeMail(stream, session).then(
        (mail) => {
          onMail(mail);
          done(null);
        },
        (error: unknown) => done(error instanceof Error ? error : new Error("The message could not be read")),
      );
    },
  });
  // A client that hangs up mid-sentence must not end the sandbox.
  server.on("error", () => {});
  const bound = await listen(server, port);
  return { port: bound, stop: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

async function listen(server: SMTPServer, port: number): Promise<number> {
  const socket = server.server;
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      socket.off("error", reject);
      resolve();
    });
  });
  const address: AddressInfo | string | null = socket.address();
  if (address === null || typeof address === "string") throw new Error("The mail server has no port");
  return address.port;
}

async function takeMail(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<Mail> {
  const raw = await buffer(stream);
  if (stream.sizeExceeded) throw Object.assign(new Error("The message is too large"), { responseCode: 552 });
  const { mailFrom, rcptTo } = session.envelope;
  return readMail(raw, {
    from: mailFrom ? mailFrom.address : "",
    to: rcptTo.map((recipient) => recipient.address),
    receivedAt: new Date(),
  });
}
