/** Hills, mountains, ground, rocks and what grows low. */

import type { Random } from "../../random.ts";
import { lighten, mix } from "../drawing/color.ts";
import { curve, group, line, type Point, path, polygon, round, stroke } from "../drawing/svg.ts";
import type { Stage } from "../stage.ts";

export interface Ridge {
  /** Y of the ridge's mean height. */
  y: number;
  /** How far it swings up and down. */
  swing: number;
  color: string;
  /** 0 near to 1 far. */
  depth: number;
  name: string;
  /** Whether the foot dissolves in mist. */
  misty?: boolean;
  bottom?: number;
}

/** The soft line of a ridge at any x: the same name gives the same line. */
export function ridgeLine(stage: Stage, ridge: Pick<Ridge, "y" | "swing" | "name">): (x: number) => number {
  const random = stage.random.fork(ridge.name);
  const parts = [
    [1, 0.62],
    [2.3, 0.28],
    [5.1, 0.1],
  ] as const;
  const waves = parts.map(([frequency, share]) => ({
    frequency: (frequency * random.between(0.8, 1.25) * Math.PI * 2) / 1400,
    phase: random.between(0, Math.PI * 2),
    height: ridge.swing * share,
  }));
  return (x) => waves.reduce((y, wave) => y + Math.sin(x * wave.frequency + wave.phase) * wave.height, ridge.y);
}

/** A rolling hill over the whole width. */
export function hill(stage: Stage, ridge: Ridge): string {
  const at = ridgeLine(stage, ridge);
  const points: Point[] = [];
  for (let x = -20; x <= stage.width + 40; x += 36) points.push([x, at(x)]);
  const bottom = ridge.bottom ?? stage.height;
  const top = stage.shade(ridge.color, ridge.depth);
  const foot =
    ridge.misty === false
      ? stage.shade(mix(ridge.color, "#101820", 0.25), ridge.depth * 0.8)
      : mix(top, stage.atmosphere.haze, 0.55);
  const fill = stage.defs.vertical([
    [0, lighten(top, 0.1)],
    [0.25, top],
    [1, foot],
  ]);
  return path(`${curve(points)}L${stage.width + 40} ${round(bottom)}L-20 ${round(bottom)}Z`, fill);
}

export interface Mountains {
  /** Y of the foot. */
  y: number;
  height: number;
  color: string;
  depth: number;
  snow: boolean;
  count: number;
  name: string;
}

/** A chain of peaks with a lit and a shaded side. */
export function mountains(stage: Stage, chain: Mountains): string {
  const random = stage.random.fork(chain.name);
  const order = Array.from({ length: chain.count }, (_, index) => ({
    x: stage.width * ((index + random.between(0.15, 0.85)) / chain.count),
    height: chain.height * random.between(0.55, 1),
  })).sort((a, b) => b.height - a.height);
  return group(order.map((peak) => mountain(stage, chain, peak, random)));
}

function mountain(stage: Stage, chain: Mountains, peak: { x: number; height: number }, random: Random): string {
  const half = peak.height * random.between(0.85, 1.15);
  const top: Point = [peak.x, chain.y - peak.height];
  const left = edge(top, [peak.x - half, chain.y + 10], random);
  const right = edge(top, [peak.x + half, chain.y + 10], random);
  const spine = edge(top, [peak.x + half * random.between(-0.15, 0.15), chain.y + 10], random);
  const lit = stage.shade(lighten(chain.color, 0.16), chain.depth);
  const dark = stage.shade(mix(chain.color, "#1c2440", 0.4), chain.depth);
  const mist = mix(lit, stage.atmosphere.haze, 0.65);
  const fade = (color: string) =>
    stage.defs.vertical([
      [0, color],
      [0.55, color],
      [1, mist],
    ]);
  const sunny = stage.sun.x < peak.x ? [left, right] : [right, left];
  const [bright = left, shaded = right] = sunny;
  const parts = [
    polygon([...bright, ...[...spine].reverse()], fade(lit)),
    polygon([...shaded, ...[...spine].reverse()], fade(dark)),
  ];
  if (chain.snow) parts.push(cap(stage, chain, { bright, shaded, spine }, random));
  return group(parts);
}

/** The snow on a peak ends in tongues. */
function cap(
  stage: Stage,
  chain: Mountains,
  side: { bright: Point[]; shaded: Point[]; spine: Point[] },
  random: Random,
): string {
  const reach = Math.max(2, Math.floor(side.bright.length * (stage.traits.snowy ? 0.62 : 0.36)));
  const snow = (outer: Point[], color: string): string => {
    const rim = outer.slice(0, reach);
    const inner = side.spine.slice(0, reach);
    const [a = [0, 0]] = rim.slice(-1);
    const [b = [0, 0]] = inner.slice(-1);
    const tongues = [0.2, 0.4, 0.6, 0.8].map(
      (share, index): Point => [
        a[0] + (b[0] - a[0]) * share,
        a[1] + (b[1] - a[1]) * share + (index % 2 === 0 ? -1 : 1) * random.between(0.04, 0.09) * chain.height,
      ],
    );
    return polygon([...rim, ...tongues, ...[...inner].reverse()], color);
  };
  return group([
    snow(side.bright, stage.shade("#ffffff", chain.depth * 0.7)),
    snow(side.shaded, stage.shade("#b9cbe6", chain.depth * 0.8)),
  ]);
}

/** A broken line from the top to the foot of a peak. */
function edge(from: Point, to: Point, random: Random): Point[] {
  const steps = 9;
  const wander = Math.abs(to[1] - from[1]) * 0.035;
  return Array.from({ length: steps + 1 }, (_, step): Point => {
    const share = step / steps;
    const stray = step === 0 || step === steps ? 0 : random.between(-wander, wander);
    return [from[0] + (to[0] - from[0]) * share + stray, from[1] + (to[1] - from[1]) * share ** 0.94];
  });
}

export interface Ground {
  /** Y of the far edge. */
  y: number;
  color: string;
  swing?: number;
  name?: string;
  depth?: number;
}

/** The ground to the frame's foot: lighter and hazier far off, darker near the camera. */
export function ground(stage: Stage, kind: Ground): string {
  const depth = kind.depth ?? 0.34;
  const at = ridgeLine(stage, { y: kind.y, swing: kind.swing ?? 12, name: kind.name ?? "ground" });
  const points: Point[] = [];
  for (let x = -20; x <= stage.width + 40; x += 48) points.push([x, at(x)]);
  const fill = stage.defs.vertical([
    [0, stage.shade(lighten(kind.color, 0.12), depth)],
    [0.4, stage.shade(kind.color, depth * 0.3)],
    [1, stage.shade(mix(kind.color, "#0b1622", 0.42))],
  ]);
  return path(`${curve(points)}L${stage.width + 40} ${stage.height}L-20 ${stage.height}Z`, fill);
}

/** A winding way from the camera to the horizon; `bend` is where it leaves the frame's foot, as a share. */
export function trail(stage: Stage, color: string, bend = 0.5): string {
  const { width, height, horizon } = stage;
  const deep = height - horizon;
  const far = width * (0.5 - (bend - 0.5) * 0.35);
  const swing = Math.min(width, 1280) * 0.13 * (bend < 0.5 ? -1 : 1);
  const middle = (share: number): Point => [
    far + (width * bend - far) * share + Math.sin(share * Math.PI * 1.5) * swing * (0.3 + share * 0.7),
    horizon + 12 + deep * share ** 1.5,
  ];
  const half = (share: number): number => 4 + share ** 1.6 * Math.min(width, 1280) * 0.13;
  const steps = Array.from({ length: 12 }, (_, index) => index / 10);
  const left = steps.map((share): Point => [middle(share)[0] - half(share), middle(share)[1]]);
  const right = steps.map((share): Point => [middle(share)[0] + half(share), middle(share)[1]]).reverse();
  const fill = stage.defs.vertical([
    [0, stage.shade(color, 0.5)],
    [1, stage.shade(mix(color, "#1a1410", 0.22))],
  ]);
  return path(`${curve(left)}L${curve(right).slice(1)}Z`, fill, { opacity: 0.8 });
}

/** A boulder with a lit top. */
export function rock(
  stage: Stage,
  at: { x: number; y: number; size: number; color?: string; depth?: number },
  random: Random,
): string {
  const color = at.color ?? "#7f8794";
  const depth = at.depth ?? 0;
  const corners = 9;
  const outline = Array.from({ length: corners }, (_, index): Point => {
    const angle = Math.PI + (index / (corners - 1)) * Math.PI;
    const r = at.size * random.between(0.82, 1.1);
    return [at.x + Math.cos(angle) * r, at.y + Math.sin(angle) * r * 0.68];
  });
  const side = stage.sun.x < at.x ? -1 : 1;
  const top = outline.slice(2, 7);
  const inner = top
    .map(([x, y]): Point => [x - side * at.size * 0.16, y + at.size * random.between(0.2, 0.36)])
    .reverse();
  const cover = stage.traits.snowy ? "#f4f9ff" : lighten(color, 0.3);
  return group([
    polygon(
      outline,
      stage.defs.vertical([
        [0, stage.shade(color, depth)],
        [1, stage.shade(mix(color, "#161b28", 0.55), depth)],
      ]),
    ),
    polygon([...top, ...inner], stage.shade(cover, depth), { opacity: stage.traits.snowy ? 1 : 0.7 }),
    stroke(
      line([outline[3] ?? [0, 0], [at.x + side * at.size * 0.1, at.y - at.size * 0.2], [at.x, at.y]]),
      stage.shade(mix(color, "#10131c", 0.5), depth),
      1.4,
      { opacity: 0.6 },
    ),
  ]);
}

/** Rocks strewn over a band of ground, farther ones first. */
export function rocks(
  stage: Stage,
  name: string,
  band: { from: number; to: number; size: number; count: number; color?: string; sides?: boolean },
): string {
  const random = stage.random.fork(name);
  const list = Array.from({ length: band.count }, () => {
    const near = random.next();
    const x = random.next();
    return { near, x: band.sides === true ? (x < 0.5 ? x * 0.5 : 0.75 + (x - 0.5) * 0.5) : x };
  }).sort((a, b) => a.near - b.near);
  return group(
    list.map(({ near, x }) =>
      rock(
        stage,
        {
          x: x * stage.width,
          y: band.from + near * (band.to - band.from),
          size: band.size * (0.35 + near * 0.8) * random.between(0.7, 1.2),
          depth: (1 - near) * 0.4,
          ...(band.color ? { color: band.color } : {}),
        },
        random,
      ),
    ),
  );
}
