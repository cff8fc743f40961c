/** Arenas, tracks and courts with their crowds. */
import { lighten, mix } from "../drawing/color.ts";
import { circle, ellipse, group, line, type Point, path, polygon, rectangle, round, stroke } from "../drawing/svg.ts";
import type { Stage } from "../stage.ts";
import type { Place } from "./types.ts";

export const arena: Place = {
  name: "arena",
  indoors: false,
  horizon: 0.58,
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height } = stage;
    const floor = floorOf(stage);
    return {
      back: group([
        crowd(stage, h - 210 * k, h + 6),
        rectangle(
          0,
          h - 4,
          w,
          34 * k,
          stage.defs.vertical([
            [0, stage.shade("#f1f1ee")],
            [1, stage.shade("#b9bec8")],
          ]),
        ),
        ...Array.from({ length: 8 }, (_, index) =>
          rectangle(
            (index / 8) * w + 8,
            h + 3,
            w / 8 - 16,
            18 * k,
            stage.shade(["#d8413f", "#3f6fc4", "#f0c24b", "#3f9a6a"][index % 4] ?? "#d8413f"),
          ),
        ),
        rectangle(
          0,
          h + 30 * k,
          w,
          height - h,
          stage.defs.vertical([
            [0, stage.shade(lighten(floor.color, 0.14))],
            [1, stage.shade(mix(floor.color, "#10161c", 0.35))],
          ]),
        ),
        floor.track ? lanes(stage, h + 30 * k) : markings(stage, h + 30 * k),
        ...[0.1, 0.9].map((share) => floodlight(stage, w * share, h - 4, 330 * k)),
      ]),
      middle: "",
      front: stage.mentions("tennis", "net", "volleyball", "badminton") ? net(stage) : "",
    };
  },
};

function floorOf(stage: Stage): { color: string; track: boolean } {
  if (stage.mentions("tennis", "clay")) return { color: "#c0683f", track: false };
  if (stage.mentions("basketball", "gym", "volleyball")) return { color: "#d39a58", track: false };
  if (stage.mentions("ice", "skating", "hockey")) return { color: "#dcecf8", track: false };
  if (stage.mentions("colosseum", "gladiator", "bull", "sand")) return { color: "#d6b27a", track: false };
  if (
    stage.mentions("track", "race", "racing", "racecourse", "run", "finish line", "starting line", "runner", "sprint")
  )
    return { color: "#b3513c", track: true };
  return { color: "#4f9a48", track: false };
}

function crowd(stage: Stage, top: number, foot: number): string {
  const random = stage.random.fork("crowd");
  const colors = ["#e0605a", "#f0c24b", "#4f8fd0", "#f2f2f2", "#6fbf7a", "#b57bd8", "#e89a5a"] as const;
  const paths = new Map<string, string>();
  const rows = 11;
  for (let row = 0; row < rows; row++) {
    const y = top + 16 + (row / rows) * (foot - top - 20);
    for (let x = (row % 2) * 8; x < stage.width; x += 15) {
      if (random.chance(0.14)) continue;
      const color = random.pick(colors);
      paths.set(color, `${paths.get(color) ?? ""}M${round(x)} ${round(y + 14)}v-6a5 5 0 0 1 10 0v6Z`);
    }
  }
  const heads = Array.from({ length: rows }, (_, row) =>
    stroke(
      `M${(row % 2) * 8 + 5} ${round(top + 14 + (row / rows) * (foot - top - 20))}H${stage.width}`,
      stage.shade("#e3b08c", 0.3),
      6,
      { "stroke-dasharray": "0.1 14.9" },
    ),
  );
  return group([
    polygon(
      [
        [0, top - 26],
        [stage.width / 2, top + 6],
        [stage.width, top - 26],
        [stage.width, foot],
        [0, foot],
      ],
      stage.defs.vertical([
        [0, stage.shade("#6b7690", 0.4)],
        [1, stage.shade("#3f475c", 0.2)],
      ]),
    ),
    ...[...paths].map(([color, d]) => path(d, stage.shade(color, 0.3))),
    ...heads,
    polygon(
      [
        [0, top - 70],
        [stage.width, top - 70],
        [stage.width, top - 26],
        [stage.width / 2, top + 2],
        [0, top - 26],
      ],
      stage.shade("#dfe5ee", 0.35),
    ),
  ]);
}

function lanes(stage: Stage, y: number): string {
  const { width: w, height } = stage;
  const vanish: Point = [w / 2, y - 190];
  return group(
    Array.from({ length: 11 }, (_, index) => {
      const foot = ((index - 5) / 5) * w * 1.15 + w / 2;
      const share = (y - vanish[1]) / (height - vanish[1]);
      return stroke(
        line([
          [vanish[0] + (foot - vanish[0]) * share, y],
          [foot, height],
        ]),
        stage.shade("#fbf3ea"),
        4,
        { opacity: 0.85 },
      );
    }),
  );
}

export function markings(stage: Stage, y: number): string {
  const { width: w, height } = stage;
  const white = stage.shade("#ffffff");
  const deep = height - y;
  const stripes = Array.from({ length: 5 }, (_, index) =>
    rectangle(0, y + ((index * 2) / 10) ** 1.4 * deep, w, deep * 0.1 * (0.5 + index * 0.25), "#ffffff", {
      opacity: 0.06,
    }),
  );
  return group([
    ...stripes,
    stroke(
      line([
        [0, y + deep * 0.12],
        [w, y + deep * 0.12],
      ]),
      white,
      3,
      { opacity: 0.8 },
    ),
    stroke(
      line([
        [w / 2, y + deep * 0.12],
        [w / 2, height],
      ]),
      white,
      4,
      { opacity: 0.8 },
    ),
    ellipse(w / 2, y + deep * 0.56, w * 0.2, deep * 0.2, "none", { stroke: white, "stroke-width": 4, opacity: 0.8 }),
  ]);
}

function floodlight(stage: Stage, x: number, y: number, size: number): string {
  const glow = stage.defs.radial([
    [0, "#fffbe6", 0.9],
    [0.4, "#fffbe6", 0.3],
    [1, "#fffbe6", 0],
  ]);
  const lit = stage.atmosphere.darkness > 0.2;
  const lamps = [0, 1, 2, 3, 4, 5].map((index) =>
    circle(
      x - size * 0.08 + (index % 3) * size * 0.08,
      y - size * 1.02 + Math.floor(index / 3) * size * 0.08,
      size * 0.03,
      lit ? "#fffdf0" : stage.shade("#dfe7ee"),
    ),
  );
  return group([
    rectangle(x - size * 0.018, y - size, size * 0.036, size, stage.shade("#59626f", 0.2)),
    rectangle(x - size * 0.13, y - size * 1.08, size * 0.26, size * 0.19, stage.shade("#39424f", 0.1)),
    ...lamps,
    lit ? circle(x, y - size, size * 0.6, glow) : "",
  ]);
}

function net(stage: Stage): string {
  const y = stage.height * 0.985;
  const lines = Array.from(
    { length: 50 },
    (_, index) => `M${round((index / 49) * stage.width)} ${round(y - 62)}V${stage.height}`,
  ).join("");
  return group([
    stroke(`${lines}M0 ${y - 40}H${stage.width}M0 ${y - 20}H${stage.width}`, "#20262e", 1.4, { opacity: 0.6 }),
    rectangle(0, y - 68, stage.width, 9, "#f6f4ee"),
  ]);
}
