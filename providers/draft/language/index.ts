import type { LanguageProvider } from "../../types.ts";
import { StorytellerChat } from "./chat.ts";

/** The draft vendor's language model: free, offline, and the same answer to the same question. */
export function createDraftLanguage(): LanguageProvider {
  return {
    vendor: "draft",
    model: "storyteller",
    chat: new StorytellerChat({}),
    translates: false,
    price: () => ({ minUsd: 0, maxUsd: 0 }),
    cost: () => 0,
  };
}
