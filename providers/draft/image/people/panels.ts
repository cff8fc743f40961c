/** Pieces of cloth laid on the trunk: panels, bands, belts, straps, buttons. */
import type { Body } from "./body.ts";
import { point } from "./geometry.ts";
import { ALL_ROUND, type Panel } from "./surface.ts";

export function panel({ trunk, ink }: Body, shape: Panel, colour: string): string {
  const ribbon = trunk.band(shape);
  return ribbon ? ink.ribbon(ribbon, colour) : "";
}

export function band(body: Body, from: number, to: number, colour: string, bow: number): string {
  const ribbon = body.trunk.band({ from, to, ...ALL_ROUND, bow, over: 1.01 });
  const top = ribbon?.left[0];
  const other = ribbon?.right[0];
  if (!ribbon || !top || !other) return "";
  const sag = Math.abs(other.x - top.x) * bow;
  return body.ink.ribbon({ ...ribbon, startBow: point(0, sag) }, colour);
}

export function belt(body: Body, colour: string, height: number): string {
  const { trunk, ink, build, costume } = body;
  const strap = band(body, height, height + 0.07, colour, 0.1);
  const middle = trunk.at(height + 0.035, 0);
  if (!middle) return strap;
  const size = build.waist * 0.13;
  const y = middle.y + trunk.row(height).half * 0.13;
  return (
    strap +
    ink.plate(
      [
        point(middle.x - size, y - size * 0.85),
        point(middle.x + size, y - size * 0.85),
        point(middle.x + size, y + size * 0.85),
        point(middle.x - size, y + size * 0.85),
      ],
      costume.palette.trim,
    )
  );
}

export function placket({ trunk, ink, costume, build }: Body, from: number, to: number, longitude = 0): string {
  const count = 4;
  let buttons = "";
  for (let index = 0; index < count; index++) {
    const spot = trunk.at(from + ((to - from) * (index + 0.5)) / count, longitude);
    if (spot) buttons += ink.spot(spot, build.waist * 0.055, build.waist * 0.055, costume.palette.trim);
  }
  return buttons;
}

export function strap(body: Body, longitude: number, colour: string, width: number): string {
  const points = [0.07, 0.2, 0.4].map((height) => body.trunk.at(height, longitude));
  return points.every((p) => p !== null) ? body.ink.line(points, colour, width) : "";
}

export function pocket({ trunk, ink, build }: Body, colour: string): string {
  const middle = trunk.at(0.52, 0);
  if (Math.abs(middle ? middle.x - trunk.row(0.52).centre.x : 0) > build.waist * 0.5) return "";
  const size = build.waist * 0.32;
  return middle
    ? ink.blob(
        [
          point(middle.x - size, middle.y - size * 0.6),
          point(middle.x + size, middle.y - size * 0.6),
          point(middle.x + size * 0.8, middle.y + size * 0.6),
          point(middle.x - size * 0.8, middle.y + size * 0.6),
        ],
        colour,
      )
    : "";
}
