import { Mood } from "../../../models/vocabulary.ts";
import { speakable, splitSentences } from "./sentences.ts";

export function hasCharacters(prompt: string): boolean {
  return /\b(fox|girl|boy|man|woman|prince|princess|knight|robot|team|she|he)\b/i.test(prompt);
}

export function ownSentences(prompt: string): number {
  return splitSentences(speakable(prompt), "en").length;
}

export function storyMood(_prompt: string): Mood {
  return Mood.enum.calm;
}
