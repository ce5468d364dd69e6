import type { LicensingCheckout } from "./checkout";
import type { LicensingManagement } from "./management";

/**
 * The embedded licensing engine as it is served: what the vendor's systems ask of it, and what licensed applications do.
 * Our own processes go through `licensing-port.ts`, which any backend can stand behind.
 */
export type LicensingEngine = { management: LicensingManagement; checkout: LicensingCheckout };
