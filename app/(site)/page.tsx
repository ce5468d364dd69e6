import { IntervalChoice } from "@/components/onboarding/interval-choice";
import { NothingOnSale } from "@/components/onboarding/nothing-on-sale";
import { hasMonthAndYear, ProductCard } from "@/components/onboarding/product-card";
import { classNames } from "@/components/ui/class-names";
import { getContext } from "@/lib/context";
import { listOffers } from "@/lib/portal/list-offers";

export default async function ProductsPage() {
  const products = await listOffers(getContext());
  return (
    <main
      id="main"
      tabIndex={-1}
      className="group/offers mx-auto grid w-full max-w-6xl flex-1 content-start gap-8 px-4 py-10 sm:px-6 sm:py-16"
    >
      <div className="flex flex-wrap items-end justify-between gap-6">
        <div className="grid gap-3">
          <h1 className="text-3xl sm:text-5xl">Choose your license</h1>
          <p className="max-w-prose text-lg text-muted">
            Sign in, say who it is for, pay: the license is in your account.
          </p>
        </div>
        {products.some(({ offers }) => hasMonthAndYear(offers)) ? <IntervalChoice /> : null}
      </div>
      <div className={classNames("grid gap-6", products.length > 1 && "md:grid-cols-2")}>
        {products.map((product) => (
          <ProductCard key={product.productName} product={product} />
        ))}
      </div>
      {products.length === 0 ? <NothingOnSale /> : null}
    </main>
  );
}
