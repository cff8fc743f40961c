/** Above the ground: clouds, mountain tops, space, planets. */
import { lighten, mix } from "../drawing/color.ts";
import { curve, group, type Point, path, round } from "../drawing/svg.ts";
import { boulders } from "../scenery/framing.ts";
import { mountains, rock, rocks } from "../scenery/land.ts";
import { disk } from "../scenery/tree.ts";
import type { Stage } from "../stage.ts";
import type { Place } from "./types.ts";

/** A bank of cloud that fills the frame below `y`. */
function bank(stage: Stage, y: number, size: number, depth: number, name: string): string {
  const { atmosphere, width, height } = stage;
  const random = stage.random.fork(name);
  const top = mix(lighten(atmosphere.sky[3], 0.55), atmosphere.key, 0.25);
  const foot = mix(atmosphere.sky[2], atmosphere.sky[1], 0.5);
  // Drawn the same way round as the discs, so that they add up and cut no holes.
  let d = `M-20 ${round(y)}V${height + 10}H${width + 20}V${round(y)}Z`;
  for (let x = -size; x < width + size; x += size * 0.62)
    d += disk(x, y + random.between(-0.15, 0.3) * size, size * random.between(0.42, 0.75));
  return path(
    d,
    stage.defs.vertical([
      [0, mix(top, atmosphere.haze, depth * 0.5)],
      [0.3, mix(mix(top, foot, 0.4), atmosphere.haze, depth * 0.5)],
      [1, foot],
    ]),
  );
}

export const clouds: Place = {
  name: "clouds",
  indoors: false,
  horizon: 0.66,
  afloat: true,
  draw: (stage) => {
    const { horizon: h, scale: k } = stage;
    return {
      back: group([
        bank(stage, h - 20 * k, 90 * k, 0.9, "bank-4"),
        bank(stage, h + 36 * k, 130 * k, 0.55, "bank-3"),
        bank(stage, h + 110 * k, 190 * k, 0.25, "bank-2"),
      ]),
      middle: "",
      front: bank(stage, stage.height - 6, 150 * k, 0, "bank-1"),
    };
  },
};

export const summit: Place = {
  name: "mountain top",
  indoors: false,
  horizon: 0.66,
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height } = stage;
    const random = stage.random.fork("summit");
    const ledge: Point[] = [
      [-20, h + 120 * k],
      [w * 0.14, h + 78 * k],
      [w * 0.3, h + 52 * k],
      [w * 0.5, h + 42 * k],
      [w * 0.7, h + 58 * k],
      [w * 0.86, h + 90 * k],
      [w + 20, h + 128 * k],
    ];
    const cover = stage.traits.snowy || !stage.mentions("cliff", "hill") ? "#eef4fb" : "#86a06a";
    return {
      back: group([
        mountains(stage, {
          y: h + 40,
          height: 230 * k,
          color: "#8092b4",
          depth: 0.92,
          snow: true,
          count: 7,
          name: "far",
        }),
        bank(stage, h + 6, 80 * k, 0.8, "mist-2"),
        mountains(stage, {
          y: h + 90,
          height: 260 * k,
          color: "#6f82a5",
          depth: 0.55,
          snow: true,
          count: 4,
          name: "mid",
        }),
        bank(stage, h + 70 * k, 110 * k, 0.5, "mist-1"),
        path(
          `${curve(ledge)}L${w + 20} ${height + 10}L-20 ${height + 10}Z`,
          stage.defs.vertical([
            [0, stage.shade(cover)],
            [0.22, stage.shade(mix(cover, "#76839a", 0.6))],
            [1, stage.shade("#3c465a")],
          ]),
        ),
      ]),
      middle: group([
        rock(stage, { x: w * 0.07, y: h + 140 * k, size: 90 * k }, random),
        rock(stage, { x: w * 0.94, y: h + 150 * k, size: 100 * k }, random),
        rocks(stage, "stones", { from: h + 90 * k, to: height - 30, size: 28, count: 8, sides: true }),
      ]),
      front: boulders(stage, "#4b5568"),
    };
  },
};
