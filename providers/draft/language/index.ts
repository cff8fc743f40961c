import type { LanguageProvider } from "../../types.ts";
import { tellStory } from "./breakdown.ts";
import { StorytellerChat } from "./chat.ts";
import { BreakdownData } from "./protocol.ts";
import { lossesOf } from "./telling.ts";

/** The draft vendor's language model: free, offline, and the same answer to the same question. */
export function createDraftLanguage(): LanguageProvider {
  return {
    vendor: "draft",
    model: "storyteller",
    chat: new StorytellerChat({}),
    translates: false,
    // The same question has the same answer: it is answered once more, to see what was left out.
    losses(asked) {
      const data = BreakdownData.parse(asked);
      return lossesOf(tellStory(data), data);
    },
    price: () => ({ minUsd: 0, maxUsd: 0 }),
    cost: () => 0,
  };
}
