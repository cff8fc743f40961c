/** Everything above the horizon that no place owns: colour, sun, moon, stars, clouds, lightning. */

import type { Random } from "../random.ts";
import { lighten, mix } from "./drawing/color.ts";
import { circle, ellipse, group, line, type Point, path, rectangle, round, stroke } from "./drawing/svg.ts";
import type { Stage } from "./stage.ts";

/** Paints the whole frame with sky, so that no place can leave a hole. */
export function drawSky(stage: Stage): string {
  const { atmosphere, defs, width, height, horizon } = stage;
  const [zenith, upper, lower, low] = atmosphere.sky;
  const fill = defs.vertical([
    [0, zenith],
    [0.38, upper],
    [0.76, lower],
    [1, low],
  ]);
  return group([
    rectangle(0, 0, width, height, low),
    rectangle(0, 0, width, horizon + 30, fill),
    stars(stage),
    aurora(stage),
    heavenlyBody(stage),
    rainbow(stage),
    clouds(stage),
    lightning(stage),
  ]);
}

/** Whether sun, moon and stars can be seen at all. */
function isOpen(stage: Stage): boolean {
  return stage.atmosphere.weather === "clear" || stage.atmosphere.weather === "cloudy";
}

function stars(stage: Stage): string {
  const { atmosphere, width, horizon } = stage;
  if (atmosphere.timeOfDay === "day" || !isOpen(stage)) return "";
  const random = stage.random.fork("stars");
  const share = atmosphere.timeOfDay === "night" ? 1 : 0.28;
  const count = Math.round(((width * horizon) / 4200) * share);
  return group(
    Array.from({ length: count }, () => {
      const y = random.next() ** 1.5 * horizon * 0.9;
      const size = random.chance(0.06) ? random.between(1.6, 2.4) : random.between(0.5, 1.3);
      return circle(random.between(0, width), y, size, "#fffdf0", {
        opacity: round(random.between(0.3, 1) * (1 - y / horizon) * share),
      });
    }),
  );
}

function aurora(stage: Stage): string {
  const { atmosphere, width, horizon, random } = stage;
  const wanted =
    stage.mentions("aurora", "northern lights") || (stage.traits.snowy && random.fork("aurora").chance(0.4));
  if (atmosphere.timeOfDay !== "night" || atmosphere.weather !== "clear" || !wanted) return "";
  const chance = random.fork("aurora-shape");
  return group(
    ["#5dffb0", "#49d8ff", "#b07dff"].map((color, index) => {
      const top = horizon * (0.08 + index * 0.1);
      const points: Point[] = [];
      for (let step = 0; step <= 24; step++) {
        const x = (width * step) / 24;
        points.push([x, top + Math.sin(step / 2.3 + index * 1.7) * horizon * 0.07 + chance.between(-8, 8)]);
      }
      const below = points.map(([x, y]): Point => [x, y + horizon * 0.42]).reverse();
      const fill = stage.defs.vertical([
        [0, color, 0],
        [0.35, color, 0.34],
        [1, color, 0],
      ]);
      return path(`${line([...points, ...below])}Z`, fill, { opacity: 0.75 });
    }),
  );
}

/** Opposite the sun, as far as the frame lets it be. */
function rainbow(stage: Stage): string {
  const { atmosphere, width, horizon, sun } = stage;
  if (!stage.mentions("rainbow")) return "";
  const radius = Math.min(width * 0.44, horizon * 0.94);
  const x = sun.x < width / 2 ? width * 0.58 : width * 0.42;
  const band = radius * 0.032;
  const bands = ["#e8504a", "#f59a3c", "#f8d84a", "#6abf5a", "#4f9fe0", "#7a5ac8"].map((color, index) => {
    const r = round(radius - index * band);
    return stroke(`M${round(x - r)} ${round(horizon + 20)}a${r} ${r} 0 0 1 ${round(r * 2)} 0`, color, band + 0.6);
  });
  return group(bands, { opacity: atmosphere.timeOfDay === "night" ? 0.4 : 0.62 });
}

function heavenlyBody(stage: Stage): string {
  const { atmosphere, sun, defs } = stage;
  const night = atmosphere.timeOfDay === "night";
  const low = atmosphere.timeOfDay === "dawn" || atmosphere.timeOfDay === "dusk";
  const reach = (low ? 430 : night ? 250 : 330) * stage.scale;
  const strength = isOpen(stage) ? 1 : 0.4;
  const halo = defs.radial([
    [0, atmosphere.key, 0.85 * strength],
    [0.16, atmosphere.key, 0.5 * strength],
    [0.45, atmosphere.key, 0.16 * strength],
    [1, atmosphere.key, 0],
  ]);
  const parts = [ellipse(sun.x, sun.y, reach * (low ? 1.3 : 1), reach, halo, { opacity: night ? 0.6 : 0.9 })];
  if (isOpen(stage)) parts.push(night ? moon(stage) : disc(stage, low ? 46 : 36));
  return group(parts);
}

function disc(stage: Stage, size: number): string {
  const { sun, atmosphere, defs, scale } = stage;
  const fill = defs.radial([
    [0, "#fffdf2"],
    [0.7, lighten(atmosphere.key, 0.6)],
    [1, lighten(atmosphere.key, 0.25)],
  ]);
  return circle(sun.x, sun.y, size * scale, fill);
}

function moon(stage: Stage): string {
  const { sun, defs } = stage;
  const size = (stage.mentions("moon", "moonlit", "moonlight") ? 62 : 40) * stage.scale;
  const fill = defs.radial([
    [0, "#fffef6"],
    [0.75, "#f1f2ea"],
    [1, "#cfd6e4"],
  ]);
  const spots = [
    [-0.3, -0.25, 0.2],
    [0.25, 0.1, 0.26],
    [-0.1, 0.45, 0.14],
    [0.35, -0.4, 0.1],
  ] as const;
  return group([
    circle(sun.x, sun.y, size, fill),
    ...spots.map(([x, y, r]) => circle(sun.x + x * size, sun.y + y * size, r * size, "#c3cbd8", { opacity: 0.5 })),
  ]);
}

function clouds(stage: Stage): string {
  const { atmosphere, width, horizon, scale } = stage;
  const random = stage.random.fork("clouds");
  const heavy = atmosphere.weather === "storm" || atmosphere.weather === "rain";
  const parts: string[] = [];
  const veils = atmosphere.weather === "clear" ? 4 : 8;
  for (let index = 0; index < veils; index++) parts.push(veil(stage, random));
  const count = { clear: 3, cloudy: 9, rain: 12, storm: 14, snow: 7, fog: 4 }[atmosphere.weather];
  const wide = Math.max(1, width / 900);
  for (let index = 0; index < count * wide; index++) {
    const high = heavy ? random.between(-0.04, 0.3) : random.between(0.06, 0.66);
    const size = (heavy ? random.between(90, 170) : random.between(34, 90)) * scale * (1.15 - high * 0.9);
    parts.push(cloud(stage, random, { x: random.between(-60, width + 60), y: high * horizon, size }));
  }
  return group(parts);
}

function veil(stage: Stage, random: Random): string {
  const { atmosphere, width, horizon } = stage;
  const color = mix(atmosphere.sky[3], atmosphere.key, 0.4);
  const fill = stage.defs.radial([
    [0, color, 0.5],
    [0.5, color, 0.2],
    [1, color, 0],
  ]);
  const y = random.between(0.12, 0.9) * horizon;
  return ellipse(random.between(0, width), y, random.between(160, 380), random.between(10, 30), fill);
}

/** A heap of puffs with a flat foot, bright where the light falls. */
function cloud(stage: Stage, random: Random, at: { x: number; y: number; size: number }): string {
  const puffs = random.whole(4, 7);
  let d = "";
  for (let index = 0; index < puffs; index++) {
    const share = index / (puffs - 1);
    const r = at.size * (0.28 + 0.34 * Math.sin(share * Math.PI)) * random.between(0.8, 1.2);
    d += disk(at.x + (share - 0.5) * at.size * 2.7, at.y - r * 0.55, r);
  }
  const { timeOfDay, weather } = stage.atmosphere;
  const faint = timeOfDay === "night" ? 0.42 : 0.9;
  return path(`${d}${cloudFoot(at)}`, cloudFill(stage), { opacity: weather === "fog" ? 0.4 : faint });
}

function cloudFill(stage: Stage): string {
  const { sky, key, shadow, timeOfDay, weather } = stage.atmosphere;
  if (weather === "rain" || weather === "storm") {
    const foot = mix(sky[1], shadow, 0.35);
    const top = mix(sky[3], sky[2], 0.5);
    return stage.defs.vertical([
      [0, top, 0.75],
      [0.55, mix(top, foot, 0.5), 0.85],
      [1, foot, 0.5],
    ]);
  }
  const foot = mix(sky[2], sky[1], 0.3);
  const lit = isOpen(stage) ? mix(sky[3], key, 0.6) : mix(sky[3], sky[2], 0.5);
  const top = timeOfDay === "day" && isOpen(stage) ? "#ffffff" : lit;
  return stage.defs.vertical([
    [0, top, 0.95],
    [0.55, mix(top, foot, 0.5), 0.8],
    [1, foot, 0.1],
  ]);
}

function cloudFoot(at: { x: number; y: number; size: number }): string {
  const half = at.size * 1.7;
  const high = at.size * 0.22;
  return `M${round(at.x - half)} ${round(at.y)}a${round(half)} ${round(high)} 0 1 0 ${round(half * 2)} 0a${round(half)} ${round(high)} 0 1 0 ${round(-half * 2)} 0Z`;
}

function disk(x: number, y: number, r: number): string {
  return `M${round(x - r)} ${round(y)}a${round(r)} ${round(r)} 0 1 0 ${round(2 * r)} 0a${round(r)} ${round(r)} 0 1 0 ${round(-2 * r)} 0Z`;
}

function lightning(stage: Stage): string {
  const { atmosphere, width, horizon } = stage;
  if (atmosphere.weather !== "storm") return "";
  const random = stage.random.fork("lightning");
  const x = width - stage.sun.x + random.between(-60, 60);
  const points: Point[] = [[x, horizon * 0.08]];
  const twig: Point[] = [];
  for (let step = 1; step <= 9; step++) {
    const [lastX] = points[points.length - 1] ?? [x, 0];
    const next: Point = [lastX + random.between(-38, 38), horizon * (0.08 + step * 0.1)];
    points.push(next);
    if (step >= 4 && step <= 7) twig.push([next[0] + (step - 4) * 26, next[1] + random.between(-4, 12)]);
  }
  const flash = stage.defs.radial([
    [0, "#e9f0ff", 0.75],
    [0.4, "#b9c8ff", 0.25],
    [1, "#b9c8ff", 0],
  ]);
  return group([
    ellipse(x, horizon * 0.3, 330 * stage.scale, horizon * 0.55, flash),
    ...[
      [16, 0.12],
      [8, 0.28],
      [3.2, 1],
    ].map(([size = 1, opacity = 1]) => stroke(line(points), "#f4f7ff", size, { opacity, "stroke-linejoin": "round" })),
    stroke(line(twig), "#f4f7ff", 1.8, { opacity: 0.85 }),
  ]);
}
