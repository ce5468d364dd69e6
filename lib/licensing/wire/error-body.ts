import { z } from "zod";

/** How every refusal looks (API error handling). A reader relies on the HTTP status, not on these. */
export const errorBody = z
  .looseObject({
    error: z.string().meta({ description: "The status in words." }),
    code: z.number().int().meta({ description: "The HTTP status." }),
    description: z.string().meta({ description: "What is wrong, for a person to read." }),
  })
  .meta({ id: "Error" });
