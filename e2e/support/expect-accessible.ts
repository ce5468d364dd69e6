import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const schemes = ["light", "dark"] as const;

/** No accessibility violation on the page as it stands, in light and in dark. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
    expect.soft(found, `${what}, ${colorScheme}`).toEqual([]);
  }
}
