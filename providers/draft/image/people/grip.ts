/** How a prop lies in a hand. */
import type { Hand } from "./arms.ts";
import type { Body } from "./body.ts";
import { limb, type Point } from "./geometry.ts";

export interface Held {
  under: string;
  over: string;
}

/** The hand's own frame: x outwards from the body, y downwards, in prop units. */
export interface Grip {
  body: Body;
  hand: Hand;
  size: number;
  /** 1 when outwards is to the right of the picture. */
  out: 1 | -1;
  at(x: number, y: number): Point;
}

export type DrawProp = (grip: Grip) => Partial<Held>;

/** A straight pole with a thickness in prop units. */
export function pole(
  { body, at, size }: Grip,
  from: readonly [number, number],
  to: readonly [number, number],
  thick: number,
  colour: string,
): string {
  return body.ink.ribbon(limb([at(...from), at(...to)], [thick * size, thick * size], "both"), colour);
}

export function star(grip: Grip, x: number, y: number, radius: number, colour: string): string {
  const points = Array.from({ length: 10 }, (_, index) => {
    const reach = radius * (index % 2 ? 0.46 : 1);
    return grip.at(x + Math.sin((index * Math.PI) / 5) * reach, y - Math.cos((index * Math.PI) / 5) * reach);
  });
  return grip.body.ink.plate(points, colour);
}

export const sheet = (
  { body, at }: Grip,
  left: number,
  top: number,
  right: number,
  bottom: number,
  colour: string,
): string => body.ink.plate([at(left, top), at(right, top), at(right, bottom), at(left, bottom)], colour);
