import type { LanguageProvider } from "../types.ts";
import { OpenAiChat } from "./chat.ts";
import { costOf, type OpenAiAccess, priceOf } from "./prices.ts";

/** OpenAI's language models, or those of any server that speaks its chat completions. */
export function createOpenAiLanguage({ access }: { access: OpenAiAccess }): LanguageProvider {
  return {
    vendor: "openai",
    model: access.model,
    chat: new OpenAiChat(access),
    translates: true,
    price: (characters) => priceOf(access, characters),
    cost: (usage) => costOf(access, usage),
  };
}
