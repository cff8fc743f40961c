import { countWords, splitSentences } from "./sentences.ts";
import type { Room } from "./unfold.ts";

interface ForeignRoom extends Room {
  language: string;
}

/** A text in any language as exactly `scenes` narrations in its own words. */
export function spreadForeign(text: string, room: ForeignRoom): string[] {
  const sentences = splitSentences(text, room.language);
  const parts = sentences.length >= room.scenes ? sentences : splitClauses(sentences, room);
  const kept = dropMiddle(parts, room);
  if (kept.length >= room.scenes) return group(kept, room).map((part) => close(part, room.language));
  return fewParts(text, kept, room).map((part) => close(part, room.language));
}

/** Splits the longest sentences at their commas until there are enough. */
function splitClauses(sentences: readonly string[], { scenes, language }: ForeignRoom): string[] {
  const parts = [...sentences];
  while (parts.length < scenes) {
    const ranked = parts
      .map((part, at) => ({ at, pieces: halves(part), words: countWords(part, language) }))
      .filter(({ pieces }) => pieces !== null);
    const longest = ranked.sort((a, b) => b.words - a.words)[0];
    if (!longest?.pieces) break;
    parts.splice(longest.at, 1, ...longest.pieces);
  }
  return parts;
}

/** A sentence cut at the pause nearest to its middle. */
function halves(sentence: string): [string, string] | null {
  const pauses = [...sentence.matchAll(/[,;:—–，、；：،؛]\s*/gu)].map((match) => match.index + match[0].length);
  const inner = pauses.filter((at) => at > 3 && at < sentence.length - 3);
  const best = inner.sort((a, b) => Math.abs(a - sentence.length / 2) - Math.abs(b - sentence.length / 2))[0];
  return best === undefined ? null : [sentence.slice(0, best).trim(), sentence.slice(best).trim()];
}

/** Too long for the time: parts between the first and the last are left out, evenly. */
function dropMiddle(parts: readonly string[], { scenes, wordsPerScene, language }: ForeignRoom): string[] {
  const kept = [...parts];
  const total = () => kept.reduce((sum, part) => sum + countWords(part, language), 0);
  for (let turn = 1; total() > scenes * wordsPerScene * 1.05 && kept.length > Math.max(2, scenes); turn++) {
    kept.splice(1 + ((turn * 7) % (kept.length - 2)), 1);
  }
  return kept;
}

/** Neighbours together, so that every scene has about the same to say. */
function group(parts: readonly string[], { scenes, language }: ForeignRoom): string[] {
  const total = parts.reduce((sum, part) => sum + countWords(part, language), 0);
  const groups: string[][] = Array.from({ length: scenes }, () => []);
  let said = 0;
  parts.forEach((part, at) => {
    const byWords = Math.floor((said / Math.max(1, total)) * scenes);
    const left = parts.length - at;
    // Every scene gets something: never fewer parts left than scenes.
    const filled = groups.findIndex((some) => some.length === 0);
    const least = filled < 0 ? scenes - 1 : left <= scenes - filled ? filled : 0;
    const scene = Math.min(
      scenes - 1,
      Math.max(least, filled > 0 ? Math.min(byWords, filled) : filled === 0 ? 0 : byWords),
    );
    groups[scene]?.push(part);
    said += countWords(part, language);
  });
  const joint = /^(zh|ja|th)/.test(language) ? "" : " ";
  return groups.map((some) => some.join(joint));
}

/** Fewer parts than scenes: they are told in pieces of a few words, and the last scene tells the whole. */
function fewParts(text: string, parts: readonly string[], room: ForeignRoom): string[] {
  const wanted = room.scenes - 1;
  if (wanted === 0) return [text];
  if (parts.length > 1 && parts.length === wanted) return [...parts, text];
  const pieces = cutWords(wordsOf(text.replace(/[.。।!?！？؟…]+$/u, ""), room.language), wanted, room.language);
  // With too few words for all scenes the pieces are heard again: there is nothing else to say.
  return Array.from({ length: room.scenes }, (_, at) =>
    at === wanted ? text : `${pieces[at % pieces.length] ?? text}…`,
  );
}

/** Languages whose little words stand behind their noun. */
const LITTLE_WORDS_BEHIND = /^(hi|bn|ta|te|gu|pa|kn|ml|ja|ko|tr|fi|hu)/;

/** Words in at most `count` pieces of about the same length, cut where the language breathes. */
function cutWords(words: readonly string[], count: number, language: string): string[] {
  const size = Math.max(words.length <= 3 ? 1 : 2, words.length / count);
  const pieces: string[] = [];
  let from = 0;
  for (let turn = 1; from < words.length; turn++) {
    const ideal = Math.round(turn * size);
    const near = [ideal, ideal + 1, ideal - 1].filter((at) => at > from && at < words.length - 1);
    const best = near.sort((a, b) => cutCost(words, a, language) - cutCost(words, b, language))[0];
    const to = pieces.length === count - 1 || best === undefined ? words.length : best;
    pieces.push(
      words
        .slice(from, to)
        .join("")
        .replace(/[\s,;:—–，、；：،؛]+$/u, ""),
    );
    from = to;
  }
  return pieces;
}

function cutCost(words: readonly string[], at: number, language: string): number {
  const before = words[at - 1] ?? "";
  const after = words[at] ?? "";
  if (/[,;:—–，、；：،؛]\s*$/u.test(before)) return -3;
  const isLittle = (word: string) => word.trim().length <= 3;
  if (LITTLE_WORDS_BEHIND.test(language)) return isLittle(after) ? 2 : 0;
  return (isLittle(before) ? 2 : 0) + (isLittle(after) ? 0 : 1);
}

/** Words with the spaces and marks behind them. */
function wordsOf(text: string, language: string): string[] {
  const words: string[] = [];
  for (const part of new Intl.Segmenter(language, { granularity: "word" }).segment(text)) {
    if (part.isWordLike || words.length === 0) words.push(part.segment);
    else words[words.length - 1] += part.segment;
  }
  return words;
}

function close(text: string, language: string): string {
  const bare = text.replace(/[\s,;:—–，、；：،؛]+$/u, "");
  if (/[.!?…。！？।؟]["'»”]*$/u.test(bare)) return bare;
  const mark = /^(zh|ja)/.test(language) ? "。" : /^hi/.test(language) ? "।" : ".";
  const capital = bare.replace(/^(\p{Ll})/u, (letter) => letter.toLocaleUpperCase(language));
  return `${capital}${mark}`;
}
