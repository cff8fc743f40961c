/**
 * Puts a figure into the light of its frame: the air's colour over all of it, shade on the far side, and the
 * bright edge that the sun, the moon or a lamp draws. Works on any art alike, so that all sources look of one hand.
 */
import { mix } from "../drawing/color.ts";
import { element, group, round } from "../drawing/svg.ts";
import type { Light } from "../figure.ts";
import type { Box } from "./icon-sets.ts";

/** What an art source gives: its shapes, and what shines by itself. */
export interface Art {
  body: string;
  /** Flames and the like: part of the figure's size, but without shade. */
  flame?: string;
  /** Halos and sparkles, which may reach beyond the figure. */
  shine: string;
}

/** @param share How much of the light reaches it: 1 for most things, less for what shines by itself. */
export function relight(art: Art, box: Box, light: Light, id: string, share: number): string {
  const filter = element(
    "filter",
    {
      id,
      filterUnits: "userSpaceOnUse",
      "color-interpolation-filters": "sRGB",
      x: box.x - 2,
      y: box.y - 2,
      width: box.width + 4,
      height: box.height + 4,
    },
    steps(Math.sqrt(box.width * box.height), light, share),
  );
  return element("defs", {}, filter) + group(art.body, { filter: `url(#${id})` }) + group([art.shine, art.flame ?? ""]);
}

/**
 * Three tones of the whole figure, each cut a little shorter towards its side and laid over the one before: a blur would
 * be softer, but takes longer than all the rest of the picture.
 */
function steps(size: number, light: Light, share: number): string {
  const towards = light.side === "right" ? 1 : -1;
  const air = light.tintStrength * share;
  const layer = (name: string, color: string, strength: number): string =>
    element("feColorMatrix", { in: "SourceGraphic", values: blend(color, strength), result: name });
  const cut = (name: string, reach: number): string => {
    const offset = { in: "SourceAlpha", dx: round(reach * towards), dy: round(-reach * 0.75), result: `${name}Edge` };
    return (
      element("feOffset", offset) +
      element("feComposite", { in: name, in2: `${name}Edge`, operator: "in", result: name })
    );
  };
  const merge = (names: readonly string[], result: string): string =>
    element("feMerge", { result }, names.map((name) => element("feMergeNode", { in: name })).join(""));
  const dusk = mix(light.tint, light.shadow, 0.7);
  return [
    layer("far", dusk, air + 0.34 * share),
    layer("half", dusk, air + 0.16 * share),
    layer("near", light.tint, air),
    cut("half", size * 0.02),
    cut("near", size * 0.042),
    merge(["far", "half", "near"], "core"),
    layer("rim", light.rim, 0.35 + 0.3 * share),
    cut("core", -size * 0.011),
    merge(["rim", "core"], "lit"),
  ].join("");
}

/** Values of a colour matrix that lays a colour over what is there; see-through stays see-through. */
function blend(color: string, strength: number): string {
  const keep = round(1 - strength, 1000);
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    round((Number.parseInt(color.slice(at, at + 2), 16) / 255) * strength, 1000),
  );
  return `${keep} 0 0 0 ${red} 0 ${keep} 0 0 ${green} 0 0 ${keep} 0 ${blue} 0 0 0 1 0`;
}
