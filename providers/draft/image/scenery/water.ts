/** Water seen from above its surface. Not here: what is under it. */
import { lighten, mix } from "../drawing/color.ts";
import { curve, ellipse, group, line, type Point, path, polygon, rectangle, round, stroke } from "../drawing/svg.ts";
import type { Stage } from "../stage.ts";

export interface Water {
  /** Y of the far shore or horizon. */
  from: number;
  to: number;
  color: string;
}

/** A calm surface that mirrors the sky and the light in it. */
export function lake(stage: Stage, water: Water): string {
  const { atmosphere, width } = stage;
  const near = stage.shade(water.color);
  const fill = stage.defs.vertical([
    [0, mix(atmosphere.sky[3], near, 0.25)],
    [0.3, mix(atmosphere.sky[2], near, 0.45)],
    [1, mix(near, "#04122b", 0.25)],
  ]);
  return group([
    rectangle(0, water.from, width, water.to - water.from + 2, fill),
    glitter(stage, water),
    ripples(stage, water),
  ]);
}

/** The column of light under sun or moon. */
export function glitter(stage: Stage, water: Water): string {
  const { atmosphere, sun, random } = stage;
  if (atmosphere.weather !== "clear" && atmosphere.weather !== "cloudy") return "";
  const chance = random.fork("glitter");
  const span = water.to - water.from;
  const strong = atmosphere.timeOfDay === "day" ? 0.5 : 0.85;
  let d = "";
  for (let index = 0; index < 90; index++) {
    const near = chance.next() ** 1.3;
    const half = (3 + near * 34) * chance.between(0.4, 1.2);
    const x = sun.x + chance.between(-1, 1) * (14 + near * 95);
    const y = water.from + 2 + near * span;
    const thick = 0.6 + near * 2.4;
    d += `M${round(x - half)} ${round(y)}q${round(half)} ${round(-thick)} ${round(half * 2)} 0q${round(-half)} ${round(thick)} ${round(-half * 2)} 0Z`;
  }
  return path(d, lighten(atmosphere.key, 0.35), { opacity: strong });
}

/** Short lines of light and dark that lie on the water. */
export function ripples(stage: Stage, water: Water): string {
  const { atmosphere, width, random } = stage;
  const chance = random.fork(`ripples${Math.round(water.from)}`);
  const span = water.to - water.from;
  const draw = (color: string, opacity: number, count: number): string => {
    let d = "";
    for (let index = 0; index < count; index++) {
      const near = chance.next() ** 1.2;
      const half = (6 + near * 46) * chance.between(0.5, 1.3);
      const x = chance.between(0, width);
      const y = water.from + 3 + near * span;
      const thick = 0.5 + near * 2;
      d += `M${round(x - half)} ${round(y)}q${round(half)} ${round(-thick)} ${round(half * 2)} 0q${round(-half)} ${round(thick)} ${round(-half * 2)} 0Z`;
    }
    return path(d, color, { opacity });
  };
  return group([
    draw(lighten(atmosphere.sky[3], 0.3), 0.4, 70),
    draw(stage.shade(mix(water.color, "#031027", 0.6)), 0.35, 50),
  ]);
}

/** The open sea: bands of waves, each nearer one larger, with light crests. */
export function sea(stage: Stage, water: Water): string {
  const { atmosphere, width, random } = stage;
  const chance = random.fork("sea");
  const rough = { clear: 0.7, cloudy: 0.9, fog: 0.5, snow: 0.9, rain: 1.3, storm: 2.4 }[atmosphere.weather];
  const parts = [lake(stage, water)];
  const bands = 7;
  for (let band = 0; band < bands; band++) {
    const near = (band + 1) / bands;
    const y = water.from + (water.to - water.from) * near ** 1.35 * 0.94;
    const points = wave(width, y, (2 + near * 13) * rough, 60 + near * 210, chance.between(0, 9));
    const top = mix(stage.shade(lighten(water.color, 0.12), 0.5 * (1 - near)), atmosphere.sky[3], 0.22 * (1 - near));
    const fill = stage.defs.vertical([
      [0, top, 0.9],
      [0.4, stage.shade(water.color), 0.55],
      [1, stage.shade(mix(water.color, "#031433", 0.5)), 0.5],
    ]);
    parts.push(path(`${curve(points)}L${width + 60} ${round(water.to)}L-60 ${round(water.to)}Z`, fill));
    parts.push(
      stroke(curve(points), lighten(atmosphere.sky[3], 0.5), 0.8 + near * 1.8, { opacity: round(0.3 + near * 0.3) }),
    );
    if (rough > 1) parts.push(foam(stage, points, near, chance.between(0, 1)));
  }
  parts.splice(4, 0, glitter(stage, water));
  return group(parts);
}

function wave(width: number, y: number, height: number, length: number, phase: number): Point[] {
  const points: Point[] = [];
  for (let x = -60; x <= width + 60; x += length / 6) {
    const swell = Math.sin((x / length) * Math.PI * 2 + phase) + 0.4 * Math.sin((x / length) * 2.7 + phase * 2);
    points.push([x, y + swell * height]);
  }
  return points;
}

function foam(stage: Stage, crest: readonly Point[], near: number, start: number): string {
  const chosen = crest.filter((_, index) => Math.sin(index * 1.9 + start * 20) > 0.55);
  return group(
    chosen.map(([x, y]) =>
      ellipse(x, y + 1, 8 + near * 26, 1.4 + near * 3.4, stage.shade("#f2f8ff", 0.3 * (1 - near)), { opacity: 0.6 }),
    ),
  );
}

/** A river that comes from the horizon and leaves at the frame's foot. */
export function river(stage: Stage, color: string, at: { far: number; near: number; width: number }): string {
  const { width, height, horizon } = stage;
  const deep = height - horizon;
  const farX = width * at.far;
  const nearX = width * at.near;
  const half = (width * at.width) / 2;
  const left = `M${round(farX - 5)} ${round(horizon + 4)}C${round(farX + 70)} ${round(horizon + deep * 0.2)} ${round(farX - 220)} ${round(horizon + deep * 0.32)} ${round(nearX - half)} ${height}`;
  const right = `L${round(nearX + half)} ${height}C${round(nearX + half * 0.3)} ${round(horizon + deep * 0.5)} ${round(farX + 190)} ${round(horizon + deep * 0.24)} ${round(farX + 10)} ${round(horizon + 4)}Z`;
  const fill = stage.defs.vertical([
    [0, stage.atmosphere.sky[3]],
    [0.35, mix(stage.atmosphere.sky[2], stage.shade(color), 0.5)],
    [1, stage.shade(color)],
  ]);
  return group([
    path(left + right, fill, { stroke: stage.shade("#e8f4f4"), "stroke-width": 2.5, "stroke-opacity": 0.45 }),
    stroke(
      `M${round(nearX - half * 0.4)} ${height}C${round(nearX - half * 0.2)} ${round(horizon + deep * 0.6)} ${round(farX - 40)} ${round(horizon + deep * 0.42)} ${round(farX + 40)} ${round(horizon + deep * 0.22)}`,
      "#ffffff",
      3,
      { opacity: 0.35, "stroke-dasharray": "26 34" },
    ),
    stroke(
      `M${round(nearX + half * 0.3)} ${height}C${round(nearX + half * 0.2)} ${round(horizon + deep * 0.62)} ${round(farX + 60)} ${round(horizon + deep * 0.44)} ${round(farX + 90)} ${round(horizon + deep * 0.25)}`,
      "#ffffff",
      2,
      { opacity: 0.3, "stroke-dasharray": "14 40" },
    ),
  ]);
}

/** A fall over a cliff with spray at its foot. */
export function waterfall(stage: Stage, at: { x: number; top: number; foot: number; width: number }): string {
  const chance = stage.random.fork("waterfall");
  const cliff = stage.shade("#66707c", 0.35);
  const dark = stage.shade("#3d4653", 0.3);
  const half = at.width / 2;
  const wall: Point[] = [];
  for (let step = 0; step <= 12; step++) {
    const x = at.x - at.width * 2.6 + (step / 12) * at.width * 5.2;
    const off = Math.abs(x - at.x) / (at.width * 2.6);
    wall.push([x, at.top - 14 + off ** 2 * (at.foot - at.top) * 0.55 + chance.between(-12, 12)]);
  }
  const fill = stage.defs.vertical([
    [0, stage.shade("#d8effc", 0.2)],
    [0.6, stage.shade("#a9d8f2", 0.1)],
    [1, stage.shade("#ffffff", 0.1)],
  ]);
  const streaks = Array.from({ length: 16 }, () => {
    const x = at.x + chance.between(-half, half) * 0.92;
    const start = at.top + chance.between(0, 0.6) * (at.foot - at.top);
    return stroke(
      `M${round(x)} ${round(start)}L${round(x + chance.between(-3, 3))} ${round(start + chance.between(30, 120))}`,
      chance.chance(0.5) ? "#ffffff" : stage.shade("#6fb4dd"),
      chance.between(1, 4),
      { opacity: 0.55 },
    );
  });
  const spray = stage.defs.radial([
    [0, "#ffffff", 0.85],
    [0.5, "#ffffff", 0.35],
    [1, "#ffffff", 0],
  ]);
  return group([
    path(
      `${line(wall)}L${round(at.x + at.width * 2.6)} ${round(at.foot)}L${round(at.x - at.width * 2.6)} ${round(at.foot)}Z`,
      stage.defs.vertical([
        [0, cliff],
        [1, dark],
      ]),
    ),
    ...Array.from({ length: 12 }, () => {
      const x = at.x + (chance.chance(0.5) ? 1 : -1) * chance.between(half * 1.2, at.width * 2.2);
      const y = chance.between(at.top + 50, at.foot - 20);
      return polygon(
        [
          [x, y],
          [x + chance.between(14, 40), y + chance.between(-8, 8)],
          [x + chance.between(6, 24), y + chance.between(20, 60)],
        ],
        dark,
        { opacity: 0.7 },
      );
    }),
    path(
      `M${round(at.x - half)} ${round(at.top)}Q${round(at.x)} ${round(at.top - 12)} ${round(at.x + half)} ${round(at.top)}L${round(at.x + half * 1.16)} ${round(at.foot)}L${round(at.x - half * 1.16)} ${round(at.foot)}Z`,
      fill,
    ),
    ...streaks,
    ellipse(at.x, at.foot, at.width * 1.35, at.width * 0.4, spray),
  ]);
}
