/** What an espeak-ng voice is given of a text. Measured with 1.51: which signs it can read, and which it only names. */
import { PixoraError } from "../../../models/error.ts";
import { UNSPOKEN } from "../signs.ts";

/**
 * Signs that voices of these languages alone can read. Any other says “Chinese letter” or “Japanese letter” for each.
 * Japanese is not among those of Han: it reads kana only.
 */
const SIGNS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\p{Script=Han}+/gu, ["cmn", "zh", "yue"]],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]+/gu, ["ja"]],
];

/**
 * The text without what the voice would only name.
 * Throws `vendor_failed` for Japanese with kanji, of which the kana alone would be nonsense, and where nothing is left.
 */
export function espeakText(text: string, voiceLanguage: string): string {
  const language = voiceLanguage.split("-")[0] ?? voiceLanguage;
  if (language === "ja" && /\p{Script=Han}/u.test(text)) {
    throw new PixoraError("vendor_failed", "The draft voice (espeak-ng) can read kana but no kanji.");
  }
  const foreign = SIGNS.filter(([, languages]) => !languages.includes(language));
  const plain = foreign.reduce((left, [signs]) => left.replace(signs, " "), text.replace(UNSPOKEN, " "));
  if (!/[\p{L}\p{N}]/u.test(plain)) {
    throw new PixoraError("vendor_failed", `The draft voice (espeak-ng, ${voiceLanguage}) can read nothing of it.`);
  }
  return plain;
}
