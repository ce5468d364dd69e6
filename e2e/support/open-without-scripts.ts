import type { Browser, Page } from "@playwright/test";
import type { Visitor } from "./visitor";

/** The same person where they are now, in a browser that runs no scripts. Who opens it closes its context. */
export async function openWithoutScripts({ page }: Visitor, browser: Browser): Promise<Page> {
  const storageState = await page.context().storageState();
  const plain = await browser.newContext({ storageState, javaScriptEnabled: false });
  const opened = await plain.newPage();
  await opened.goto(page.url());
  return opened;
}
