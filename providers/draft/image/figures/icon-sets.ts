/**
 * The two icon collections from npm, read when the first noun needs them and kept.
 * Not here: how an icon is coloured.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Resvg } from "@resvg/resvg-js";

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  /** Shapes reach out of the box and must be cut. */
  spills?: boolean;
}

interface IconFile {
  icons: Record<string, { body: string }>;
}

const require = createRequire(import.meta.url);
const files = new Map<string, IconFile["icons"]>();
const boxes = new Map<string, Box>();

export type IconSet = "noto" | "game-icons";

/** Width and height of a set's drawing area. */
const SIDES: Readonly<Record<IconSet, number>> = { noto: 128, "game-icons": 512 };

export function icons(set: IconSet): IconFile["icons"] {
  const known = files.get(set);
  if (known) return known;
  const file: IconFile = JSON.parse(readFileSync(require.resolve(`@iconify-json/${set}/icons.json`), "utf8"));
  files.set(set, file.icons);
  return file.icons;
}

/** The markup of an icon, or null where the set has none of this name. */
export function iconBody(set: IconSet, name: string): string | null {
  const all = icons(set);
  return Object.hasOwn(all, name) ? (all[name]?.body ?? null) : null;
}

/** Names of noto's pictures of things, by group; the faces, people, flags and signs are left out. */
export function thingNames(): ReadonlyMap<string, string> {
  if (things.size > 0) return things;
  const file: { categories: Record<string, string[]> } = JSON.parse(
    readFileSync(require.resolve("@iconify-json/noto/metadata.json"), "utf8"),
  );
  for (const group of ["Animals & Nature", "Food & Drink", "Travel & Places", "Activities", "Objects"]) {
    for (const name of file.categories[group] ?? []) things.set(name, group);
  }
  return things;
}

const things = new Map<string, string>();

/** The tight box of an icon inside its drawing area; measured once for each icon. */
export function iconBox(set: IconSet, name: string, markup: string): Box {
  const key = `${set}:${name}`;
  const known = boxes.get(key);
  if (known) return known;
  const side = SIDES[set];
  const found = measure(markup);
  const x = Math.max(0, found.x);
  const y = Math.max(0, found.y);
  const right = Math.min(side, found.x + found.width);
  const bottom = Math.min(side, found.y + found.height);
  // Some icons keep scraps of their making outside the area that is shown.
  const spills =
    found.x < -4 || found.y < -4 || right < found.x + found.width - 4 || bottom < found.y + found.height - 4;
  const box = { x, y, width: right - x, height: bottom - y, spills };
  boxes.set(key, box);
  return box;
}

/** A group that is cut to a shape: it never reaches beyond that shape, but would be measured as if it did. */
const CLIPPED = /<g [^>]*clip-path="[^"]*"[^>]*>.*?<\/g>/gs;

/** The tight box of markup drawn somewhere in −2000 … 2000. */
export function measure(markup: string): Box {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="-2000 -2000 4000 4000" width="4000" height="4000">${markup.replace(CLIPPED, "")}</svg>`;
  const found = new Resvg(svg, { font: { loadSystemFonts: false } }).getBBox();
  return found
    ? { x: found.x, y: found.y, width: found.width, height: found.height }
    : { x: 0, y: 0, width: 1, height: 1 };
}
