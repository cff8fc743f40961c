import type { Asset } from "../models/asset.ts";
import { type Character, type CharacterProfile, SheetView } from "../models/character.ts";
import type { Scene } from "../models/scene.ts";
import { type CameraMove, NamedStyle } from "../models/vocabulary.ts";

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

/** A character, and the pictures of it that are sent along with a still's prompt. */
export interface Likeness {
  character: Character;
  pictures: readonly Asset[];
}

/** More pictures than this confuse models, whatever they take. */
const MAX_PICTURES = 8;

/**
 * Which pictures show whom: every front view, then other views as long as there is room.
 * @param most how many pictures the image vendor's models take
 */
export function likenessesOf(characters: readonly Character[], most: number): Likeness[] {
  const views = SheetView.options.flatMap((view) =>
    characters.flatMap(({ id, sheets }) => {
      const picture = sheets[view];
      return picture ? [{ id, picture }] : [];
    }),
  );
  const sent = views.slice(0, Math.min(most, MAX_PICTURES));
  return characters.map((character) => ({
    character,
    pictures: sent.filter(({ id }) => id === character.id).map(({ picture }) => picture),
  }));
}

/**
 * The prompt of a scene's still: what is seen, who is who, what must not change, the style.
 * Pictures are numbered in the order of the likenesses.
 */
export function stillPrompt(scene: Scene, likenesses: readonly Likeness[], style: string): string {
  const { description, place, timeOfDay, weather, shot } = scene.picture;
  let next = 1;
  const who = likenesses.map(({ character: { name, appearance }, pictures }) => {
    const first = next;
    next += pictures.length;
    return `${shownBy(name, first, next - 1)}: ${appearance}.`;
  });
  const alike = next > 1 ? ["Keep every face, body, colour and garment exactly as in these images."] : [];
  const light = `${shot} shot, ${place}, ${timeOfDay}, ${weather} weather, ${scene.mood} mood.`;
  return [description, ...who, ...alike, light, `Style: ${styleSuffix(style)}. No text, no watermark.`].join(" ");
}

function shownBy(name: string, first: number, last: number): string {
  if (last < first) return name;
  return first === last ? `Image ${first} is ${name}` : `Images ${first} to ${last} are ${name}`;
}

const CAMERA_WORDS: Record<CameraMove, string> = {
  zoom_in: "The camera slowly moves closer.",
  zoom_out: "The camera slowly pulls back.",
  pan_left: "The camera slowly pans left.",
  pan_right: "The camera slowly pans right.",
};

/** The prompt of a clip: motion and one camera move; all else is in the picture it begins with. */
export function clipPrompt(motion: string, move: CameraMove): string {
  return [motion, CAMERA_WORDS[move], "No cuts, no text."].filter((part) => part !== "").join(" ");
}

/** The prompt of one view of a character sheet; `isTurned` when image 1 shows the same character from the front. */
export function sheetPrompt(character: CharacterProfile, view: SheetView, style: string, isTurned: boolean): string {
  const same = isTurned ? "The very same character as in image 1, unchanged, turned round. " : "";
  const { name, kind, appearance } = character;
  return `${same}Character sheet, ${view} view, full body, plain light grey background: ${name}, ${kind}. ${appearance}. Style: ${styleSuffix(style)}. No text.`;
}
