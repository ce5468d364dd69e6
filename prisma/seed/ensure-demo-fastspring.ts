import { demoCurrency, type DemoOffer, type DemoProduct } from "./demo-catalog";

type Store = { apiBase: string; username: string; password: string };

/** The product paths at FastSpring by lookup key, which they are; FastSpring takes a product that exists for an update. */
export async function ensureDemoFastSpring(
  store: Store,
  catalog: readonly DemoProduct[],
): Promise<Map<string, string>> {
  const products = catalog.flatMap((product) => product.offers.map((offer) => toProduct(product, offer)));
  const response = await fetch(`${store.apiBase}/products`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`${store.username}:${store.password}`).toString("base64")}`,
      "content-type": "application/json",
      "user-agent": "Usher",
    },
    body: JSON.stringify({ products }),
  });
  if (!response.ok) throw new Error(`FastSpring's products could not be made: ${response.status}`);
  return new Map(products.map(({ product }) => [product, product]));
}

function toProduct({ displayName }: DemoProduct, { displayName: terms, price }: DemoOffer) {
  const { lookupKey: product, unitAmountMinor, interval } = price;
  const amount = { [demoCurrency.toUpperCase()]: unitAmountMinor / 100 };
  const recurs = interval === null ? {} : { interval, intervalLength: 1 };
  return { product, display: { en: `${displayName}, ${terms.toLowerCase()}` }, pricing: { price: amount, ...recurs } };
}
