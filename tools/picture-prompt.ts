import type { Character, CharacterProfile, SheetView } from "../models/character.ts";
import type { Scene } from "../models/scene.ts";
import { NamedStyle } from "../models/vocabulary.ts";

const STYLE_WORDS: Record<NamedStyle, string> = {
  realistic: "photorealistic, natural light, fine detail",
  cartoon: "friendly cartoon illustration, bold outlines, bright flat colours",
  anime: "anime film still, painted backgrounds, clean line art",
  cinematic: "cinematic film still, dramatic light, shallow depth of field, rich colour grade",
  artistic: "painterly illustration, visible brush strokes, textured paper",
  vintage: "vintage photograph, faded warm colours, soft grain",
  futuristic: "futuristic concept art, neon accents, sleek surfaces",
};

/** The constant words that every picture of a film ends with. */
export function styleSuffix(style: string): string {
  const named = NamedStyle.safeParse(style.toLowerCase());
  return named.success ? STYLE_WORDS[named.data] : style;
}

/**
 * The prompt of a scene's still: what is seen, who is who, what must not change, the style.
 * @param cast those who are seen; the ones with a sheet are numbered in the order of the pictures that are sent along
 */
export function stillPrompt(scene: Scene, cast: readonly Character[], style: string): string {
  const { description, place, timeOfDay, weather, shot } = scene.picture;
  let images = 0;
  const who = cast.map(({ name, appearance, sheets }) => {
    if (Object.keys(sheets).length === 0) return `${name}: ${appearance}.`;
    images += 1;
    return `Image ${images} is ${name}: ${appearance}.`;
  });
  const light = `${shot} shot, ${place}, ${timeOfDay}, ${weather} weather, ${scene.mood} mood`;
  return [description, ...who, light, `Style: ${styleSuffix(style)}. No text, no watermark.`].join(" ");
}

/** The prompt of one view of a character sheet. */
export function sheetPrompt(character: CharacterProfile, view: SheetView, style: string): string {
  return `Character sheet, ${view} view, full body, plain light grey background: ${character.name}, ${character.kind}. ${character.appearance}. Style: ${styleSuffix(style)}. No text.`;
}
