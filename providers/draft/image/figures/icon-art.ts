/**
 * Icons of others made into figures: colour art keeps its colours or takes the asked one, a silhouette gets a palette,
 * ink between its parts and a second tone.
 */
import { darken, lighten, luminance, mix, saturate } from "../drawing/color.ts";
import { createDefs, element, group, path } from "../drawing/svg.ts";
import { type Box, iconBody, iconBox, tidyBody } from "./icon-sets.ts";
import type { Art } from "./relight.ts";
import { subpaths } from "./subpaths.ts";

export const NOTO_CREDIT = "Noto Emoji by Google, Apache License 2.0";
export const GAME_ICONS_CREDIT = "Icon via game-icons.net, CC BY 3.0";

const PLAIN = "#a58e6d";

export interface IconArt {
  art: Art;
  box: Box;
}

/** Null where the set has no such icon. */
export function colorArt(name: string, id: string, color: string | null): IconArt | null {
  const body = tidyBody(name);
  if (body === null) return null;
  const own = body
    .replace(/\bid="([^"]+)"/g, `id="${id}$1"`)
    .replace(/url\(#/g, `url(#${id}`)
    .replace(/href="#/g, `href="#${id}`);
  const colored = color ? own.replace(/#[0-9a-f]{3}(?:[0-9a-f]{3})?\b(?!")?/gi, (found) => recolor(found, color)) : own;
  return { art: { body: colored, shine: "" }, box: iconBox("noto", name, body) };
}

/** Keeps the shading of the art: strong colours become the asked one, greys, black and white stay. */
function recolor(found: string, color: string): string {
  const full = found.length === 4 ? `#${Array.from(found.slice(1), (digit) => digit + digit).join("")}` : found;
  if (saturation(full) < 0.22) return found;
  const light = luminance(full) - 0.5;
  return light > 0 ? lighten(color, light * 0.8) : darken(color, -light * 0.9);
}

function saturation(color: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  const high = Math.max(...parts);
  return high === 0 ? 0 : (high - Math.min(...parts)) / high;
}

export function silhouette(name: string, id: string, color: string | null, open: boolean): IconArt | null {
  const d = /\bd="([^"]+)"/.exec(iconBody("game-icons", name) ?? "")?.[1];
  if (!d) return null;
  const base = color ?? PLAIN;
  const ink = mix(darken(saturate(base, 1.1), 0.62), "#1c1a2c", 0.3);
  const defs = createDefs(id);
  const fill = defs.vertical([
    [0, lighten(base, luminance(base) > 0.75 ? 0.4 : 0.24)],
    [0.55, base],
    [1, darken(saturate(base, 1.1), 0.24)],
  ]);
  const outline = { stroke: ink, "stroke-width": 13, "stroke-linejoin": "round" };
  // Every line filled by itself: what was a hole becomes ink, or stays open where the thing has real openings.
  const under = (open ? [d] : subpaths(d)).map((line) => path(line, ink, outline));
  const art = { body: element("defs", {}, defs.markup()) + group([...under, path(d, fill)]), shine: "" };
  return { art, box: iconBox("game-icons", name, group(under)) };
}
