/** Streets, skylines, roads, arenas: the town of today and of tomorrow. */

import type { Random } from "../../random.ts";
import { lighten, mix } from "../drawing/color.ts";
import { ellipse, group, path, polygon, rectangle, round } from "../drawing/svg.ts";
import { lamp, pane } from "../scenery/buildings.ts";
import { skyline } from "../scenery/skyline.ts";
import { nativeTree, tree } from "../scenery/trees.ts";
import { glitter, lake as lakeWater } from "../scenery/water.ts";
import type { Stage } from "../stage.ts";
import { shadySide } from "./built.ts";
import { bench } from "./garden.ts";
import type { Place } from "./types.ts";

export const street: Place = {
  name: "street",
  indoors: false,
  horizon: 0.6,
  draw: (stage) => {
    const { horizon: h, scale: k, width: w } = stage;
    const curb = stage.down(0.768);
    return {
      back: group([
        skyline(stage, { y: h, height: 330 * k, color: "#8294ad", depth: 0.78, name: "far", lights: 0.4 }),
        skyline(stage, { y: h + 4, height: 240 * k, color: "#6d7f99", depth: 0.5, name: "mid", lights: 0.5 }),
        shops(stage, curb - 46 * k, 230 * k),
        rectangle(
          0,
          curb - 48 * k,
          w,
          60 * k,
          stage.defs.vertical([
            [0, stage.shade("#b9b4ac")],
            [1, stage.shade("#8f8b88")],
          ]),
        ),
        asphalt(stage, curb),
      ]),
      middle: group([
        ...[0.1, 0.9].map((share) => lamp(stage, { x: w * share, y: curb - 4, height: 290 * k })),
        tree(
          stage,
          { kind: nativeTree(stage), x: shadySide(stage, 0.18), y: curb - 16 * k, height: 230 * k, depth: 0.06 },
          stage.random.fork("street-tree"),
        ),
        bench(stage, shadySide(stage, 0.29), curb - 14 * k, 110 * k),
      ]),
      front: "",
    };
  },
};

/** A wet or dry carriageway with markings. */
function asphalt(stage: Stage, y: number): string {
  const { width: w, height } = stage;
  const wet = stage.atmosphere.weather === "rain" || stage.atmosphere.weather === "storm";
  const dashes = Array.from({ length: 9 }, (_, index) => {
    const x = (index / 8) * w * 1.1 - w * 0.05;
    return polygon(
      [
        [x, y + (height - y) * 0.42],
        [x + 70, y + (height - y) * 0.42],
        [x + 66, y + (height - y) * 0.48],
        [x - 8, y + (height - y) * 0.48],
      ],
      stage.shade("#e9e4d2"),
      { opacity: 0.75 },
    );
  });
  return group([
    rectangle(
      0,
      y,
      w,
      height - y,
      stage.defs.vertical([
        [0, stage.shade(stage.traits.snowy ? "#cfd9e6" : "#6b6f78")],
        [1, stage.shade(stage.traits.snowy ? "#8795a8" : "#34373f")],
      ]),
    ),
    rectangle(0, y - 5, w, 10, stage.shade("#d6d1c8")),
    ...dashes,
    wet ? shine(stage, y) : "",
  ]);
}

/** Lights mirrored in wet ground. */
export function shine(
  stage: Stage,
  y: number,
  colors: readonly [string, ...string[]] = ["#ffd27a", "#9fd8ff", "#ffb26b"],
): string {
  const random = stage.random.fork("shine");
  return group(
    Array.from({ length: 34 }, () => {
      const near = random.next();
      return ellipse(
        random.between(0, stage.width),
        y + near * (stage.height - y),
        random.between(20, 110),
        2 + near * 5,
        random.pick(colors),
        { opacity: round(random.between(0.12, 0.42)) },
      );
    }),
  );
}

function shops(stage: Stage, y: number, size: number): string {
  const random = stage.random.fork("shops");
  const parts: string[] = [];
  let x = -random.between(0, 80);
  while (x < stage.width) {
    const width = size * random.between(0.8, 1.15);
    parts.push(shopFront(stage, { x, y, width, height: size * random.between(1.15, 1.7) }, random));
    x += width;
  }
  return group(parts);
}

/** A town house: shop with awning below, windows above. */
function shopFront(stage: Stage, at: { x: number; y: number; width: number; height: number }, random: Random): string {
  const { x, y, width, height } = at;
  const wall = random.pick(["#c9785c", "#d9b98c", "#8fa3ad", "#b5908f", "#cfc7b6", "#7f8f7c"]);
  const trim = stage.shade(lighten(wall, 0.35), 0.12);
  const floor = height > width * 1.4 ? 3 : 2;
  const shopHigh = width * 0.44;
  const awning = random.pick(["#d8473f", "#3f8f6a", "#3f6fb0", "#e0a63c", "#8a4f9e"]);
  const parts = [
    rectangle(
      x,
      y - height,
      width,
      height,
      stage.defs.vertical([
        [0, stage.shade(lighten(wall, 0.08), 0.16)],
        [1, stage.shade(mix(wall, "#2a2030", 0.22), 0.06)],
      ]),
    ),
    rectangle(x - 3, y - height - 8, width + 6, 14, trim),
    stage.traits.snowy ? rectangle(x - 3, y - height - 16, width + 6, 10, stage.shade("#f3f8ff"), { rx: 5 }) : "",
    rectangle(x + width - 3, y - height, 3, height, stage.shade("#2a2433"), { opacity: 0.35 }),
  ];
  const storey = (height - shopHigh - 20) / floor;
  for (let level = 0; level < floor; level++) {
    for (let column = 0; column < 3; column++) {
      const left = x + width * (0.12 + column * 0.29);
      const top = y - height + 20 + level * storey;
      parts.push(
        rectangle(left - 4, top - 4, width * 0.18 + 8, storey * 0.66 + 8, trim),
        pane(stage, left, top, width * 0.18, storey * 0.66, random.chance(0.6), 0.08),
      );
    }
  }
  parts.push(
    pane(stage, x + width * 0.08, y - shopHigh * 0.78, width * 0.5, shopHigh * 0.66, true, 0),
    rectangle(x + width * 0.68, y - shopHigh * 0.82, width * 0.2, shopHigh * 0.82, stage.shade("#4a3a36")),
  );
  const stripes = 8;
  for (let stripe = 0; stripe < stripes; stripe++) {
    const left = x + width * 0.04 + (stripe / stripes) * width * 0.92;
    const wide = (width * 0.92) / stripes;
    parts.push(
      path(
        `M${round(left)} ${round(y - shopHigh)}h${round(wide)}v${round(shopHigh * 0.24)}a${round(wide / 2)} ${round(wide / 2)} 0 0 1 ${round(-wide)} 0Z`,
        stage.shade(stripe % 2 === 0 ? awning : "#f6efe0"),
      ),
    );
  }
  return group(parts);
}

export const skylinePlace: Place = {
  name: "city skyline",
  indoors: false,
  horizon: 0.62,
  water: { from: 0.64, to: 0.74 },
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height } = stage;
    const roof = stage.down(0.7796);
    return {
      back: group([
        skyline(stage, { y: h + 4, height: 400 * k, color: "#8fa0ba", depth: 0.86, name: "far", lights: 0.35 }),
        skyline(stage, { y: h + 6, height: 330 * k, color: "#74879f", depth: 0.58, name: "mid", lights: 0.5 }),
        skyline(stage, { y: h + 8, height: 220 * k, color: "#5b6c86", depth: 0.3, name: "near", lights: 0.6 }),
        lakeWater(stage, { from: h + 6, to: roof + 8, color: "#2b5f86" }),
        glitter(stage, { from: h + 8, to: roof, color: "#2b5f86" }),
        rectangle(
          0,
          roof,
          w,
          height - roof,
          stage.defs.vertical([
            [0, stage.shade("#a39d97")],
            [1, stage.shade("#55525a")],
          ]),
        ),
        rectangle(0, roof - 8, w, 16, stage.shade("#c4beb6")),
      ]),
      middle: group([
        railing(stage, roof - 4),
        lamp(stage, { x: shadySide(stage, 0.1), y: roof + 30, height: 260 * k }),
      ]),
      front: "",
    };
  },
};

function railing(stage: Stage, y: number): string {
  const iron = stage.shade("#39424f");
  const posts = Array.from({ length: 26 }, (_, index) =>
    rectangle((index / 25) * stage.width - 2, y - 54, 4, 56, iron),
  );
  return group([...posts, rectangle(0, y - 58, stage.width, 7, iron), rectangle(0, y - 12, stage.width, 4, iron)]);
}
