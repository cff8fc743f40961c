/** Roads and stations. */
import { lighten, mix } from "../drawing/color.ts";
import { circle, group, polygon, rectangle, round, stroke } from "../drawing/svg.ts";
import { pane } from "../scenery/buildings.ts";
import { blades } from "../scenery/framing.ts";
import { ground, hill, mountains } from "../scenery/land.ts";
import { nativeTree, wood } from "../scenery/trees.ts";
import type { Stage } from "../stage.ts";
import { shadySide } from "./built.ts";
import { bench } from "./garden.ts";
import type { Place } from "./types.ts";
import { cover, turf } from "./woods.ts";

export const road: Place = {
  name: "road",
  indoors: false,
  horizon: 0.56,
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height } = stage;
    const far = w * 0.5;
    const wide = Math.min(w, 1280) * 0.44;
    return {
      back: group([
        mountains(stage, {
          y: h + 6,
          height: 230 * k,
          color: "#7c8cab",
          depth: 0.78,
          snow: true,
          count: 6,
          name: "peaks",
        }),
        hill(stage, { y: h - 20, swing: 22, color: turf(stage, "#7aa562"), depth: 0.55, name: "hills" }),
        wood(stage, {
          kinds: [nativeTree(stage), "pine"],
          y: h + 2,
          spread: 14,
          height: 84 * k,
          depth: 0.42,
          count: 20,
          name: "trees",
          clearing: 0.2,
        }),
        ground(stage, { y: h + 4, color: turf(stage, "#7ba353"), swing: 4, depth: 0.2 }),
      ]),
      middle: group([
        cover(stage),
        polygon(
          [
            [far - 9, h + 5],
            [far + 9, h + 5],
            [far + wide * 1.05, height],
            [far - wide * 1.05, height],
          ],
          stage.defs.vertical([
            [0, stage.shade("#8a8d96", 0.4)],
            [1, stage.shade("#43464f")],
          ]),
        ),
        ...[-1, 1].map((side) =>
          polygon(
            [
              [far + side * 8, h + 5],
              [far + side * 8.6, h + 5],
              [far + side * wide, height],
              [far + side * wide * 0.965, height],
            ],
            stage.shade("#f1ece2"),
          ),
        ),
        roadMarks(stage, far),
        roadPosts(stage, far, wide),
      ]),
      front: blades(stage, stage.traits.snowy ? "#9fb6d2" : "#44602f", 46),
    };
  },
};

function roadMarks(stage: Stage, far: number): string {
  const { horizon: h, height } = stage;
  const dashes = Array.from({ length: 8 }, (_, index) => {
    const a = (index / 8) ** 1.8;
    const b = ((index + 0.55) / 8) ** 1.8;
    const at = (share: number): number => h + 6 + share * (height - h);
    return polygon(
      [
        [far - 2 - a * 9, at(a)],
        [far + 2 + a * 9, at(a)],
        [far + 2 + b * 9, at(b)],
        [far - 2 - b * 9, at(b)],
      ],
      stage.shade("#f5e6a8"),
    );
  });
  return group(dashes);
}

function roadPosts(stage: Stage, far: number, wide: number): string {
  const { horizon: h, scale: k, height } = stage;
  const posts = Array.from({ length: 7 }, (_, index) => {
    const near = ((index + 1) / 7) ** 2;
    const y = h + 4 + near * (height - h) * 0.72;
    const size = 14 + near * 150 * k;
    return [-1, 1]
      .map((side) =>
        rectangle(
          far + side * (10 + near * wide * 0.92) - size * 0.025,
          y - size * 0.4,
          size * 0.05,
          size * 0.4,
          stage.shade("#f1ece2", 0.4 * (1 - near)),
        ),
      )
      .join("");
  });
  return group(posts);
}

export const station: Place = {
  name: "station",
  indoors: false,
  horizon: 0.58,
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height } = stage;
    const edge = stage.down(0.7228);
    const sleepers = Array.from({ length: 34 }, (_, index) =>
      rectangle((index / 33) * w, edge - 40, 20, 30, stage.shade("#5b4a3f")),
    );
    return {
      back: group([
        hill(stage, { y: h - 30, swing: 18, color: turf(stage, "#7aa06a"), depth: 0.65, name: "hills" }),
        wood(stage, {
          kinds: [nativeTree(stage)],
          y: h - 6,
          spread: 12,
          height: 110 * k,
          depth: 0.5,
          count: 22,
          name: "trees",
        }),
        train(stage, w * 0.5, edge - 26, 150 * k),
        rectangle(0, edge - 42, w, 46, stage.shade("#8c857d", 0.1)),
        ...sleepers,
        rectangle(0, edge - 34, w, 5, stage.shade("#d0d5db")),
        rectangle(0, edge - 18, w, 5, stage.shade("#d0d5db")),
      ]),
      middle: group([
        rectangle(
          0,
          edge,
          w,
          height - edge,
          stage.defs.vertical([
            [0, stage.shade("#c9c2b8")],
            [1, stage.shade("#7d7670")],
          ]),
        ),
        rectangle(0, edge, w, 12, stage.shade("#f0c24b")),
        bench(stage, shadySide(stage, 0.2), edge + 66 * k, 150 * k),
        canopy(stage, edge),
        clock(stage, w * 0.5, 96 * k, 40 * k),
      ]),
      front: "",
    };
  },
};

function train(stage: Stage, x: number, y: number, size: number): string {
  const color = stage.random.fork("train").pick(["#b8423a", "#2f6f8f", "#3f7f5a"]);
  const cars = Math.ceil(stage.width / (size * 2.9)) + 1;
  return group(
    Array.from({ length: cars }, (_, index) => {
      const left = x - (cars / 2 - index) * size * 2.9;
      const windows = Array.from({ length: 6 }, (_, seat) =>
        pane(stage, left + size * (0.2 + seat * 0.44), y - size * 0.86, size * 0.3, size * 0.32, true, 0.1),
      );
      return group([
        rectangle(
          left,
          y - size * 1.1,
          size * 2.8,
          size,
          stage.defs.vertical([
            [0, stage.shade(lighten(color, 0.14), 0.1)],
            [1, stage.shade(mix(color, "#15101c", 0.4), 0.1)],
          ]),
          { rx: size * 0.1 },
        ),
        rectangle(left, y - size * 0.42, size * 2.8, size * 0.07, stage.shade("#f3e6c4", 0.1)),
        rectangle(left + size * 0.05, y - size * 1.17, size * 2.7, size * 0.12, stage.shade("#575e6a", 0.1), { rx: 5 }),
        ...windows,
        ...[0.45, 0.85, 1.95, 2.35].map((dx) =>
          circle(left + dx * size, y - size * 0.06, size * 0.14, stage.shade("#2b2d33")),
        ),
      ]);
    }),
  );
}

function canopy(stage: Stage, y: number): string {
  const { width: w, scale: k } = stage;
  const iron = stage.shade("#3d5a4f");
  const posts = [0.08, 0.92].map((share) =>
    group([
      rectangle(w * share - 7, 60 * k, 14, y - 40 * k, iron),
      stroke(
        `M${round(w * share)} ${round(150 * k)}q${share < 0.5 ? 60 : -60} -10 ${share < 0.5 ? 100 : -100} -80`,
        iron,
        8,
      ),
    ]),
  );
  const trim = Array.from({ length: Math.ceil(w / 36) }, (_, index) =>
    polygon(
      [
        [index * 36, 62 * k],
        [index * 36 + 36, 62 * k],
        [index * 36 + 18, 84 * k],
      ],
      iron,
    ),
  );
  return group([
    rectangle(
      0,
      0,
      w,
      64 * k,
      stage.defs.vertical([
        [0, stage.shade("#2d3f3a")],
        [1, stage.shade("#52756a")],
      ]),
    ),
    ...trim,
    ...posts,
  ]);
}

export function clock(stage: Stage, x: number, y: number, size: number): string {
  return group([
    circle(x, y, size, stage.shade("#39424f")),
    circle(x, y, size * 0.86, stage.shade("#fbf6e8")),
    stroke(
      `M${round(x)} ${round(y)}V${round(y - size * 0.6)}M${round(x)} ${round(y)}l${round(size * 0.42)} ${round(size * 0.2)}`,
      "#2b2d33",
      size * 0.07,
    ),
    ...Array.from({ length: 12 }, (_, hour) =>
      circle(
        x + Math.cos((hour / 6) * Math.PI) * size * 0.72,
        y + Math.sin((hour / 6) * Math.PI) * size * 0.72,
        size * 0.04,
        "#2b2d33",
      ),
    ),
  ]);
}
