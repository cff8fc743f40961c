/**
 * What all own drawings share: the request, a palette from one colour, smooth limbs.
 * Coordinates of a drawing are free; its box is measured after. It looks to the right and stands on its lowest point.
 */
import { darken, lighten, luminance, mix, saturate } from "../../drawing/color.ts";
import { type Attributes, type Defs, group, type Point, path, round, type Stop } from "../../drawing/svg.ts";
import type { FigureLook } from "../../figure.ts";
import type { Art } from "../relight.ts";
import type { Wear } from "../traits.ts";

export interface Sketch {
  defs: Defs;
  /** The colour that words ask for, or null for the thing's own. */
  color: string | null;
  pose: NonNullable<FigureLook["pose"]>;
  seed: number;
  wears: readonly Wear[];
  glow: string;
  night: boolean;
}

export type Drawing = (sketch: Sketch) => Art;

export interface Tones {
  base: string;
  light: string;
  pale: string;
  dark: string;
  ink: string;
}

/** Five tones of one hue; shades lean to violet and lights to warm, as in painted books. */
export function tones(base: string): Tones {
  const bright = luminance(base);
  return {
    base,
    light: mix(lighten(base, bright > 0.8 ? 0.5 : 0.25), "#fff2cf", 0.12),
    pale: mix(lighten(base, 0.62), "#fff4df", 0.45),
    dark: mix(darken(saturate(base, 1.08), 0.26), "#3a2a5e", 0.12),
    ink: mix(darken(base, 0.68), "#251d38", 0.4),
  };
}

/** From light on top to dark below, over the painted shape. */
export function shaded(defs: Defs, color: string): string {
  const tone = tones(color);
  return defs.vertical([
    [0, tone.light],
    [0.5, tone.base],
    [1, tone.dark],
  ]);
}

/** From light on the left to dark on the right, as on a cylinder. */
export function rounded(defs: Defs, color: string): string {
  const tone = tones(color);
  return defs.horizontal([
    [0, tone.base],
    [0.3, tone.light],
    [0.65, tone.base],
    [1, tone.dark],
  ]);
}

/** The ink that goes round a shape of this colour. */
export function inked(color: string, width = 2.6): Attributes {
  return { stroke: tones(color).ink, "stroke-width": width, "stroke-linejoin": "round", "stroke-linecap": "round" };
}

/** Markup cut to the inside of a shape. Not for groups within: a figure's box is measured without what is cut. */
export function cut(defs: Defs, d: string, markup: string | readonly string[]): string {
  const clip = defs.add((id) => `<clipPath id="${id}">${path(d, "#000")}</clipPath>`);
  return group(markup, { "clip-path": clip });
}

/** A light that fades outwards. */
export function halo(defs: Defs, color: string, strength = 0.8): string {
  const stops: Stop[] = [
    [0, color, strength],
    [0.4, color, strength * 0.4],
    [1, color, 0],
  ];
  return defs.radial(stops);
}

/** A gradient fixed in the drawing, so that overlapping shapes of one body show no seam. */
export function bodyFill(defs: Defs, color: string, top: number, bottom: number): string {
  const tone = tones(color);
  return defs.add(
    (id) =>
      `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" x1="0" y1="${round(top)}" x2="0" y2="${round(bottom)}"><stop offset="0" stop-color="${tone.light}"/><stop offset=".45" stop-color="${tone.base}"/><stop offset="1" stop-color="${tone.dark}"/></linearGradient>`,
  );
}

/** A smooth closed line through the points. */
export function blob(points: readonly Point[], tension = 1): string {
  const count = points.length;
  const at = (index: number): Point => points[(index + count) % count] ?? [0, 0];
  let d = `M${round(at(0)[0])} ${round(at(0)[1])}`;
  for (let index = 0; index < count; index++) {
    d += bend(at(index - 1), at(index), at(index + 1), at(index + 2), tension);
  }
  return `${d}Z`;
}

/** A smooth open line through the points. */
export function through(points: readonly Point[]): string {
  const at = (index: number): Point => points[Math.min(points.length - 1, Math.max(0, index))] ?? [0, 0];
  let d = `M${round(at(0)[0])} ${round(at(0)[1])}`;
  for (let index = 0; index < points.length - 1; index++) {
    d += bend(at(index - 1), at(index), at(index + 1), at(index + 2), 1);
  }
  return d;
}

function bend(before: Point, from: Point, to: Point, after: Point, tension: number): string {
  const share = tension / 6;
  const values = [
    from[0] + (to[0] - before[0]) * share,
    from[1] + (to[1] - before[1]) * share,
    to[0] - (after[0] - from[0]) * share,
    to[1] - (after[1] - from[1]) * share,
    to[0],
    to[1],
  ];
  return `C${values.map((value) => round(value)).join(" ")}`;
}

/** A joint: where it is and how thick the limb is there (radius). */
export type Joint = readonly [x: number, y: number, radius: number];

/** A smooth limb along its joints, round at both ends: legs, necks, tails, bodies. */
export function limb(joints: readonly Joint[]): string {
  const left: Point[] = [];
  const right: Point[] = [];
  for (const [index, [x, y, radius]] of joints.entries()) {
    const before = joints[Math.max(0, index - 1)] ?? [x, y, radius];
    const after = joints[Math.min(joints.length - 1, index + 1)] ?? [x, y, radius];
    const angle = Math.atan2(after[1] - before[1], after[0] - before[0]);
    const side: Point = [Math.sin(angle) * radius, -Math.cos(angle) * radius];
    left.push([x + side[0], y + side[1]]);
    right.push([x - side[0], y - side[1]]);
  }
  return blob([...left, ...cap(joints.at(-1), joints.at(-2)), ...right.reverse(), ...cap(joints[0], joints[1])]);
}

function cap(end: Joint | undefined, inner: Joint | undefined): Point[] {
  if (!end || !inner) return [];
  const angle = Math.atan2(end[1] - inner[1], end[0] - inner[0]);
  return [[end[0] + Math.cos(angle) * end[2], end[1] + Math.sin(angle) * end[2]]];
}
