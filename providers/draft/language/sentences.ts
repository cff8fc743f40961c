import { WEB_ADDRESS } from "../../../models/language.ts";
import { hasWords } from "../../../models/scene.ts";
import { UNSPOKEN } from "../signs.ts";

/** One sign of an emoji, where joiners stand behind letters and marks only. */
const EMOJI =
  /(?:(?![©®™‼⁉])\p{Extended_Pictographic}|[\u{1F1E6}-\u{1F1FF}\u{1F3FB}-\u{1F3FF}]|[\u{FE0F}\u{20E3}][\u{200C}\u{200D}]?)/u;

/** Emoji with the blanks around them, where no two blanks stand together. No match is given up: one pass is enough. */
const EMOJI_RUN = new RegExp(` ?${EMOJI.source}(?: ?${EMOJI.source})* ?`, "gu");

/**
 * The prompt as it is told and shown: as written, on one line, without emoji, which the captions' fonts do not have,
 * and without control characters. A web address is told by the name of its site.
 */
export function tellable(prompt: string): string {
  return prompt
    .normalize("NFC")
    .replace(WEB_ADDRESS, siteOf)
    .replace(/(?<![\p{L}\p{M}])[\u{200C}\u{200D}]|(?![\u{200C}\u{200D}])\p{Cf}/gu, "")
    .replace(/[\s\p{Cc}\p{Co}\p{Cs}]+/gu, " ")
    .replace(EMOJI_RUN, blankOf)
    .trim();
}

/** What is left in the place of emoji: nothing before a mark. */
function blankOf(emoji: string, at: number, text: string): string {
  return /[,.;:!?…]/.test(text.charAt(at + emoji.length)) ? "" : " ";
}

/** `https://www.example.com/a/fox?b=c.` → `example.com.` */
function siteOf(address: string): string {
  const end = /(?<![.,;:!?)\]'»”])[.,;:!?)\]'»”]*$/u.exec(address)?.[0] ?? "";
  const [site = ""] = address
    .slice(0, address.length - end.length)
    .replace(/^(?:https?:\/\/)?(?:www\.)?/i, "")
    .split(/[/?#:]/);
  return site + end;
}

/** English as the grammar knows it: plain quotation marks, and blanks around dashes but before no other mark. */
export function plainEnglish(text: string): string {
  return text
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/(?<!\d)\s*[—–]\s*|\s*[—–]\s*(?!\d)/g, " — ")
    .replace(/ ([,.;:!?…])/g, "$1")
    .trim();
}

/** Signs as blanks, so that everything else keeps its place. */
export function blankSigns(text: string): string {
  return text.replace(UNSPOKEN, (signs) => " ".repeat(signs.length));
}

/** Without signs, for what is seen. */
export function withoutSigns(text: string): string {
  return blankSigns(text)
    .replace(/\s+/g, " ")
    .replace(/ ([,.;:!?…])/g, "$1")
    .trim();
}

/** Sentences in any language, in order, each with its end mark. */
export function splitSentences(text: string, language: string): string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: "sentence" });
  const joined: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    const part = segment.trim();
    const before = joined.at(-1);
    const goesOn = before !== undefined && (!hasWords(before) || !hasWords(part) || ABBREVIATION.test(before));
    if (goesOn) joined[joined.length - 1] = `${before} ${part}`.trim();
    else joined.push(part);
  }
  return joined.filter(hasWords);
}

const ABBREVIATION = /\b(Mr|Mrs|Ms|Dr|St|Prof|vs|etc|e\.g|i\.e)\.$/;

/** How many words a narrator speaks; in scripts without spaces, how many characters. */
export function countWords(text: string, language = "en"): number {
  if (/^(zh|yue|ja|th|lo|km|my)(-|$)/.test(language)) return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** Longest narration in characters that a scene can hold. */
const LONGEST_NARRATION = 1900;

/** A text without any pause can be longer than a scene holds: it breaks off between words. */
export function clipNarration(text: string): string {
  if (text.length <= LONGEST_NARRATION) return text;
  const cut = text.slice(0, LONGEST_NARRATION).replace(/[\uD800-\uDBFF]$/, "");
  return `${/\s/.test(cut) ? cut.replace(/\s+\S*$/u, "") : cut}…`;
}

/** With a capital letter and an end mark. */
export function asSentence(text: string): string {
  const bare = text.trim().replace(/^[\s,;:.—-]+|[\s,;:—-]+$/g, "");
  const capital = bare.replace(/^(["'(]*)(\p{Ll})/u, (_, open: string, letter: string) => open + letter.toUpperCase());
  return /[.!?…。！？।؟]["')]*$/.test(capital) ? capital : `${capital}.`;
}
