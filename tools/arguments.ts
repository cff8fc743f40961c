import { z } from "zod";
import { ToolName } from "../models/plan.ts";

/** The one argument that every tool has: the model's own wishes about order. */
export const StepArguments = z.object({
  after: z
    .array(ToolName)
    .describe("Other tools of this plan that must be done first, beyond what this tool needs anyway. Usually empty."),
});
