import { detectLanguage } from "../../../models/language.ts";
import type { Mood } from "../../../models/vocabulary.ts";
import { storyOfSymbols } from "./emoji.ts";
import { conceptsIn } from "./foreign.ts";
import { formOf, withoutCommand } from "./forms.ts";
import { moodOfWords } from "./mood.ts";
import { plainEnglish, splitSentences, tellable } from "./sentences.ts";
import { protagonists, readStory } from "./story.ts";

/** Whether somebody in the story should look the same in every scene. */
export function hasCharacters(prompt: string): boolean {
  const text = withoutCommand(plainEnglish(tellable(prompt)));
  if (!/\p{L}{2}/u.test(text)) return protagonists(readStory(storyOfSymbols(prompt))).length > 0;
  if (detectLanguage(prompt) !== "en") return conceptsIn(text).some((concept) => concept.kind === "being");
  const story = readStory(text);
  const first = story.sentences[0]?.text ?? text;
  if (story.sentences.length <= 2 && formOf(first).kind !== "story") return false;
  return protagonists(story).length > 0;
}

/** How many sentences the prompt has by itself. */
export function ownSentences(prompt: string): number {
  return splitSentences(tellable(prompt), detectLanguage(prompt)).length;
}

/** The mood that the music of the whole story takes. */
export function storyMood(prompt: string): Mood {
  return moodOfWords(tellable(prompt)) ?? "calm";
}
