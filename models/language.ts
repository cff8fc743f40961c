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

/** An address on the web, with the punctuation behind it. Its words are of no language. */
export const WEB_ADDRESS = /(?:https?:\/\/|\bwww\.)[\x21\x23-\x3b\x3d\x3f-\x7e\u00c0-\u024f]+/giu;

/** ISO 639-1 code of the language that a prompt is written in; `en` when nothing speaks strongly for another. */
export function detectLanguage(prompt: string): string {
  const text = prompt.replace(WEB_ADDRESS, " ");
  return scriptLanguage(text) ?? latinLanguage(text);
}

/** Whether a prompt may be written in this language: false only when its script, or its common words, say otherwise. */
export function mayBeIn(language: string, prompt: string): boolean {
  const text = prompt.replace(WEB_ADDRESS, " ");
  const detected = detectLanguage(text);
  const asked = new Intl.Locale(language).language;
  if (asked === detected) return true;
  const script = scriptOf(asked);
  // Who asks knows best where nothing is known of the language, or its script is not ours to tell apart.
  if (script === undefined) return true;
  if (script !== scriptOf(detected)) return !/\p{L}/u.test(text);
  return script !== "Latn" || points(asked, text) >= points(detected, text);
}

function scriptOf(language: string): string | undefined {
  return new Intl.Locale(language).maximize().script;
}

function scriptLanguage(prompt: string): string | null {
  const letters = prompt.match(/\p{L}/gu)?.length ?? 0;
  for (const [script, language] of SCRIPTS) {
    const count = prompt.match(script)?.length ?? 0;
    // Chinese characters stand beside kana in Japanese, so a few kana are enough; a lone foreign word is not.
    if (count > 0 && count >= letters * (language === "ja" ? 0.1 : 0.4)) return refine(language, prompt);
  }
  return null;
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
  let best = { language: "en", points: points("en", prompt) };
  for (const language of Object.keys(LATIN_LANGUAGES)) {
    const won = points(language, prompt);
    if (language !== "en" && won >= 2 && won > best.points) best = { language, points: won };
  }
  return best.language;
}

/** A common word of the language counts 1, a letter that few languages have counts 1 for each word that holds it. */
function points(language: string, prompt: string): number {
  const marks = LATIN_LANGUAGES[language];
  if (!marks) return 0;
  const common = new Set(marks.words.split(" "));
  const words = prompt.toLowerCase().match(/\p{L}+/gu) ?? [];
  const { letters } = marks;
  const special = letters ? prompt.split(/\s+/).filter((word) => letters.test(word)).length : 0;
  return words.filter((word) => common.has(word)).length + special;
}
