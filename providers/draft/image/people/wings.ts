/** Wings of angels, fairies and demons. */
import type { Body } from "./body.ts";
import { darken, lighten, mix } from "./colour.ts";
import { type Point, point } from "./geometry.ts";

export function drawWings({ ink, skeleton, build, trunk }: Body, colour: string, size: number): string {
  const { centre } = trunk.row(0.2);
  const reach = build.trunk * size;
  return ([1, -1] as const)
    .map((side) => {
      const narrow = side * (0.35 + 0.65 * Math.abs(Math.cos(skeleton.yaw))) - Math.sin(skeleton.yaw) * 0.5;
      const at = (x: number, y: number): Point => point(centre.x + narrow * x * reach, centre.y + y * reach);
      const feathers = [0.25, 0.5, 0.75].map((share) =>
        ink.line(
          [at(0.3 + share * 0.5, -0.35 + share * 0.1), at(0.35 + share * 0.62, 0.55 - share * 0.35)],
          ink.shade(colour),
          3,
          0.6,
        ),
      );
      return (
        ink.blob(
          [
            at(0.05, 0),
            at(0.4, -0.62),
            at(0.95, -0.72),
            at(1.2, -0.4),
            at(1.05, -0.02),
            at(0.86, 0.34),
            at(0.6, 0.66),
            at(0.25, 0.5),
          ],
          colour,
        ) + feathers.join("")
      );
    })
    .join("");
}

export function drawFairyWings({ ink, skeleton, build, trunk, costume }: Body): string {
  const { centre } = trunk.row(0.3);
  const reach = build.trunk * 1.05;
  const glass = lighten(mix(costume.palette.trim, "#bfe9ff", 0.6), 0.35);
  return ([1, -1] as const)
    .map((side) => {
      const narrow = side * (0.4 + 0.6 * Math.abs(Math.cos(skeleton.yaw))) - Math.sin(skeleton.yaw) * 0.4;
      const at = (x: number, y: number): Point => point(centre.x + narrow * x * reach, centre.y + y * reach);
      const upper = [at(0, 0), at(0.35, -0.6), at(0.9, -0.82), at(1.12, -0.5), at(0.8, -0.06)];
      const lower = [at(0, 0.02), at(0.6, 0.1), at(0.86, 0.4), at(0.58, 0.66), at(0.2, 0.4)];
      return `<g opacity=".86">${ink.blob(upper, glass)}${ink.blob(lower, lighten(glass, 0.2))}</g>${ink.line([at(0.1, -0.06), at(0.5, -0.4), at(0.86, -0.58)], "#ffffff", 3, 0.8)}`;
    })
    .join("");
}

export function drawBatWings({ ink, skeleton, build, trunk, costume }: Body): string {
  const { centre } = trunk.row(0.2);
  const reach = build.trunk * 1.1;
  const colour = darken(costume.palette.accent, 0.3);
  return ([1, -1] as const)
    .map((side) => {
      const narrow = side * (0.4 + 0.6 * Math.abs(Math.cos(skeleton.yaw))) - Math.sin(skeleton.yaw) * 0.4;
      const at = (x: number, y: number): Point => point(centre.x + narrow * x * reach, centre.y + y * reach);
      const shape = [
        at(0, 0.1),
        at(0.3, -0.4),
        at(0.62, -0.8),
        at(1.0, -0.6),
        at(1.25, 0.05),
        at(1.02, -0.08),
        at(0.86, 0.3),
        at(0.66, 0.1),
        at(0.44, 0.45),
        at(0.3, 0.2),
        at(0, 0.4),
      ];
      return (
        ink.plate(shape, colour) +
        ink.line([at(0.62, -0.8), at(0.86, 0.3)], ink.shade(colour), 3) +
        ink.line([at(0.62, -0.8), at(0.44, 0.45)], ink.shade(colour), 3)
      );
    })
    .join("");
}
