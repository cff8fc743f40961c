/** A bridge over water, seen from its deck. */
import { lighten, mix } from "../drawing/color.ts";
import { group, rectangle, round, stroke } from "../drawing/svg.ts";
import { houses, lamp } from "../scenery/buildings.ts";
import { boughs } from "../scenery/framing.ts";
import { mountains } from "../scenery/land.ts";
import { nativeTree, wood } from "../scenery/trees.ts";
import { lake as lakeWater } from "../scenery/water.ts";
import { cobbles } from "./castle.ts";
import type { Place } from "./types.ts";

export const bridge: Place = {
  name: "bridge",
  indoors: false,
  horizon: 0.54,
  water: { from: 0.58, to: 0.7 },
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height } = stage;
    const deck = stage.down(0.7056);
    const random = stage.random.fork("bridge");
    const stone = stage.mentions("wooden", "rope") ? "#a07850" : "#a9a49c";
    const wallColor = stage.defs.vertical([
      [0, stage.shade(lighten(stone, 0.12))],
      [1, stage.shade(mix(stone, "#2c2a35", 0.45))],
    ]);
    const joints = Array.from({ length: 60 }, () =>
      stroke(
        `M${round(random.between(0, w))} ${round(random.between(deck + 8, deck + 54))}h${round(random.between(16, 44))}`,
        stage.shade("#5f5a58"),
        1.6,
        { opacity: 0.4 },
      ),
    );
    return {
      back: group([
        mountains(stage, { y: h, height: 190 * k, color: "#7d90ad", depth: 0.8, snow: true, count: 5, name: "peaks" }),
        wood(stage, {
          kinds: [nativeTree(stage), "pine"],
          y: h + 2,
          spread: 16,
          height: 110 * k,
          depth: 0.5,
          count: 30,
          name: "banks",
        }),
        lakeWater(stage, { from: h + 6, to: deck + 20, color: "#2f7a9a" }),
        houses(stage, { y: h + 8, size: 70 * k, count: 6, depth: 0.45, name: "town", clearing: 0.4 }),
        rectangle(0, deck, w, 60, wallColor),
        ...joints,
        rectangle(-4, deck - 8, w + 8, 14, stage.shade(lighten(stone, 0.22))),
      ]),
      middle: group([
        rectangle(
          0,
          deck + 58,
          w,
          height - deck,
          stage.defs.vertical([
            [0, stage.shade("#b3a692")],
            [1, stage.shade("#6a5f56")],
          ]),
        ),
        cobbles({ ...stage, horizon: deck + 54 }),
        lamp(stage, { x: w * 0.12, y: deck + 6, height: 210 * k }),
        lamp(stage, { x: w * 0.88, y: deck + 6, height: 210 * k }),
      ]),
      front: boughs(stage, "#2f5a3f"),
    };
  },
};
