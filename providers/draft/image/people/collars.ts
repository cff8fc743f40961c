/** Collars, lapels and necklines. */
import type { Body } from "./body.ts";
import { point } from "./geometry.ts";
import { band } from "./panels.ts";

export function collar(body: Body, colour: string): string {
  const { trunk, ink } = body;
  if (body.fromBehind) return band(body, -0.02, 0.05, colour, 0.06);
  const middle = trunk.at(0.13, 0);
  if (!middle) return "";
  return [-1, 1]
    .map((side) => {
      const { centre, half } = trunk.row(0);
      const neck = point(centre.x + side * half * 1.02, centre.y - half * 0.1);
      return ink.plate(
        [
          neck,
          point(middle.x, middle.y - half * 0.2),
          point(middle.x + side * half * 0.62, middle.y + half * 0.42),
          point(neck.x + side * half * 0.42, neck.y + half * 0.5),
        ],
        colour,
      );
    })
    .join("");
}

export function neckline(body: Body, colour: string): string {
  const { centre, half } = body.trunk.row(0.03);
  const dip = body.fromBehind ? 0.2 : 0.75;
  const points = [-1, -0.6, 0, 0.6, 1].map((x) =>
    point(centre.x + x * half * 1.12, centre.y + (1 - x * x) * half * dip - half * 0.1),
  );
  return (
    body.ink.patch([...points, point(centre.x, centre.y - half * 0.9)], body.costume.palette.skin) +
    body.ink.line(points, colour, half * 0.22)
  );
}

export function ring(body: Body, colour: string): string {
  const { centre, half } = body.trunk.row(0);
  return body.ink.line(
    [-1, 0, 1].map((x) => point(centre.x + x * half * 1.05, centre.y + (1 - x * x) * half * 0.34)),
    colour,
    half * 0.5,
  );
}

export function wedge(body: Body, colour: string, to: number): string {
  const { trunk, ink } = body;
  const tip = trunk.at(to, 0);
  const { centre, half } = trunk.row(0.02);
  if (!tip || body.fromBehind) return "";
  return ink.plate([point(centre.x - half, centre.y), point(centre.x + half, centre.y), tip], colour);
}

export function lapels(body: Body, colour: string, to: number): string {
  const { trunk, ink } = body;
  const tip = trunk.at(to, 0);
  if (!tip || body.fromBehind) return band(body, -0.02, 0.06, colour, 0.08);
  return [-1, 1]
    .map((side) => {
      const { centre, half } = trunk.row(0);
      const out = trunk.at(0.24, side * 34) ?? point(centre.x + side * half, centre.y + half);
      return ink.plate(
        [
          point(centre.x + side * half * 1.08, centre.y - half * 0.2),
          point(centre.x + side * half * 1.5, centre.y + half * 0.4),
          out,
          point(tip.x + side, tip.y),
        ],
        colour,
      );
    })
    .join("");
}

export function crossing(body: Body): string {
  const { trunk, ink, costume } = body;
  const { centre, half } = trunk.row(0);
  const tip = trunk.at(0.44, 6);
  if (!tip || body.fromBehind) return band(body, -0.02, 0.07, costume.palette.trim, 0.08);
  const across = trunk.at(0.46, 34) ?? tip;
  return (
    ink.patch(
      [point(centre.x - half, centre.y), point(centre.x + half, centre.y), point(tip.x, tip.y - half * 1.2)],
      costume.palette.skin,
    ) +
    ink.line(
      [
        point(centre.x + half, centre.y - half * 0.2),
        point(tip.x + half * 0.2, tip.y - half * 0.9),
        trunk.at(0.46, -22) ?? tip,
      ],
      costume.palette.trim,
      half * 0.4,
    ) +
    ink.line([point(centre.x - half, centre.y - half * 0.2), tip, across], costume.palette.trim, half * 0.4)
  );
}
