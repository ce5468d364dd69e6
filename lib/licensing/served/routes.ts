import type { OperationName } from "../wire/endpoint-map";
import type { Route } from "./route";
import { activationCodeRoutes } from "./routes/activation-code-routes";
import { checkoutRoutes } from "./routes/checkout-routes";
import { consumerRoutes } from "./routes/consumer-routes";
import { containerRoutes } from "./routes/container-routes";
import { descriptionRoutes } from "./routes/description-routes";
import { licenseModelRoutes } from "./routes/license-model-routes";
import { licenseRoutes } from "./routes/license-routes";
import { licenseeRoutes } from "./routes/licensee-routes";
import { productRoutes } from "./routes/product-routes";
import { signingKeyRoutes } from "./routes/signing-key-routes";

/** What answers each operation of the endpoint map; the compiler refuses a missing one. */
export const routes: Readonly<Record<OperationName, Route>> = {
  ...licenseeRoutes,
  ...containerRoutes,
  ...consumerRoutes,
  ...licenseRoutes,
  ...productRoutes,
  ...licenseModelRoutes,
  ...activationCodeRoutes,
  ...signingKeyRoutes,
  ...checkoutRoutes,
  ...descriptionRoutes,
};
