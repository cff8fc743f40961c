/** Magical things and emblems. */
import { circle, ellipse, group, path } from "../../drawing/svg.ts";
import type { Art } from "../relight.ts";
import { halo, type Sketch, shaded, tones } from "./canvas.ts";

/** A shining ball on a golden foot. */
export function orb({ defs, color }: Sketch): Art {
  const base = color ?? "#6f8fe0";
  const tone = tones(base);
  const ball = defs.radial([
    [0, "#ffffff"],
    [0.3, tone.light],
    [0.75, tone.base],
    [1, tone.dark],
  ]);
  const foot = shaded(defs, "#d9a63a");
  const body = [
    path("M-34 66Q-40 92-58 100H58Q40 92 34 66Z", foot),
    ellipse(0, 66, 40, 12, shaded(defs, "#eec766")),
    circle(0, 8, 64, ball),
    path("M-44 30Q-20 6 4 22T48 6", "none", {
      stroke: tone.pale,
      "stroke-width": 5,
      opacity: 0.6,
      "stroke-linecap": "round",
    }),
  ];
  const shine = [
    circle(0, 8, 120, halo(defs, tone.light, 0.55)),
    ellipse(-24, -20, 16, 22, "#ffffff", { opacity: 0.75, transform: "rotate(35 -24 -20)" }),
    sparkle(66, -44, 16),
    sparkle(-74, -10, 11),
    sparkle(40, 40, 8),
  ];
  return { body: group(body), shine: group(shine) };
}

/** A star of four points, as light draws it in the eye. */
export function sparkle(x: number, y: number, size: number, color = "#fff8d8"): string {
  const thin = size * 0.16;
  return path(
    `M${x} ${y - size}Q${x + thin} ${y - thin} ${x + size} ${y}Q${x + thin} ${y + thin} ${x} ${y + size}Q${x - thin} ${y + thin} ${x - size} ${y}Q${x - thin} ${y - thin} ${x} ${y - size}Z`,
    color,
  );
}
