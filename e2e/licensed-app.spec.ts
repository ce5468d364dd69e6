import { execa } from "execa";
import { expect, test } from "./support/test";

test("somebody who bought signed in runs the example application by signing in, without a key", async ({
  visitor,
  stack,
}) => {
  const { page } = visitor;
  await visitor.signInByProvider("/start?offer=ATLAS-EDITOR-MONTHLY");
  await visitor.sayPerson();
  await visitor.goToPayment();
  await visitor.payWith("4242 4242 4242 4242");
  await visitor.seeLicenseArrive();

  const issuer = `${stack.sandboxOrigin}/identity`;
  const program = execa("node", ["app.mjs", "--server", stack.appOrigin, "--issuer", issuer], {
    cwd: "docs/examples/licensed-app",
    reject: false,
    all: true,
  });
  // A loop would close the output after the first words waited for.
  const lines = program.iterable({ from: "all" })[Symbol.asyncIterator]();
  const says = async (words: RegExp, heard: string[] = []): Promise<RegExpExecArray> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`It never said ${words}, but: ${heard.join("\n")}`);
    return words.exec(value) ?? (await says(words, [...heard, value]));
  };
  const [, address = ""] = await says(/To sign in, open (\S+)/);
  await page.goto(address);
  await page.getByLabel("Name").fill("Robin Visitor");
  await page.getByLabel("E-mail address").fill(visitor.email);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("You are signed in. You can close this window.")).toBeVisible();
  await says(/Seat taken until/);
  program.kill("SIGTERM");
  await says(/Seat given back/);
  expect((await program).exitCode).toBe(0);
});
