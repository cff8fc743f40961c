/** Tails of animals. */
import { circle, group, type Point, path } from "../../drawing/svg.ts";
import type { Beast, Coat } from "./beast.ts";
import type { Skeleton } from "./beast-pose.ts";
import { bodyFill, type Joint, limb, type Sketch, through, tones } from "./canvas.ts";

interface Tail {
  beast: Beast;
  /** Where it leaves the body. */
  x: number;
  y: number;
  length: number;
  sitting: boolean;
  coat: Coat;
  sketch: Sketch;
}

export function tail(beast: Beast, bones: Skeleton, coat: Coat, sketch: Sketch): string {
  const [x, y] = bones.tail;
  return TAILS[beast.tail.kind]({ beast, x, y, length: beast.tail.length, sitting: bones.sitting, coat, sketch });
}

const TAILS: Readonly<Record<Beast["tail"]["kind"], (tail: Tail) => string>> = {
  brush: ({ x, y, length: n, sitting, beast, coat, sketch }) => {
    const raised: Joint[] = [
      [x + 6, y - 2, n * 0.07],
      [x - n * 0.26, y + 2, n * 0.16],
      [x - n * 0.5, y - n * 0.16, n * 0.2],
      [x - n * 0.52, y - n * 0.5, n * 0.14],
      [x - n * 0.34, y - n * 0.76, n * 0.03],
    ];
    const level: Joint[] = [
      [x + 8, y, n * 0.08],
      [x - n * 0.2, y + n * 0.1, n * 0.14],
      [x - n * 0.5, y + n * 0.08, n * 0.21],
      [x - n * 0.8, y - n * 0.08, n * 0.16],
      [x - n * 1.02, y - n * 0.3, n * 0.03],
    ];
    return brush(sitting ? raised : level, beast, coat, sketch);
  },
  plume: ({ x, y, length: n, beast, coat, sketch }) =>
    brush(
      [
        [x + 8, y + 4, n * 0.08],
        [x - n * 0.18, y - n * 0.14, n * 0.17],
        [x - n * 0.3, y - n * 0.5, n * 0.24],
        [x - n * 0.14, y - n * 0.86, n * 0.24],
        [x + n * 0.12, y - n * 0.98, n * 0.17],
        [x + n * 0.28, y - n * 0.82, n * 0.08],
      ],
      beast,
      coat,
      sketch,
    ),
  up: ({ x, y, length: n, coat }) =>
    rope(
      [
        [x + 6, y + 2],
        [x - n * 0.22, y - n * 0.1],
        [x - n * 0.36, y - n * 0.55],
        [x - n * 0.14, y - n * 0.9],
      ],
      n * 0.095,
      coat,
    ),
  thin: ({ x, y, length: n, beast, coat }) =>
    rope(
      [
        [x + 6, y],
        [x - n * 0.3, y + n * 0.18],
        [x - n * 0.7, y + n * 0.1],
        [x - n, y - n * 0.12],
      ],
      n * 0.045,
      coat,
      beast.tip,
    ),
  tuft: ({ x, y, length: n, beast, coat }) => {
    const end: Point = [x - n * 0.55, y + n * 0.5];
    const hair = limb([
      [end[0] + 1, end[1] - 4, n * 0.05],
      [end[0] - 1, end[1] + n * 0.08, n * 0.1],
      [end[0] + 2, end[1] + n * 0.2, n * 0.02],
    ]);
    return group([
      rope([[x + 6, y], [x - n * 0.35, y + n * 0.02], [x - n * 0.5, y + n * 0.3], end], n * 0.055, coat),
      path(hair, beast.mane ?? coat.ink),
    ]);
  },
  puff: ({ x, y, length: n, beast, coat }) =>
    circle(x, y, n, beast.pale ?? coat.pale, { stroke: coat.ink, "stroke-width": 1.8 }),
  curl: ({ x, y, length: n, beast }) =>
    path(
      through([
        [x + 6, y],
        [x - n * 0.3, y - n * 0.1],
        [x - n * 0.62, y - n * 0.4],
        [x - n * 0.36, y - n * 0.62],
        [x - n * 0.16, y - n * 0.34],
        [x - n * 0.5, y - n * 0.14],
        [x - n * 0.86, y - n * 0.36],
      ]),
      "none",
      { stroke: tones(beast.coat).dark, "stroke-width": n * 0.15, "stroke-linecap": "round" },
    ),
  horse: ({ x, y, length: n, beast, coat, sketch }) => {
    const d = limb([
      [x + 4, y, n * 0.08],
      [x - n * 0.24, y + n * 0.12, n * 0.15],
      [x - n * 0.36, y + n * 0.5, n * 0.17],
      [x - n * 0.3, y + n * 0.85, n * 0.1],
      [x - n * 0.36, y + n * 1.05, n * 0.02],
    ]);
    return path(d, bodyFill(sketch.defs, beast.mane ?? coat.ink, y, y + n), { stroke: coat.ink, "stroke-width": 1.8 });
  },
  spear: ({ x, y, length: n, beast, coat }) => {
    const whip: Joint[] = [
      [x + 20, y + 2, n * 0.18],
      [x - n * 0.2, y + n * 0.2, n * 0.13],
      [x - n * 0.55, y + n * 0.28, n * 0.085],
      [x - n * 0.86, y + n * 0.08, n * 0.05],
      [x - n * 0.94, y - n * 0.24, n * 0.03],
    ];
    const [ex, ey] = [x - n * 0.94, y - n * 0.24];
    const spear = `M${ex} ${ey - n * 0.24}L${ex + n * 0.13} ${ey + n * 0.04}L${ex} ${ey - n * 0.02}L${ex - n * 0.13} ${ey + n * 0.04}Z`;
    return (
      path(limb(whip), coat.fill, { stroke: coat.ink, "stroke-width": 2.6, "paint-order": "stroke" }) +
      path(spear, beast.mane ?? coat.pale, { stroke: coat.ink, "stroke-width": 1.8, "stroke-linejoin": "round" })
    );
  },
};

function brush(joints: readonly Joint[], beast: Beast, coat: Coat, sketch: Sketch): string {
  const d = limb(joints);
  const whole = path(d, coat.fill, { stroke: coat.ink, "stroke-width": 2.6, "paint-order": "stroke" });
  if (!beast.tip) return whole;
  const [a, b] = [joints.at(-2), joints.at(-1)];
  if (!a || !b) return whole;
  const clip = sketch.defs.add((id) => `<clipPath id="${id}">${path(d, "#000")}</clipPath>`);
  // The tip begins in a zigzag of hairs.
  const at: Point = [a[0] + (a[0] - b[0]) * 0.05, a[1] + (a[1] - b[1]) * 0.05];
  const along = Math.atan2(b[1] - a[1], b[0] - a[0]);
  const turn = { transform: `rotate(${(along * 180) / Math.PI} ${at[0]} ${at[1]})` };
  const w = a[2] * 1.8;
  const hairs = `M${at[0]} ${at[1] - w}l${w * 0.35} ${w * 0.5}l-${w * 0.45} ${w * 0.3}l${w * 0.4} ${w * 0.35}l-${w * 0.4} ${w * 0.4}l${w * 0.3} ${w * 0.6}h${w * 4}v-${w * 3}Z`;
  return whole + group(path(hairs, beast.tip, turn), { "clip-path": clip });
}

function rope(points: readonly Point[], width: number, coat: Coat, color?: string): string {
  const d = through(points);
  const line = { "stroke-linecap": "round" };
  return (
    path(d, "none", { ...line, stroke: coat.ink, "stroke-width": width * 2 + 2.6 }) +
    path(d, "none", { ...line, stroke: color ?? coat.fill, "stroke-width": width * 2 })
  );
}
