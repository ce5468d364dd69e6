/** What is sold after a fresh start: every kind of license once, at prices that only the sandbox knows. */
export type DemoProduct = {
  productName: string;
  displayName: string;
  description: string;
  features: string[];
  offers: DemoOffer[];
};

export type DemoOffer = {
  sku: string;
  displayName: string;
  description: string;
  kind: "SUBSCRIPTION" | "PERPETUAL" | "FIXED_TERM";
  access: "IDENTITY" | "KEY";
  maximumQuantity: number;
  termDays?: number;
  price: { lookupKey: string; unitAmountMinor: number; interval: "month" | "year" | null };
};

export const demoCurrency = "usd";

/** The price that the demo payment link sells. */
export const demoLinkKey = "usher_demo_atlas_editor_monthly";

/** What is sold through FastSpring; the lookup keys are product paths there. */
export const demoFastSpringCatalog: readonly DemoProduct[] = [
  {
    productName: "atlas-translate",
    displayName: "Atlas Translate",
    description: "Keeps documents in several languages in step. Sold through FastSpring's store, which adds the tax.",
    features: ["translation", "glossary"],
    offers: [
      {
        sku: "ATLAS-TRANSLATE-MONTHLY",
        displayName: "Monthly",
        description: "One seat per translator. Cancel at any time.",
        kind: "SUBSCRIPTION",
        access: "KEY",
        maximumQuantity: 100,
        price: { lookupKey: "atlas-translate-monthly", unitAmountMinor: 1900, interval: "month" },
      },
      {
        sku: "ATLAS-TRANSLATE-YEARLY",
        displayName: "Yearly",
        description: "Twelve months for the price of ten.",
        kind: "SUBSCRIPTION",
        access: "KEY",
        maximumQuantity: 100,
        price: { lookupKey: "atlas-translate-yearly", unitAmountMinor: 19_000, interval: "year" },
      },
      {
        sku: "ATLAS-TRANSLATE-PERPETUAL",
        displayName: "Perpetual",
        description: "Yours without an end date. One key, for as many translators as you buy seats.",
        kind: "PERPETUAL",
        access: "KEY",
        maximumQuantity: 100,
        price: { lookupKey: "atlas-translate-perpetual", unitAmountMinor: 24_900, interval: null },
      },
    ],
  },
];

export const demoCatalog: readonly DemoProduct[] = [
  {
    productName: "atlas-editor",
    displayName: "Atlas Editor",
    description: "Write, review and publish technical documents. Each person who works with it takes one seat.",
    features: ["editing", "review", "publishing"],
    offers: [
      {
        sku: "ATLAS-EDITOR-MONTHLY",
        displayName: "Monthly",
        description: "Cancel at any time.",
        kind: "SUBSCRIPTION",
        access: "IDENTITY",
        maximumQuantity: 500,
        price: { lookupKey: "usher_demo_atlas_editor_monthly", unitAmountMinor: 1200, interval: "month" },
      },
      {
        sku: "ATLAS-EDITOR-YEARLY",
        displayName: "Yearly",
        description: "Twelve months for the price of ten.",
        kind: "SUBSCRIPTION",
        access: "IDENTITY",
        maximumQuantity: 500,
        price: { lookupKey: "usher_demo_atlas_editor_yearly", unitAmountMinor: 12_000, interval: "year" },
      },
    ],
  },
  {
    productName: "atlas-render-node",
    displayName: "Atlas Render Node",
    description: "Turns documents into PDF and web pages on build servers, where nobody signs in: it runs with a key.",
    features: ["pdf", "html", "command-line"],
    offers: [
      {
        sku: "ATLAS-RENDER-NODE-MONTHLY",
        displayName: "Monthly",
        description: "One seat per server that renders at the same time, one key for all of them. Cancel at any time.",
        kind: "SUBSCRIPTION",
        access: "KEY",
        maximumQuantity: 100,
        price: { lookupKey: "usher_demo_atlas_render_node_monthly", unitAmountMinor: 2900, interval: "month" },
      },
    ],
  },
  {
    productName: "atlas-diagrams",
    displayName: "Atlas Diagrams",
    description: "Draw diagrams and keep them in step with the documents they belong to.",
    features: ["drawing", "svg-export"],
    offers: [
      {
        sku: "ATLAS-DIAGRAMS-PERPETUAL",
        displayName: "Perpetual",
        description: "Yours without an end date. One key, for as many people as you buy seats.",
        kind: "PERPETUAL",
        access: "KEY",
        maximumQuantity: 100,
        price: { lookupKey: "usher_demo_atlas_diagrams_perpetual", unitAmountMinor: 7900, interval: null },
      },
    ],
  },
];
