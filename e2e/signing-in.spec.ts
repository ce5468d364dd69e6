import { expect, test } from "./support/test";

test("a sign-in link signs in, once", async ({ visitor, another }) => {
  const link = await visitor.askForSignInLink("/portal");
  await visitor.page.goto(link);
  await visitor.page.getByRole("button", { name: "Sign in" }).click();
  await visitor.page.waitForURL(/\/portal$/);

  const second = await another();
  await second.page.goto(link);
  await second.page.getByRole("button", { name: "Sign in" }).click();
  await expect(second.page).toHaveURL(/\/sign-in/);
  await expect(second.page.getByRole("heading", { level: 1 })).not.toHaveText("Licenses");
});

test("an OpenID provider signs in, and the second time it is the same person", async ({ visitor, records }) => {
  await visitor.signInByProvider("/start?offer=ATLAS-EDITOR-MONTHLY");
  await visitor.sayPerson();
  await visitor.page.context().clearCookies();
  await visitor.signInByProvider("/start?offer=ATLAS-EDITOR-MONTHLY");
  await expect(visitor.heading).toHaveText("Offer and seats");
  expect(await records.countFor(visitor.email)).toMatchObject({ customers: 1, licensees: 1 });
});

test("the same address at another provider is not joined by itself, but can be linked from the account page", async ({
  visitor,
  records,
}) => {
  const { page } = visitor;
  await visitor.signInByMail("/start");
  await visitor.sayPerson();
  await page.context().clearCookies();
  await visitor.signInByProvider("/portal");
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByRole("alert").first()).toBeVisible();

  await visitor.signInByMail("/portal/account");
  await page.getByRole("button", { name: /^(Add|Link)/ }).click();
  await visitor.answerProvider();
  await expect(page.getByText("The sign-in method was added")).toBeVisible();
  await page.context().clearCookies();
  await visitor.signInByProvider("/start");
  await expect(visitor.heading).toHaveText("Offer and seats");
  expect(await records.countFor(visitor.email)).toMatchObject({ customers: 1, licensees: 1 });
});

test("signing out everywhere ends every session", async ({ visitor, another }) => {
  await visitor.signInByMail("/portal/account");
  const elsewhere = await another();
  await elsewhere.page.context().addCookies(await visitor.page.context().cookies());
  await elsewhere.page.goto("/portal/account");
  await expect(elsewhere.heading).toHaveText("Account and sign-in");
  await visitor.page.getByRole("button", { name: "Sign out everywhere" }).click();
  await visitor.page.waitForURL((url) => !url.pathname.startsWith("/portal"));
  await elsewhere.page.goto("/portal");
  await expect(elsewhere.page).toHaveURL(/\/sign-in/);
});

test("every sign-in makes a new session id", async ({ visitor }) => {
  const sessionOf = async () =>
    (await visitor.page.context().cookies()).find((cookie) => cookie.name.endsWith("session-token"))?.value;
  await visitor.signInByMail("/portal/account");
  const first = await sessionOf();
  await visitor.page.getByRole("button", { name: "Sign out", exact: true }).click();
  await visitor.page.waitForURL((url) => !url.pathname.startsWith("/portal"));
  await visitor.signInByMail("/portal/account");
  const second = await sessionOf();
  expect(first).toBeTruthy();
  expect(second).toBeTruthy();
  expect(second).not.toBe(first);
});

test("a foreign return address is not followed", async ({ visitor }) => {
  await visitor.signInByMail("/portal");
  await visitor.page.goto("/sign-in?returnTo=https%3A%2F%2Fevil.example.com");
  expect(new URL(visitor.page.url()).hostname).toBe("localhost");
});
