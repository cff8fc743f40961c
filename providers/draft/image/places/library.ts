import { ellipse, group, line, rectangle, stroke } from "../drawing/svg.ts";
import { bookshelf, table } from "../scenery/furniture.ts";
import { backWall, glowAt, lampLit, shell } from "../scenery/room.ts";
import { skyWindow, windowLight } from "../scenery/window.ts";
import type { Stage } from "../stage.ts";
import { vignette } from "./halls.ts";
import type { Place } from "./types.ts";

export const library: Place = {
  name: "library",
  indoors: true,
  furnished: true,
  horizon: 0.66,
  draw: (outside) => {
    const stage = lampLit(outside);
    const { width: w, scale: k } = stage;
    const wall = backWall(stage);
    const m = Math.min(128 * k, w * 0.19);
    const opening = {
      x: w / 2 - m * 0.8,
      y: wall.top + m * 0.3,
      width: m * 1.6,
      height: (wall.foot - wall.top) * 0.62,
      round: true,
    };
    const rows = [0.06, 0.2, 0.34, 0.66, 0.8, 0.94];
    return {
      back: group([
        shell(stage, { wall: "#7a5540", floor: "#8a5a3a", kind: "boards", panel: "#5f3f2d", ceiling: "#5a3d2c" }),
        skyWindow({ ...outside, shade: stage.shade }, opening),
        ...rows.map((share) => bookshelf(stage, w * share, wall.foot - m * 2.15, m * 0.84)),
        rectangle(wall.left - 40, wall.foot - m * 2.15, w * 0.31, 12, stage.shade("#a8744a")),
        rectangle(w * 0.6, wall.foot - m * 2.15, w * 0.34, 12, stage.shade("#a8744a")),
        ...rows.map((share) => bookshelf(stage, w * share, wall.foot + 14, m * 0.84)),
        ladder(stage, w * 0.28, wall.foot + 22, m),
      ]),
      middle: group([
        table(stage, w * 0.84, stage.down(0.7824), m * 1.1),
        books(stage, w * 0.84, stage.down(0.7824) - m * 0.9, m),
        windowLight(outside, opening),
      ]),
      front: vignette(stage, 0.4),
    };
  },
};

function ladder(stage: Stage, x: number, y: number, m: number): string {
  const wood = stage.shade("#c49a68");
  const rungs = Array.from({ length: 10 }, (_, rung) =>
    stroke(
      line([
        [x + rung * m * 0.06, y - (rung + 0.6) * m * 0.36],
        [x + m * 0.5 + rung * m * 0.06, y - (rung + 0.6) * m * 0.36],
      ]),
      wood,
      5,
    ),
  );
  return group([
    ...rungs,
    ...[0, m * 0.5].map((dx) =>
      stroke(
        line([
          [x + dx, y],
          [x + dx + m * 0.62, y - m * 3.7],
        ]),
        wood,
        7,
      ),
    ),
  ]);
}

function books(stage: Stage, x: number, y: number, m: number): string {
  return group(
    [
      ["#a8483f", 0.44],
      ["#3f6f8f", 0.38],
      ["#c49a4a", 0.42],
    ]
      .map(([color, wide], index) =>
        rectangle(
          x - m * 0.5 + index * 4,
          y - index * m * 0.09,
          m * Number(wide),
          m * 0.09,
          stage.shade(String(color)),
        ),
      )
      .concat(
        glowAt(stage, x + m * 0.4, y - m * 0.25, m * 0.8),
        rectangle(x + m * 0.36, y - m * 0.16, m * 0.09, m * 0.26, stage.shade("#f4ecd8")),
        ellipse(x + m * 0.4, y - m * 0.22, m * 0.04, m * 0.08, "#ffd75e"),
      ),
  );
}
