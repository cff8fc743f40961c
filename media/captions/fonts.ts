/**
 * The fonts that captions are drawn with. They come from npm, so a machine needs none of its own.
 * Not here: what is drawn with them (text-layout.ts).
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { Blob, Face, Font } from "harfbuzzjs";

/** One shipped font, ready for shaping. */
export interface CaptionFont {
  /** Scaled to its own units, of which `unitsPerEm` make one em. */
  font: Font;
  unitsPerEm: number;
  has(codePoint: number): boolean;
}

/** In order of preference. Noto Sans itself holds Latin, Greek, Cyrillic and Devanagari. */
const FILES = [
  "@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf",
  "@expo-google-fonts/noto-sans-arabic/600SemiBold/NotoSansArabic_600SemiBold.ttf",
  "@expo-google-fonts/noto-sans-hebrew/600SemiBold/NotoSansHebrew_600SemiBold.ttf",
];

const SAMPLE_SIZE = 10;

/** What a font need not have: it leaves no mark. Variation selectors and joiners are among the ignorable ones. */
const LEAVES_NO_MARK = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}]$/u;

let loaded: Promise<CaptionFont[]> | undefined;

/** The shipped fonts, read once: HarfBuzz keeps its own copy of each (about 1 MB together). */
export function captionFonts(): Promise<CaptionFont[]> {
  loaded ??= Promise.all(FILES.map(readFont)).catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

/** What of this text no shipped font has: whole graphemes, each once, at most ten of them. */
export async function missingGlyphs(text: string): Promise<string[]> {
  const fonts = await captionFonts();
  const missing = new Set<string>();
  for (const { segment } of new Intl.Segmenter().segment(cleanText(text))) {
    const isDrawable = [...segment].every((character) => isInvisible(character) || fontFor(character, fonts) !== null);
    if (!isDrawable) missing.add(segment);
    if (missing.size === SAMPLE_SIZE) break;
  }
  return [...missing];
}

/** Composed letters, which fonts are more likely to have. */
export function cleanText(text: string): string {
  return text.normalize("NFC");
}

/** Whether a character leaves no mark in any font. */
export function isInvisible(character: string): boolean {
  return LEAVES_NO_MARK.test(character);
}

/** The first font that has the character. */
export function fontFor(character: string, fonts: readonly CaptionFont[]): CaptionFont | null {
  const codePoint = character.codePointAt(0) ?? 0;
  return fonts.find((font) => font.has(codePoint)) ?? null;
}

async function readFont(file: string): Promise<CaptionFont> {
  const bytes = await readFile(createRequire(import.meta.url).resolve(file));
  const face = new Face(new Blob(bytes));
  const covered = new Set(face.collectUnicodes());
  return { font: new Font(face), unitsPerEm: face.upem, has: (codePoint) => covered.has(codePoint) };
}
