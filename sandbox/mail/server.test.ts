import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { openMailbox } from "./mailbox";
import { createMailSandbox, type MailSandbox } from "./server";

const running: MailSandbox[] = [];
const folders: string[] = [];
const listed = z.array(
  z.object({ id: z.string(), subject: z.string(), to: z.array(z.string()), links: z.array(z.string()) }),
);

async function start(dataFolder: string | null = null) {
  const sandbox = await createMailSandbox({ smtpPort: 0, dataFolder });
  running.push(sandbox);
  return sandbox;
}

async function temporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), "usher-mail-"));
  folders.push(folder);
  return folder;
}

function send(
  sandbox: MailSandbox,
  to: string,
  subject: string,
  html = '<a href="http://localhost/x?a=1&amp;b=2">Open</a>',
) {
  const transport = createTransport(`smtp://someone:anything@127.0.0.1:${sandbox.smtpPort}`);
  return transport.sendMail({ from: "Usher <usher@example.com>", to, subject, text: "See http://localhost/y.", html });
}

async function messages(sandbox: MailSandbox, query = "") {
  return listed.parse(await (await sandbox.app.request(`/mail/messages.json${query}`)).json());
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((sandbox) => sandbox.stop()));
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

describe("the mailbox", () => {
  it("shows what was sent over SMTP, newest first, with its links", async () => {
    const sandbox = await start();
    await send(sandbox, "Ada@Example.com", "First");
    await send(sandbox, "bob@example.com", "Second – ünïcode");
    const all = await messages(sandbox);
    expect(all.map((mail) => mail.subject)).toEqual(["Second – ünïcode", "First"]);
    expect(all[0]?.links).toEqual(["http://localhost/x?a=1&b=2", "http://localhost/y"]);
    expect((await messages(sandbox, "?to=ada@example.com")).map((mail) => mail.subject)).toEqual(["First"]);
  });

  it("keeps its mail over a restart", async () => {
    const folder = await temporaryFolder();
    const before = await start(folder);
    await send(before, "ada@example.com", "Kept");
    await before.stop();
    expect((await messages(await start(folder))).map((mail) => mail.subject)).toEqual(["Kept"]);
  });

  it("never grows beyond its limit, in memory and on disk", async () => {
    const file = join(await temporaryFolder(), "mail.jsonl");
    const mailbox = openMailbox(file, 3);
    const mail = {
      receivedAt: "2026-01-01T00:00:00.000Z",
      from: "",
      to: [],
      subject: "",
      text: "",
      html: null,
      links: [],
    };
    for (let n = 0; n < 20; n += 1) mailbox.add({ ...mail, id: String(n) });
    mailbox.close();
    expect(
      openMailbox(file, 3)
        .list()
        .map((kept) => kept.id),
    ).toEqual(["19", "18", "17"]);
  });

  it("shows a hostile message without letting it run", async () => {
    const sandbox = await start();
    await send(sandbox, "ada@example.com", "<script>alert(1)</script>", "<script>alert(2)</script>");
    const [mail] = await messages(sandbox);
    const page = await (await sandbox.app.request(`/mail/${mail?.id}`)).text();
    expect(page).not.toContain("<script>");
    const body = await sandbox.app.request(`/mail/${mail?.id}/html`);
    expect(body.headers.get("content-security-policy")).toMatch(/^sandbox (?!.*allow-scripts).*default-src 'none'/);
  });

  it("answers 404 for a message it does not have", async () => {
    expect((await (await start()).app.request("/mail/none")).status).toBe(404);
  });
});
