/** Space and other worlds. */
import { lighten, mix } from "../drawing/color.ts";
import { circle, curve, ellipse, group, type Point, path, rectangle, round, stroke } from "../drawing/svg.ts";
import { boulders } from "../scenery/framing.ts";
import { mountains, rocks } from "../scenery/land.ts";
import type { Stage } from "../stage.ts";
import type { Place } from "./types.ts";

/** Stars of several sizes and tints over the whole frame. */
export function starField(stage: Stage, count: number): string {
  const random = stage.random.fork("star-field");
  const soft = stage.defs.radial([
    [0, "#ffffff", 1],
    [0.25, "#dfeaff", 0.5],
    [1, "#dfeaff", 0],
  ]);
  return group(
    Array.from({ length: count }, (_, index) => {
      const x = random.between(0, stage.width);
      const y = random.between(0, stage.height);
      return index % 16 === 0
        ? circle(x, y, random.between(5, 11), soft)
        : circle(x, y, random.between(0.5, 1.7), random.pick(["#ffffff", "#ffe9c4", "#cfe0ff"]), {
            opacity: round(random.between(0.4, 1)),
          });
    }),
  );
}

const NEBULAE = [
  ["#5a2f9e", "#c44fa8"],
  ["#1f4fa8", "#38c4d9"],
  ["#8a2f5a", "#ff8a4f"],
] as const;

function deepSpace(stage: Stage): string {
  const random = stage.random.fork("space");
  const { width: w, height } = stage;
  const [first, second] = random.pick<readonly [string, string]>(NEBULAE);
  const haze = (color: string, strength: number) =>
    stage.defs.radial([
      [0, color, strength],
      [0.5, color, strength * 0.4],
      [1, color, 0],
    ]);
  const veils = Array.from({ length: 14 }, (_, index) => {
    const share = index / 13;
    const x = w * share + random.between(-90, 90);
    const y = height * (0.72 - share * 0.5) + random.between(-90, 90);
    return ellipse(
      x,
      y,
      random.between(160, 340),
      random.between(70, 170),
      haze(index % 2 === 0 ? first : second, 0.42),
      { transform: `rotate(-24 ${round(x)} ${round(y)})` },
    );
  });
  return group([
    rectangle(
      0,
      0,
      w,
      height,
      stage.defs.vertical([
        [0, "#05060f"],
        [0.6, "#0b0d26"],
        [1, "#140f2e"],
      ]),
    ),
    ...veils,
    starField(stage, Math.round((w * height) / 4300)),
  ]);
}

function planet(stage: Stage, x: number, y: number, size: number, color: string, ring: boolean): string {
  const side = stage.sun.x < x ? -1 : 1;
  const clip = stage.defs.add(
    (id) => `<clipPath id="${id}"><circle cx="${round(x)}" cy="${round(y)}" r="${round(size)}"/></clipPath>`,
  );
  const random = stage.random.fork(`planet${Math.round(x)}`);
  const bands = Array.from({ length: 7 }, (_, index) =>
    ellipse(
      x,
      y - size + (index + 0.5) * (size / 3.5),
      size * 1.1,
      size * random.between(0.05, 0.16),
      index % 2 === 0 ? lighten(color, 0.25) : mix(color, "#2a1030", 0.3),
      { opacity: 0.5 },
    ),
  );
  const halfRing = (sweep: number, opacity: number) =>
    stroke(
      `M${round(x - size * 1.75)} ${round(y)}A${round(size * 1.75)} ${round(size * 0.34)} 0 0 ${sweep} ${round(x + size * 1.75)} ${round(y)}`,
      lighten(color, 0.5),
      size * 0.11,
      { opacity, transform: `rotate(-16 ${round(x)} ${round(y)})` },
    );
  return group([
    ring ? halfRing(1, 0.45) : "",
    circle(
      x,
      y,
      size * 1.25,
      stage.defs.radial([
        [0, color, 0],
        [0.74, color, 0.4],
        [1, color, 0],
      ]),
    ),
    group(
      [
        circle(x, y, size, color),
        ...bands,
        circle(x - side * size * 0.9, y + size * 0.3, size * 1.2, "#05040f", { opacity: 0.42 }),
      ],
      { "clip-path": clip },
    ),
    ring ? halfRing(0, 0.75) : "",
  ]);
}

export const space: Place = {
  name: "space",
  indoors: true,
  horizon: 0.8,
  afloat: true,
  draw: (stage) => {
    const { width: w, height, scale: k } = stage;
    const random = stage.random.fork("worlds");
    const color = random.pick(["#4f8fe0", "#e0774f", "#9a6fe0", "#4fb8a0"]);
    const x = w * (stage.sun.x < w / 2 ? 0.8 : 0.2);
    return {
      back: group([
        deepSpace(stage),
        planet(stage, x, height * 0.34, 120 * k, color, true),
        planet(stage, w - x, height * 0.16, 34 * k, "#d9c4a0", false),
        circle(
          w * 0.5,
          height + 640 * k,
          760 * k,
          stage.defs.radial([
            [0, "#1b4f8f"],
            [0.94, "#2f7fc4"],
            [0.97, "#9fdcff"],
            [1, "#9fdcff", 0],
          ]),
        ),
      ]),
      middle: shootingStar(stage),
      front: "",
    };
  },
};

function shootingStar(stage: Stage): string {
  const random = stage.random.fork("meteor");
  const x = random.between(0.3, 0.7) * stage.width;
  const y = random.between(0.1, 0.3) * stage.height;
  return group([
    stroke(`M${round(x)} ${round(y)}l-130 -52`, "#ffffff", 2, { opacity: 0.7 }),
    circle(x, y, 3, "#ffffff"),
  ]);
}

export const planetGround: Place = {
  name: "planet",
  indoors: true,
  horizon: 0.62,
  draw: (stage) => {
    const { width: w, horizon: h, scale: k, height } = stage;
    const moon = stage.mentions("moon", "lunar");
    const red = stage.mentions("mars", "red planet");
    const soil = red ? "#c4643f" : stage.random.fork("soil").pick(["#c4643f", "#a85f86", "#5f8f9a"]);
    const color = moon ? "#b9bcc6" : soil;
    const bright: Stage = {
      ...stage,
      atmosphere: { ...stage.atmosphere, haze: mix(color, "#1a1030", 0.4), hazeStrength: 0.6 },
      shade: (own, depth = 0) => mix(mix(own, "#20163a", 0.14), mix(color, "#1a1030", 0.5), depth * 0.6),
    };
    const random = stage.random.fork("craters");
    const craters = Array.from({ length: 13 }, () => {
      const near = random.next();
      const x = random.between(0, w);
      const y = h + 20 + near * (height - h - 30);
      const r = (14 + near * 66) * random.between(0.6, 1.2);
      return group([
        ellipse(x, y, r, r * 0.26, bright.shade(mix(color, "#150d20", 0.4))),
        ellipse(x, y + r * 0.05, r * 0.9, r * 0.2, bright.shade(mix(color, "#150d20", 0.2))),
      ]);
    });
    const ground: Point[] = Array.from(
      { length: 16 },
      (_, index): Point => [(index / 14) * w - 30, h + Math.sin(index * 1.4) * 10],
    );
    return {
      back: group([
        deepSpace(stage),
        moon
          ? planet(stage, w * (stage.sun.x < w / 2 ? 0.76 : 0.24), h * 0.36, 92 * k, "#3f8fe0", false)
          : planet(stage, w * (stage.sun.x < w / 2 ? 0.76 : 0.24), h * 0.38, 110 * k, "#d9a86f", true),
        mountains(bright, { y: h + 6, height: 150 * k, color, depth: 0.5, snow: false, count: 6, name: "ranges" }),
        path(
          `${curve(ground)}L${w + 40} ${height}L-40 ${height}Z`,
          bright.defs.vertical([
            [0, bright.shade(lighten(color, 0.2))],
            [1, bright.shade(mix(color, "#150d20", 0.45))],
          ]),
        ),
        ...craters,
      ]),
      middle: rocks(bright, "stones", {
        from: h + 30,
        to: height - 20,
        size: 38,
        count: 10,
        color: mix(color, "#5a4a5a", 0.3),
        sides: true,
      }),
      front: boulders(bright, mix(color, "#1a1030", 0.5)),
    };
  },
};
