/** Under the surface: light from above, reefs, weed, fish. */

import type { Random } from "../../random.ts";
import { lighten, mix } from "../drawing/color.ts";
import { circle, curve, ellipse, group, type Point, path, polygon, rectangle, round, stroke } from "../drawing/svg.ts";
import { leafShape } from "../scenery/framing.ts";
import type { Stage } from "../stage.ts";
import type { Place } from "./types.ts";
import { wreck } from "./wreck.ts";

export const underwater: Place = {
  name: "underwater",
  indoors: true,
  afloat: true,
  horizon: 0.74,
  water: { from: 0.2, to: 0.86 },
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height, atmosphere } = stage;
    const random = stage.random.fork("reef");
    const dim = atmosphere.darkness * 0.6;
    const deep = mix("#0b3f7a", "#041029", dim);
    const bright = mix("#5fd6e8", "#1b4f8f", dim);
    const tone = (color: string, depth: number) =>
      mix(mix(color, deep, 0.2 + dim * 0.3), mix(bright, deep, 0.45), depth);
    const water = rectangle(
      0,
      0,
      w,
      height,
      stage.defs.vertical([
        [0, bright],
        [0.35, mix(bright, deep, 0.5)],
        [1, deep],
      ]),
    );
    const floor = (y: number, depth: number, name: string) => {
      const points: Point[] = Array.from(
        { length: 16 },
        (_, index): Point => [(index / 14) * w - 30, y + Math.sin(index * 1.3 + name.length) * 14],
      );
      return path(
        `${curve(points)}L${w + 60} ${height}L-40 ${height}Z`,
        stage.defs.vertical([
          [0, tone("#e3d29b", depth)],
          [1, tone("#7d7a63", depth * 0.6)],
        ]),
      );
    };
    const reef = Array.from({ length: 15 }, (_, index) =>
      coral(
        w * (index % 2 === 0 ? random.next() ** 1.6 * 0.42 : 1 - random.next() ** 1.6 * 0.42),
        h + random.between(10, 90),
        random.between(40, 100) * k,
        tone,
        random,
      ),
    );
    const weed = Array.from({ length: 16 }, (_, index) =>
      kelp(
        (index % 2 === 0 ? random.next() * 0.16 : 1 - random.next() * 0.16) * w,
        height + 10,
        random.between(160, 400) * k,
        mix(tone("#2f8a5d", 0), "#04162b", 0.35),
        random,
      ),
    );
    return {
      back: group([
        water,
        rays(stage, random),
        schools(stage, tone),
        floor(h - 34 * k, 0.6, "far"),
        stage.mentions("wreck", "shipwreck", "wreckage", "sunken", "galleon") ? wreck(stage, tone) : "",
        floor(h, 0.25, "near"),
      ]),
      middle: group([...reef]),
      front: group([...weed, bubbles(stage, random)]),
    };
  },
};

function rays(stage: Stage, random: Random): string {
  const { width: w, height } = stage;
  const ray = stage.defs.vertical([
    [0, "#ffffff", 0.34],
    [1, "#ffffff", 0],
  ]);
  const beams = Array.from({ length: 8 }, () => {
    const x = random.between(-0.1, 1) * w;
    const wide = random.between(20, 80);
    return polygon(
      [
        [x, -10],
        [x + wide, -10],
        [x + wide * 2.4 + 120, height * 0.86],
        [x + 60, height * 0.86],
      ],
      ray,
      { opacity: 0.6 },
    );
  });
  return group(beams);
}

function bubbles(stage: Stage, random: Random): string {
  const { width: w, height } = stage;
  const rising = Array.from({ length: 40 }, () => {
    const r = random.between(2, 9);
    const x = random.between(0, w);
    const y = random.between(0, height * 0.9);
    return circle(x, y, r, "#ffffff", {
      "fill-opacity": 0.14,
      stroke: "#ffffff",
      "stroke-opacity": 0.6,
      "stroke-width": 1,
    });
  });
  return group(rising);
}

function schools(stage: Stage, tone: (color: string, depth: number) => string): string {
  const random = stage.random.fork("schools");
  let d = "";
  for (let school = 0; school < 3; school++) {
    const cx = random.between(0.1, 0.9) * stage.width;
    const cy = random.between(0.15, 0.5) * stage.height;
    for (let fish = 0; fish < 11; fish++) {
      const x = cx + random.between(-90, 90);
      const y = cy + random.between(-36, 36);
      const size = random.between(6, 13);
      d += `M${round(x)} ${round(y)}q${round(size)} ${round(-size * 0.7)} ${round(size * 2)} 0l${round(size * 0.7)} ${round(-size * 0.4)}v${round(size * 0.8)}l${round(-size * 0.7)} ${round(-size * 0.4)}q${round(-size)} ${round(size * 0.7)} ${round(-size * 2)} 0Z`;
    }
  }
  return path(d, tone("#0f3f66", 0.35), { opacity: 0.75 });
}

function coral(
  x: number,
  y: number,
  size: number,
  tone: (color: string, depth: number) => string,
  random: Random,
): string {
  const color = tone(random.pick(["#ff7f6e", "#ffb25e", "#e46ab0", "#8f7bf0", "#ffd86e"]), 0.05);
  const kind = random.whole(0, 2);
  if (kind === 0) {
    const fan = Array.from({ length: 9 }, (_, index) => {
      const angle = -Math.PI / 2 + (index - 4) * 0.24;
      return stroke(
        `M${round(x)} ${round(y)}q${round(Math.cos(angle) * size * 0.4)} ${round(-size * 0.5)} ${round(Math.cos(angle) * size)} ${round(Math.sin(angle) * size)}`,
        color,
        size * 0.1,
      );
    });
    return group(fan);
  }
  if (kind === 1) {
    return group(
      [0, 1, 2, 3].map((tube) => {
        const tubeX = x + (tube - 1.5) * size * 0.3;
        const high = size * random.between(0.5, 1);
        return group([
          rectangle(tubeX - size * 0.11, y - high, size * 0.22, high, color, { rx: size * 0.1 }),
          ellipse(tubeX, y - high + 3, size * 0.11, size * 0.05, mix(color, "#20103a", 0.5)),
        ]);
      }),
    );
  }
  return group([
    ellipse(x, y - size * 0.28, size * 0.6, size * 0.42, color),
    ...[-0.3, 0, 0.3].map((dx) =>
      stroke(
        `M${round(x + dx * size)} ${round(y - size * 0.62)}q${round(size * 0.06)} ${round(size * 0.2)} ${round(-size * 0.04)} ${round(size * 0.42)}`,
        lighten(color, 0.3),
        size * 0.035,
        { opacity: 0.7 },
      ),
    ),
  ]);
}

function kelp(x: number, y: number, height: number, color: string, random: Random): string {
  const sway = random.between(-40, 40);
  const points: Point[] = Array.from(
    { length: 9 },
    (_, index): Point => [x + Math.sin(index * 0.9 + sway) * 16 + (sway * index) / 9, y - (height * index) / 8],
  );
  const leaves = points
    .slice(1)
    .map(([px, py], index) => leafShape(px, py, 44 * (1 - index / 12), index % 2 === 0 ? -0.6 : -2.5, color));
  return group([stroke(curve(points), color, 6), ...leaves]);
}
