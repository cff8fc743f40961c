/** Woods and jungles, and what covers open ground in each season. */
import { mix } from "../drawing/color.ts";
import { group, polygon, round, stroke } from "../drawing/svg.ts";
import { blades, boughs, ferns, silhouette, trunks } from "../scenery/framing.ts";
import { flowers, grass, patches } from "../scenery/growth.ts";
import { ground, hill, rocks, trail } from "../scenery/land.ts";
import type { TreeKind } from "../scenery/tree.ts";
import { nativeTree, wood } from "../scenery/trees.ts";
import type { Stage } from "../stage.ts";
import type { Place, PlaceLayers } from "./types.ts";

/** The colour of open ground in this season. */
export function turf(stage: Stage, color = "#5f9a48"): string {
  if (stage.traits.snowy) return "#eaf2fb";
  if (stage.traits.autumn) return mix(color, "#b98a3c", 0.62);
  return stage.traits.dead ? mix(color, "#5d5648", 0.72) : color;
}

/** Grass, flowers or snow on the near ground. */
export function cover(stage: Stage, bloom: readonly [string, ...string[]] = ["#ffffff", "#ffd84d", "#ff8fb1"]): string {
  const { horizon, height, traits } = stage;
  const span = height - horizon;
  if (traits.snowy) {
    return group([patches(stage, "drifts", stage.shade("#9db8dc"), 0.5), patches(stage, "shine", "#ffffff", 0.45, 9)]);
  }
  const color = turf(stage);
  return group([
    patches(stage, "shade", stage.shade("#1d3a24"), 0.35),
    grass(stage, "far-grass", { y: horizon + span * 0.14, spread: span * 0.22, size: 11, color, depth: 0.25 }),
    grass(stage, "mid-grass", { y: horizon + span * 0.4, spread: span * 0.3, size: 18, color, count: 120 }),
    traits.dead ? "" : flowers(stage, "flowers", traits.autumn ? ["#d9772b", "#c9502c", "#e6a532"] : bloom),
    grass(stage, "near-grass", { y: horizon + span * 0.8, spread: span * 0.25, size: 30, color, count: 90 }),
  ]);
}

function woodLayers(stage: Stage, kinds: readonly [TreeKind, ...TreeKind[]], floor: string): PlaceLayers {
  const { horizon: h, height, scale: k } = stage;
  const front = kinds[0];
  return {
    back: group([
      hill(stage, { y: h - 74 * k, swing: 26, color: turf(stage, "#5a8a6a"), depth: 0.95, name: "far-hill" }),
      wood(stage, { kinds, y: h - 26 * k, spread: 14, height: 118 * k, depth: 0.86, count: 46, name: "wood-4" }),
      wood(stage, { kinds, y: h + 2, spread: 16, height: 172 * k, depth: 0.62, count: 30, name: "wood-3" }),
      ground(stage, { y: h + 4, color: floor, name: "floor" }),
      shafts(stage),
      wood(stage, {
        kinds,
        y: h + 22,
        spread: 34,
        height: 250 * k,
        depth: 0.3,
        count: 15,
        name: "wood-2",
        clearing: 0.26,
      }),
    ]),
    middle: group([
      trail(stage, stage.traits.snowy ? "#dfeaf7" : "#b08d5f", 0.5),
      cover(stage),
      wood(stage, {
        kinds,
        y: h + 74 * k,
        spread: 56,
        height: 390 * k,
        depth: 0.06,
        count: 6,
        name: "wood-1",
        clearing: 0.62,
      }),
      rocks(stage, "stones", { from: h + 60, to: height - 60, size: 24, count: 7, sides: true }),
    ]),
    front: group([
      trunks(stage, front === "birch" ? "leafy" : front),
      front === "leafy" || front === "blossom" ? boughs(stage, "#2f5a38") : "",
      blades(stage, stage.traits.snowy ? "#8fa9c9" : "#2c4a2f", 54),
    ]),
  };
}

/** Beams of light between the trees. */
function shafts(stage: Stage): string {
  const { atmosphere, sun, height, width } = stage;
  if (atmosphere.weather !== "clear" && atmosphere.weather !== "fog") return "";
  const random = stage.random.fork("shafts");
  const fill = stage.defs.vertical([
    [0, atmosphere.key, 0.34],
    [0.7, atmosphere.key, 0.1],
    [1, atmosphere.key, 0],
  ]);
  const side = sun.x < width / 2 ? 1 : -1;
  return group(
    Array.from({ length: 6 }, (_, index) => {
      const x = sun.x + side * (index - 1.5) * 80 + random.between(-30, 30);
      const lean = side * height * random.between(0.2, 0.55);
      const wide = random.between(24, 70);
      return polygon(
        [
          [x, -20],
          [x + wide, -20],
          [x + wide * 2.4 + lean, height * 0.9],
          [x + lean, height * 0.9],
        ],
        fill,
        { opacity: atmosphere.timeOfDay === "night" ? 0.35 : 0.7 },
      );
    }),
  );
}

export const forest: Place = {
  name: "forest",
  indoors: false,
  horizon: 0.62,
  draw: (stage) => {
    const pine = stage.traits.snowy || stage.mentions("pine", "fir", "spruce", "nordic", "taiga", "evergreen");
    if (pine && !stage.traits.dead) return woodLayers(stage, ["pine"], turf(stage, "#54793f"));
    if (stage.traits.dead) return woodLayers(stage, ["dead", "dead", "pine"], "#4c4a44");
    if (stage.mentions("birch")) return woodLayers(stage, ["birch", "leafy"], turf(stage));
    return woodLayers(stage, [nativeTree(stage), nativeTree(stage), "leafy"], turf(stage, "#5b8a42"));
  },
};

export const jungle: Place = {
  name: "jungle",
  indoors: false,
  horizon: 0.6,
  draw: (stage) => {
    const layers = woodLayers(stage, ["jungle", "palm", "jungle"], "#3c7a3f");
    const random = stage.random.fork("lianas");
    const lianas = Array.from({ length: 9 }, () => {
      const x = random.between(0, stage.width);
      const long = random.between(120, 330) * stage.scale;
      return stroke(
        `M${round(x)} -10q${round(random.between(-60, 60))} ${round(long)} ${round(random.between(20, 160))} ${round(long * random.between(0.1, 0.9))}`,
        silhouette(stage, "#2c5f35"),
        random.between(2, 6),
        { opacity: 0.85 },
      );
    });
    return {
      back: layers.back,
      middle: layers.middle,
      front: group([...lianas, boughs(stage, "#1f5c38"), ferns(stage, "#2f7a45")]),
    };
  },
};
