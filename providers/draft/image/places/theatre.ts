import { circle, ellipse, group, path, polygon, rectangle, round, stroke } from "../drawing/svg.ts";
import { lampLit } from "../scenery/room.ts";
import type { Stage } from "../stage.ts";
import type { Place } from "./types.ts";

export const theatre: Place = {
  name: "theatre",
  indoors: true,
  horizon: 0.7,
  draw: (outside) => {
    const stage = lampLit(outside);
    const { width: w, height, horizon: h, scale: k } = stage;
    const beam = (x: number, lean: number, color: string) =>
      polygon(
        [
          [x - 12, -6],
          [x + 12, -6],
          [x + lean + 150 * k, height * 0.92],
          [x + lean - 150 * k, height * 0.92],
        ],
        stage.defs.vertical([
          [0, color, 0.62],
          [1, color, 0.04],
        ]),
      );
    const folds = Array.from({ length: 26 }, (_, index) =>
      rectangle(
        (index / 26) * w,
        0,
        w / 26 + 1,
        h,
        stage.defs.horizontal([
          [0, stage.shade("#6f1726")],
          [0.5, stage.shade("#b02c3f")],
          [1, stage.shade("#6f1726")],
        ]),
      ),
    );
    return {
      back: group([
        ...folds,
        rectangle(
          0,
          h,
          w,
          height - h,
          stage.defs.vertical([
            [0, stage.shade("#b5804f")],
            [1, stage.shade("#5a3a26")],
          ]),
        ),
        stroke(
          Array.from(
            { length: 15 },
            (_, index) =>
              `M${round(w / 2 + (index - 7) * w * 0.075)} ${round(h)}L${round(w / 2 + (index - 7) * w * 0.16)} ${height}`,
          ).join(""),
          "#3a2418",
          2,
          { opacity: 0.5 },
        ),
      ]),
      middle: group([
        beam(w * 0.2, w * 0.22, "#fff0b8"),
        beam(w * 0.8, -w * 0.22, "#ffd0e6"),
        beam(w * 0.5, 0, "#dff1ff"),
        ellipse(w / 2, stage.down(0.84), 330 * k, 46 * k, "#fff4d0", { opacity: 0.3 }),
      ]),
      front: group([
        ...[0, 1].map((side) => drape(stage, side)),
        ...Array.from({ length: 9 }, (_, index) => circle(w * (0.1 + index * 0.1), height - 12, 10, "#ffe9a8")),
      ]),
    };
  },
};

function drape(stage: Stage, side: number): string {
  const { width: w, height } = stage;
  const wide = Math.min(w * 0.13, 160);
  const edge = side === 0 ? 0 : w;
  const way = side === 0 ? 1 : -1;
  return group(
    [0, 1, 2, 3].map((fold) =>
      path(
        `M${round(edge + way * fold * wide * 0.25)} -4h${round(way * wide * 0.3)}q${round(way * wide * 0.1)} ${round(height * 0.5)} ${round(-way * wide * fold * 0.1)} ${height + 8}h${round(-way * wide * 0.3)}Z`,
        stage.defs.horizontal([
          [0, stage.shade("#5a101e")],
          [0.5, stage.shade("#c23a4c")],
          [1, stage.shade("#5a101e")],
        ]),
      ),
    ),
  );
}
