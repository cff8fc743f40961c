import { LATIN_LANGUAGES } from "./latin-languages.ts";

/** Scripts that one language of the world writes most, in the order in which they decide. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, "ja"],
  [/\p{Script=Hangul}/gu, "ko"],
  [/\p{Script=Han}/gu, "zh"],
  [/\p{Script=Devanagari}/gu, "hi"],
  [/\p{Script=Hebrew}/gu, "he"],
  [/\p{Script=Greek}/gu, "el"],
  [/\p{Script=Thai}/gu, "th"],
  [/\p{Script=Bengali}/gu, "bn"],
  [/\p{Script=Tamil}/gu, "ta"],
  [/\p{Script=Telugu}/gu, "te"],
  [/\p{Script=Gujarati}/gu, "gu"],
  [/\p{Script=Gurmukhi}/gu, "pa"],
  [/\p{Script=Kannada}/gu, "kn"],
  [/\p{Script=Malayalam}/gu, "ml"],
  [/\p{Script=Sinhala}/gu, "si"],
  [/\p{Script=Georgian}/gu, "ka"],
  [/\p{Script=Armenian}/gu, "hy"],
  [/\p{Script=Ethiopic}/gu, "am"],
  [/\p{Script=Khmer}/gu, "km"],
  [/\p{Script=Lao}/gu, "lo"],
  [/\p{Script=Myanmar}/gu, "my"],
  [/\p{Script=Arabic}/gu, "ar"],
  [/\p{Script=Cyrillic}/gu, "ru"],
];

/** ISO 639-1 code of the language that a prompt is written in; `en` when nothing speaks strongly for another. */
export function detectLanguage(prompt: string): string {
  const letters = prompt.match(/\p{L}/gu)?.length ?? 0;
  for (const [script, language] of SCRIPTS) {
    const count = prompt.match(script)?.length ?? 0;
    // Chinese characters stand beside kana in Japanese, so a few kana are enough; a lone foreign word is not.
    if (count > 0 && count >= letters * (language === "ja" ? 0.1 : 0.4)) return refine(language, prompt);
  }
  return latinLanguage(prompt);
}

/** Neighbours that share a script, told apart by letters that only one of them has. */
function refine(language: string, prompt: string): string {
  if (language === "ar" && /[پچژگ]/u.test(prompt)) return /[ٹڈڑںے]/u.test(prompt) ? "ur" : "fa";
  if (language === "ru" && /[іїєґ]/iu.test(prompt)) return "uk";
  if (language === "ru" && /[ђћџјљњ]/iu.test(prompt)) return "sr";
  return language;
}

/** Words of English and of each language are counted; a language must win clearly to unseat English. */
function latinLanguage(prompt: string): string {
  const words = prompt.toLowerCase().match(/\p{L}+/gu) ?? [];
  const english = score(words, prompt, LATIN_LANGUAGES.en);
  let best = { language: "en", points: english };
  for (const [language, marks] of Object.entries(LATIN_LANGUAGES)) {
    const points = score(words, prompt, marks);
    if (language !== "en" && points >= 2 && points > best.points) best = { language, points };
  }
  return best.language;
}

/** A common word counts 1, a letter that few languages have counts 1 for each word that holds it. */
function score(words: readonly string[], prompt: string, marks: { words: string; letters: RegExp | null }): number {
  const common = new Set(marks.words.split(" "));
  const known = words.filter((word) => common.has(word)).length;
  const { letters } = marks;
  const special = letters ? prompt.split(/\s+/).filter((word) => letters.test(word)).length : 0;
  return known + special;
}
