import { buffer } from "node:stream/consumers";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, describe, expect, it } from "vitest";
import { AdapterError } from "@/lib/kernel/errors";
import { renderMail } from "@/lib/mail/render-mail";
import { createSmtpMail } from "./create-smtp-mail";

const servers: SMTPServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise<void>((done) => server.close(() => done()))));
});

async function mailHost(options: SMTPServerOptions = {}) {
  const received: { recipients: string[]; mail: Email }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    onData: (stream, session, done) => {
      void buffer(stream)
        .then((raw) => PostalMime.parse(raw))
        .then((mail) => received.push({ recipients: session.envelope.rcptTo.map(({ address }) => address), mail }))
        .then(() => done());
    },
    ...options,
  });
  servers.push(server);
  server.on("error", () => {});
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", () => done()));
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { received, url: `smtp://127.0.0.1:${address.port}`, port: address.port };
}

const link = "http://localhost:3000/sign-in/confirm?token=abc&email=ada%40example.com";
const signIn = { kind: "sign_in_link", url: link, siteHost: "localhost:3000", validMinutes: 30 } as const;
const from = "Licenses <licenses@example.com>";

describe("a mail on its way over SMTP", () => {
  it("arrives with the same words and the same address as plain text and HTML", async () => {
    const host = await mailHost();
    await createSmtpMail({ url: host.url, from }).send(await renderMail("ada@example.com", signIn));
    const [arrived] = host.received;
    expect(arrived?.recipients).toEqual(["ada@example.com"]);
    expect(arrived?.mail.from).toMatchObject({ name: "Licenses", address: "licenses@example.com" });
    expect(arrived?.mail.subject).toBe("Sign in to localhost:3000");
    expect(arrived?.mail.text).toContain(link);
    expect(arrived?.mail.html?.replaceAll("&amp;", "&")).toContain(`href="${link}"`);
  });

  it("escapes what people named themselves", async () => {
    const mail = await renderMail("ada@example.com", {
      kind: "license_ready",
      licenseeName: "<img src=x onerror=alert(1)>",
      productName: "Atlas",
      seats: 5,
      portalUrl: "http://localhost:3000/portal",
    });
    expect(mail.html).not.toContain("<img src=x");
    expect(mail.text).toContain("5 seats");
  });

  it("goes to one recipient, whatever the address holds", async () => {
    const host = await mailHost();
    const mail = await renderMail("ada@example.com, eve@example.com", signIn);
    await createSmtpMail({ url: host.url, from })
      .send(mail)
      .catch(() => {});
    expect(host.received.flatMap(({ recipients }) => recipients)).not.toContain("eve@example.com");
  });

  it("is worth trying again when the host is away or refuses the password, not when it refuses the recipient", async () => {
    const gone = await mailHost();
    await new Promise<void>((done) => servers.pop()?.close(() => done()));
    const refusing = await mailHost({
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error("No such person"), { responseCode: 550 })),
    });
    const locked = await mailHost({ authOptional: false, onAuth: (_auth, _session, done) => done(new Error("Wrong")) });
    const attempt = async (url: string) => {
      const mail = await renderMail("ada@example.com", signIn);
      const error: unknown = await createSmtpMail({ url, from })
        .send(mail)
        .then(
          () => null,
          (reason: unknown) => reason,
        );
      return error instanceof AdapterError ? error.retryable : null;
    };
    expect(await attempt(gone.url)).toBe(true);
    expect(await attempt(`smtp://user:secret@127.0.0.1:${locked.port}`)).toBe(true);
    expect(await attempt(refusing.url)).toBe(false);
  });
});
