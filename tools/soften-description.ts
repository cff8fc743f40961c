import { z } from "zod";
import { isVendorFailure, PixoraError } from "../models/error.ts";
import { askModel } from "./ask-model.ts";
import { SOFTEN_INSTRUCTIONS } from "./soften.prompt.ts";
import type { ToolDeps } from "./types.ts";

const Softened = z.object({ description: z.string().min(1).max(1000) });

/**
 * Milder words for what a vendor refused; null when the language model has none.
 * @param item what the words are for, by its name in the ledger
 */
export async function softenDescription(item: string, description: string, deps: ToolDeps): Promise<string | null> {
  const question = {
    name: "softened_description",
    item: `${item}:softened_description`,
    schema: Softened,
    instructions: SOFTEN_INSTRUCTIONS,
    data: { description },
  };
  try {
    return (await askModel(deps, question)).description;
  } catch (error) {
    if (isVendorFailure(error) || (error instanceof PixoraError && error.code === "answer_rejected")) return null;
    throw error;
  }
}
