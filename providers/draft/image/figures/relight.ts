/**
 * Puts a figure into the light of its frame: the air's colour over all of it, a soft shade on the far side, and the
 * bright edge that the sun, the moon or a lamp draws. Works on any art alike, so that all sources look of one hand.
 */
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

function steps(size: number, light: Light, share: number): string {
  const towards = light.side === "right" ? 1 : -1;
  const shade = round(size * 0.045);
  const rim = round(size * 0.011);
  const flood = (color: string, opacity: number, result: string): string =>
    element("feFlood", { "flood-color": color, "flood-opacity": round(opacity), result });
  const composite = (source: string, other: string, operator: string, result: string): string =>
    element("feComposite", { in: source, in2: other, operator, result });
  return [
    flood(light.tint, light.tintStrength * share, "air"),
    composite("air", "SourceAlpha", "in", "tinted"),
    element("feOffset", { in: "SourceAlpha", dx: shade * towards, dy: -shade * 0.7, result: "nearer" }),
    composite("SourceAlpha", "nearer", "out", "far"),
    element("feGaussianBlur", { in: "far", stdDeviation: round(size * 0.022), result: "soft" }),
    flood(light.shadow, 0.42 * share, "dusk"),
    composite("dusk", "soft", "in", "spread"),
    composite("spread", "SourceAlpha", "in", "shaded"),
    element("feOffset", { in: "SourceAlpha", dx: -rim * towards, dy: rim * 0.8, result: "farther" }),
    composite("SourceAlpha", "farther", "out", "edge"),
    flood(light.rim, 0.3 + 0.35 * share, "bright"),
    composite("bright", "edge", "in", "rim"),
    element(
      "feMerge",
      {},
      ["SourceGraphic", "tinted", "shaded", "rim"].map((name) => element("feMergeNode", { in: name })).join(""),
    ),
  ].join("");
}
