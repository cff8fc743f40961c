import { z } from "zod";
import { Capability } from "./vocabulary.ts";

const Range = z.object({ min: z.number().min(0), max: z.number().min(0) });

/** What a film will cost in US dollars, before anything is spent. */
export const Estimate = z.object({
  totalUsd: Range,
  capabilities: z.array(
    z.object({
      capability: Capability,
      vendor: z.string(),
      /** How many calls of this capability are counted on. */
      units: z.int().min(0),
      minUsd: z.number().min(0),
      maxUsd: z.number().min(0),
    }),
  ),
});
export type Estimate = z.infer<typeof Estimate>;
