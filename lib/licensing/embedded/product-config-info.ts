import { z } from "zod";
import type { ProductConfigInfo } from "../entities";

const schema: z.ZodType<ProductConfigInfo> = z.object({
  id: z.string(),
  features: z.array(z.string()),
  licenseModelId: z.string().nullable(),
  licenseModelName: z.string(),
  productConfigId: z.string(),
  productConfigName: z.string(),
  productConfigDisplayName: z.string().nullable(),
  productId: z.string(),
  productName: z.string(),
  productDisplayName: z.string().nullable(),
  qtyDimension: z.enum(["SEATS", "USE_COUNT", "USE_TIME"]),
  created: z.string(),
  modified: z.string(),
});

/** The snapshot as it stands in a license's row; null for feature licenses. */
export function parseProductConfigInfo(stored: unknown): ProductConfigInfo | null {
  return stored === null ? null : schema.parse(stored);
}
