/** Ears of animals. */
import { circle, ellipse, group, type Point, path } from "../../drawing/svg.ts";
import type { Beast, Coat } from "./beast.ts";
import { blob } from "./canvas.ts";

interface Ear {
  x: number;
  /** Where it leaves the head. */
  top: number;
  y: number;
  size: number;
  /** Radius of the head. */
  r: number;
  far: boolean;
  fill: string;
  inner: string;
  tip: string | null;
  coat: Coat;
  line: Record<string, string | number>;
}

/** Whether the ear hangs over the head; all others stand behind it. */
export function hangs(beast: Beast): boolean {
  return beast.ear.kind === "floppy" || beast.ear.kind === "fan";
}

export function ear(beast: Beast, [x, y]: Point, coat: Coat, far: boolean): string {
  const r = beast.head.radius;
  const fill = far ? coat.far : coat.fill;
  return EARS[beast.ear.kind]({
    x,
    y,
    top: y - r * 0.72,
    size: beast.ear.size,
    r,
    far,
    fill,
    inner: far ? fill : (beast.innerEar ?? coat.pale),
    tip: beast.sock ?? null,
    coat,
    line: { stroke: coat.ink, "stroke-width": 2, "stroke-linejoin": "round" },
  });
}

const EARS: Readonly<Record<Beast["ear"]["kind"], (ear: Ear) => string>> = {
  pointed: ({ x, top, size, r, fill, inner, far, tip, line }) => {
    const w = size * 0.44;
    const outer = `M${x - w} ${top + r * 0.5}Q${x - w * 0.98} ${top - size * 0.55} ${x - w * 0.1} ${top - size}Q${x + w * 0.95} ${top - size * 0.5} ${x + w * 1.05} ${top + r * 0.4}Z`;
    const hollow = `M${x - w * 0.5} ${top + r * 0.4}Q${x - w * 0.52} ${top - size * 0.4} ${x} ${top - size * 0.72}Q${x + w * 0.55} ${top - size * 0.38} ${x + w * 0.6} ${top + r * 0.3}Z`;
    const end = `M${x - w * 0.74} ${top - size * 0.5}Q${x - w * 0.45} ${top - size * 0.9} ${x - w * 0.1} ${top - size}Q${x + w * 0.45} ${top - size * 0.82} ${x + w * 0.72} ${top - size * 0.42}Q${x} ${top - size * 0.9} ${x - w * 0.74} ${top - size * 0.5}Z`;
    return path(outer, fill, line) + (far ? "" : path(hollow, inner)) + (tip ? path(end, tip) : "");
  },
  round: ({ x, top, size, fill, inner, line }) =>
    circle(x, top - size * 0.3, size * 0.66, fill, line) + circle(x + 1, top - size * 0.28, size * 0.4, inner),
  long: ({ x, top, size, fill, inner, far, line }) =>
    group(
      [
        ellipse(x, top - size * 0.42, size * 0.19, size * 0.64, fill, line),
        ellipse(x + 1, top - size * 0.4, size * 0.095, size * 0.48, inner),
      ],
      { transform: `rotate(${far ? -6 : -22} ${x} ${top})` },
    ),
  leaf: ({ x, top, size, fill, inner, far, line }) =>
    group(
      [
        ellipse(x, top - size * 0.36, size * 0.25, size * 0.54, fill, line),
        ellipse(x, top - size * 0.36, size * 0.13, size * 0.38, inner),
      ],
      { transform: `rotate(${far ? 14 : -50} ${x} ${top + 4})` },
    ),
  floppy: ({ x, top, size, r, far, coat, line }) => {
    if (far) return "";
    const lobe: Point[] = [
      [x - r * 0.3, top + 2],
      [x + r * 0.18, top - 1],
      [x + size * 0.22, top + size * 0.55],
      [x - size * 0.1, top + size * 1.02],
      [x - size * 0.5, top + size * 0.75],
    ];
    return path(blob(lobe), coat.far, line);
  },
  fan: ({ x, y, size, r, far, inner, coat, line }) => {
    if (far) return "";
    const shape = (share: number): string =>
      blob([
        [x + r * 0.3 * share, y - r * 0.55 * share],
        [x - size * 0.3, y - size * 0.75 * share],
        [x - size * 0.95 * share, y - size * 0.4 * share],
        [x - size * 0.9 * share, y + size * 0.4 * share],
        [x - size * 0.35, y + size * 0.85 * share],
        [x + r * 0.16 * share, y + r * 0.35 * share],
      ]);
    return path(shape(1), coat.far, line) + path(shape(0.74), inner, { opacity: 0.4 });
  },
};
