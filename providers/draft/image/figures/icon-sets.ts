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
}

interface IconFile {
  icons: Record<string, { body: string }>;
}

const require = createRequire(import.meta.url);
const files = new Map<string, IconFile["icons"]>();
const boxes = new Map<string, Box>();

export type IconSet = "noto" | "game-icons";

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

/** The tight box of an icon; measured once for each. */
export function iconBox(set: IconSet, name: string, markup: string): Box {
  const key = `${set}:${name}`;
  const box = boxes.get(key) ?? measure(markup);
  boxes.set(key, box);
  return box;
}

const tidied = new Map<string, string>();

/**
 * Colour art without the scraps of its making that a few icons keep far outside the area that is shown: they would
 * make the figure's box wrong, and resvg ends the whole process over a see-through group far outside its canvas.
 */
export function tidyBody(name: string): string | null {
  const known = tidied.get(name);
  if (known) return known;
  const body = iconBody("noto", name);
  if (body === null) return null;
  const { x, y, width, height } = measure(body);
  const spills = x < -SPILL || y < -SPILL || x + width > SIDE + SPILL || y + height > SIDE + SPILL;
  const tidy = spills ? topElements(body).filter(isInside).join("") : body;
  tidied.set(name, tidy);
  return tidy;
}

const SIDE = 128;
const SPILL = 6;

/** Gradients and the like are measured as nothing and stay. */
function isInside(markup: string): boolean {
  if (!/^<(path|circle|ellipse|rect|g)\b/.test(markup)) return true;
  const { x, y, width, height } = measure(markup.replace(/url\(#[^)]*\)/g, "#000"));
  return x > -SPILL && y > -SPILL && x + width < SIDE + SPILL && y + height < SIDE + SPILL;
}

/** The elements of the outermost level, each with all inside it. */
function topElements(markup: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (const tag of markup.matchAll(/<(\/?)[a-zA-Z][^>]*?(\/?)>/g)) {
    if (tag[1] === "/") depth--;
    else if (tag[2] !== "/") depth++;
    if (depth > 0) continue;
    const end = tag.index + tag[0].length;
    found.push(markup.slice(start, end));
    start = end;
  }
  return found;
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
