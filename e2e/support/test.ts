import { test as base, type Browser, type Page } from "@playwright/test";
import { openRecords, type Records } from "./records";
import { Sandbox } from "./sandbox";
import { publishedStack, type Stack } from "./stack";
import { Store } from "./store";
import { Vendor } from "./vendor";
import { Visitor } from "./visitor";

type Fixtures = {
  stack: Stack;
  sandbox: Sandbox;
  /** Who sells, at Stripe. */
  vendor: Vendor;
  /** What happens at FastSpring. */
  store: Store;
  /** What stands in the database, for guarantees that no page shows. */
  records: Records;
  /** A person with an address of their own, in a browser of their own. */
  visitor: Visitor;
  /** One more person. */
  another: () => Promise<Visitor>;
};

let people = 0;

function runningStack(): Stack {
  const stack = publishedStack();
  if (!stack) throw new Error("The stack is not running: start the tests with `npm run e2e`");
  return stack;
}

export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads which fixtures are wanted from this pattern
  stack: async ({}, use) => use(runningStack()),
  sandbox: async ({ stack }, use) => use(new Sandbox(stack.sandboxOrigin)),
  vendor: async ({ stack }, use) => use(new Vendor(stack.sandboxOrigin)),
  store: async ({ stack }, use) => use(new Store(stack.sandboxOrigin)),
  records: async ({ stack }, use) => {
    const records = await openRecords(stack.databaseUrl);
    await use(records);
    await records.close();
  },
  visitor: async ({ page, stack: { appOrigin }, sandbox, records }, use, info) =>
    use(new Visitor(page, newAddress(info.workerIndex), { appOrigin, sandbox, records })),
  another: async ({ browser, sandbox, records, stack }, use, info) => {
    const pages: Page[] = [];
    await use(async () => {
      const page = await openPage(browser, stack);
      pages.push(page);
      return new Visitor(page, newAddress(info.workerIndex), { appOrigin: stack.appOrigin, sandbox, records });
    });
    await Promise.all(pages.map((page) => page.context().close()));
  },
});

export { expect } from "@playwright/test";

async function openPage(browser: Browser, stack: Stack): Promise<Page> {
  const context = await browser.newContext({ baseURL: stack.appOrigin });
  return context.newPage();
}

function newAddress(workerIndex: number): string {
  people += 1;
  return `visitor-${workerIndex}-${process.pid}-${people}@example.com`;
}
