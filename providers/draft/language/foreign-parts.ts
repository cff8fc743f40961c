import { countWords, splitSentences } from "./sentences.ts";
import type { Room } from "./unfold.ts";

interface ForeignRoom extends Room {
  language: string;
}

/** What is told in a scene for which the story has no words left. */
export const SILENCE = "…";

/** A story's narrations, one for each scene, and how many of its sentences are told in them. */
export interface Spread {
  narrations: string[];
  sentences: number;
  told: number;
}

/** A sentence, or a part of one. */
interface Part {
  text: string;
  /** Its sentence's place in the story. */
  sentence: number;
}

/**
 * A text in any language as exactly `scenes` narrations in its own words, each of them told once:
 * nobody here has other words in that language, so scenes beyond the last few words are silent.
 */
export function spreadForeign(text: string, room: ForeignRoom): Spread {
  const all = partsOf(text, room);
  const parts = thinOut(all, room);
  return {
    narrations: parts.length < room.scenes ? withSilence(parts, room) : group(parts, room),
    sentences: sentencesOf(all),
    told: sentencesOf(parts),
  };
}

/** How many scenes a text has words for, if it has no more than `most` sentences. */
export function scenesWithWords(text: string, language: string, most: number): number {
  return partsOf(text, { scenes: most, language }).length;
}

/** The sentences, cut up where there are fewer of them than scenes. */
function partsOf(text: string, room: Pick<ForeignRoom, "scenes" | "language">): Part[] {
  const sentences = splitSentences(text, room.language).map((sentence, at) => ({ text: sentence, sentence: at }));
  return cutUp(cutUp(sentences, room, atPause), room, betweenWords);
}

function sentencesOf(parts: readonly Part[]): number {
  return new Set(parts.map(({ sentence }) => sentence)).size;
}

type Cut = (text: string, language: string) => [string, string] | null;

/** Cuts the longest part that can be cut until there are enough. */
function cutUp(
  whole: readonly Part[],
  { scenes, language }: Pick<ForeignRoom, "scenes" | "language">,
  cut: Cut,
): Part[] {
  const parts = [...whole];
  while (parts.length < scenes) {
    const [longest] = parts
      .map((part, at) => ({ ...part, at, halves: cut(part.text, language), words: countWords(part.text, language) }))
      .filter(({ halves }) => halves !== null)
      .sort((a, b) => b.words - a.words);
    if (!longest?.halves) break;
    const { at, sentence, halves } = longest;
    parts.splice(at, 1, ...halves.map((text) => ({ text, sentence })));
  }
  return parts;
}

/** A sentence cut at the pause nearest to its middle. */
function atPause(sentence: string): [string, string] | null {
  const pauses = [...sentence.matchAll(/(?:[,;:](?=\s)|[—–，、；：،؛])\s*/gu)].map(
    (match) => match.index + match[0].length,
  );
  const inner = pauses.filter((at) => at > 3 && at < sentence.length - 3);
  const best = inner.sort((a, b) => Math.abs(a - sentence.length / 2) - Math.abs(b - sentence.length / 2))[0];
  return best === undefined ? null : [sentence.slice(0, best).trim(), sentence.slice(best).trim()];
}

/** The fewest words that are told by themselves. */
const FEWEST_WORDS = 2;

/** A clause cut near its middle where the language breathes, neither half of a lone word. */
function betweenWords(clause: string, language: string): [string, string] | null {
  const words = wordsOf(clause, language);
  const middle = Math.round(words.length / 2);
  const [best] = [middle, middle + 1, middle - 1]
    .filter((at) => at >= FEWEST_WORDS && at <= words.length - FEWEST_WORDS)
    .sort((a, b) => cutCost(words, a, language) - cutCost(words, b, language));
  if (best === undefined) return null;
  return [`${words.slice(0, best).join("").trimEnd()}…`, words.slice(best).join("")];
}

/** Languages whose little words stand behind their noun. */
const LITTLE_WORDS_BEHIND = /^(hi|bn|ta|te|gu|pa|kn|ml|ja|ko|tr|fi|hu)(-|$)/;

function cutCost(words: readonly string[], at: number, language: string): number {
  const lengthOf = (word = "") => word.trim().length;
  if (LITTLE_WORDS_BEHIND.test(language)) return lengthOf(words[at]) <= 3 ? 2 : 0;
  return (lengthOf(words[at - 1]) <= 4 ? 2 : 0) + (lengthOf(words[at]) <= 3 ? 0 : 1);
}

/** Words with the spaces and marks behind them, and what opens before them. */
function wordsOf(text: string, language: string): string[] {
  const words: string[] = [];
  let opening = "";
  for (const part of new Intl.Segmenter(language, { granularity: "word" }).segment(text)) {
    if (part.isWordLike) {
      words.push(opening + part.segment);
      opening = "";
    } else if (words.length > 0 && opening === "" && !/^[\p{Ps}\p{Pi}¿¡]/u.test(part.segment)) {
      words[words.length - 1] += part.segment;
    } else opening += part.segment;
  }
  return opening === "" ? words : [...words.slice(0, -1), `${words.at(-1) ?? ""}${opening}`];
}

/** Too long for the time: as many parts as fit, from all over the story, its first and its last among them. */
function thinOut(parts: readonly Part[], { scenes, wordsPerScene, language }: ForeignRoom): readonly Part[] {
  const counted = parts.map((part) => ({ part, words: countWords(part.text, language) }));
  const least = Math.max(2, scenes);
  for (let count = parts.length; ; count--) {
    const kept = evenly(counted, count);
    const words = kept.reduce((sum, one) => sum + one.words, 0);
    if (count <= least || words <= scenes * wordsPerScene * 1.05) return kept.map(({ part }) => part);
  }
}

/** So many of them, the first and the last among them, at even distances. */
function evenly<Item>(items: readonly Item[], count: number): Item[] {
  if (count >= items.length) return [...items];
  const places = Array.from({ length: count }, (_, at) => Math.round((at * (items.length - 1)) / (count - 1)));
  return places.flatMap((place) => items.slice(place, place + 1));
}

/** Neighbours together, so that every scene has about the same to say. */
function group(parts: readonly Part[], { scenes, language }: ForeignRoom): string[] {
  const total = parts.reduce((sum, { text }) => sum + countWords(text, language), 0);
  const groups: string[][] = Array.from({ length: scenes }, () => []);
  let said = 0;
  parts.forEach(({ text }, at) => {
    const byWords = Math.floor((said / Math.max(1, total)) * scenes);
    const left = parts.length - at;
    // Every scene gets something: never fewer parts left than scenes.
    const filled = groups.findIndex((some) => some.length === 0);
    const least = filled < 0 ? scenes - 1 : left <= scenes - filled ? filled : 0;
    const scene = Math.min(
      scenes - 1,
      Math.max(least, filled > 0 ? Math.min(byWords, filled) : filled === 0 ? 0 : byWords),
    );
    groups[scene]?.push(text);
    said += countWords(text, language);
  });
  const joint = /^(zh|yue|ja|th)(-|$)/.test(language) ? "" : " ";
  return groups.map((some) => closed(some.join(joint), language));
}

/** Fewer parts than scenes: the film begins with the first and ends with the last, and is silent between them. */
function withSilence(parts: readonly Part[], { scenes, language }: ForeignRoom): string[] {
  const narrations = Array.from({ length: scenes }, () => SILENCE);
  parts.forEach(({ text }, at) => {
    narrations[Math.round((at * (scenes - 1)) / Math.max(1, parts.length - 1))] = closed(text, language);
  });
  return narrations;
}

/** With an end mark, where the text ends without any mark. */
function closed(text: string, language: string): string {
  if (/[^\p{L}\p{N}\p{M}\s]$/u.test(text)) return text;
  return `${text}${/^(zh|yue|ja)(-|$)/.test(language) ? "。" : /^hi(-|$)/.test(language) ? "।" : "."}`;
}
