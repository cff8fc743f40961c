/** Pictures that carry a scene's number, in eight fields of four by two, and film frames whose number is read again. */
import { type Colour, writePng } from "../darkroom.ts";
import { runFfmpeg } from "./cinema.ts";

const COLUMNS = 4;
const FIELDS = 8;
const LIGHT = 215;
const DARK = 75;
const FLASH = 255;

/** Size at which `numberOn` wants frames: eight by eight pixels for each field. */
export const THUMBNAIL = { width: 32, height: 16 };

const CARD = { width: 320, height: 180 };

/** Writes the picture of a scene with a number from 0 to 63. */
export function writeNumberCard(path: string, number: number): string {
  return writePng(path, CARD, (x, y) => grey(lightAt(number, x, y)));
}

/** Writes a clip of the same picture, whose frame `flash` alone is white. */
export function writeFlashingCard(path: string, number: number, flash: number, frames: number): string {
  const card = Buffer.alloc(CARD.width * CARD.height);
  for (let at = 0; at < card.length; at++) card[at] = lightAt(number, at % CARD.width, Math.floor(at / CARD.width));
  const white = Buffer.alloc(card.length, FLASH);
  const raw = Buffer.concat(Array.from({ length: frames }, (_, index) => (index === flash ? white : card)));
  const input = ["-f", "rawvideo", "-pix_fmt", "gray", "-s", `${CARD.width}x${CARD.height}`, "-framerate", "30"];
  const coding = ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "12", "-pix_fmt", "yuv420p"];
  runFfmpeg([...input, "-i", "pipe:0", ...coding, path], raw);
  return path;
}

/** The number on a film frame; in a crossfade, that of the picture that is stronger. */
export function numberOn(thumbnail: Buffer): number {
  const fields = lightsOf(thumbnail);
  const middle = ((fields[0] ?? 0) + (fields[FIELDS - 1] ?? 0)) / 2;
  return fields.slice(1, -1).reduce((number, light, bit) => number + (light > middle ? 1 << bit : 0), 0);
}

/** Whether a film frame is the white one. */
export function isFlash(thumbnail: Buffer): boolean {
  return Math.min(...lightsOf(thumbnail)) > (LIGHT + FLASH) / 2;
}

function lightAt(number: number, x: number, y: number): number {
  const field = Math.floor((x * COLUMNS) / CARD.width) + COLUMNS * Math.floor((y * 2) / CARD.height);
  if (field === 0 || field === FIELDS - 1) return field === 0 ? LIGHT : DARK;
  return (number >> (field - 1)) & 1 ? LIGHT : DARK;
}

/** Light in the middle of each field: moves never shift it out of there. */
function lightsOf(thumbnail: Buffer): number[] {
  return Array.from({ length: FIELDS }, (_, field) => {
    const [left, top] = [8 * (field % COLUMNS) + 3, 8 * Math.floor(field / COLUMNS) + 3];
    const pixels = [0, 1, THUMBNAIL.width, THUMBNAIL.width + 1].map((step) => top * THUMBNAIL.width + left + step);
    return pixels.reduce((sum, at) => sum + (thumbnail[at] ?? 0), 0) / pixels.length;
  });
}

function grey(light: number): Colour {
  return [light, light, light];
}
