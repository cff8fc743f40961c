/** Hair: a cap with a hairline round the head, and what hangs or stands off it. */
import type { Body } from "./body.ts";
import { lighten } from "./colour.ts";
import type { HairStyle, Hat } from "./costume.ts";
import { degrees, type Point } from "./geometry.ts";
import type { HeadFrame } from "./head.ts";
import { wrap } from "./surface.ts";

export type Hairline = readonly (readonly [longitude: number, height: number])[];

const SIDES: Hairline = [
  [74, 0.2],
  [90, 0.1],
  [104, 0.42],
  [140, 0.62],
  [180, 0.66],
];

const PARTED: Hairline = [
  [-66, -0.06],
  [-46, -0.38],
  [-24, -0.64],
  [2, -0.5],
  [26, -0.36],
  [50, -0.2],
  [66, -0.02],
];

const FRINGE: Hairline = [
  [-66, 0],
  [-52, -0.16],
  [-38, -0.28],
  [-25, -0.2],
  [-12, -0.32],
  [2, -0.22],
  [16, -0.34],
  [30, -0.22],
  [42, -0.3],
  [54, -0.16],
  [66, 0],
];

const SWEPT_BACK: Hairline = [
  [-68, -0.04],
  [-50, -0.4],
  [-25, -0.58],
  [0, -0.62],
  [25, -0.58],
  [50, -0.4],
  [68, -0.04],
];

const TUFTS: Hairline = [
  [-66, 0.02],
  [-55, -0.3],
  [-44, -0.2],
  [-32, -0.48],
  [-20, -0.3],
  [-8, -0.54],
  [6, -0.28],
  [20, -0.5],
  [32, -0.26],
  [46, -0.4],
  [56, -0.14],
  [66, 0],
];

const HAIRLINES: Readonly<Record<HairStyle, Hairline>> = {
  short: PARTED,
  side: PARTED,
  tousled: TUFTS,
  bob: FRINGE,
  long: PARTED,
  bun: SWEPT_BACK,
  braids: FRINGE,
  ponytail: PARTED,
  curly: TUFTS,
  afro: SWEPT_BACK,
  bald: SWEPT_BACK,
  topknot: SWEPT_BACK,
};

const VOLUME: Readonly<Record<HairStyle, number>> = {
  short: 1.07,
  side: 1.08,
  tousled: 1.12,
  bob: 1.11,
  long: 1.09,
  bun: 1.07,
  braids: 1.07,
  ponytail: 1.08,
  curly: 1.14,
  afro: 1.2,
  bald: 1,
  topknot: 1.06,
};

const CURLS: Readonly<Partial<Record<HairStyle, number>>> = { curly: 0.055, afro: 0.05, tousled: 0.035 };

/** Hats that press the hair flat. */
export const COVERING: ReadonlySet<Hat> = new Set<Hat>([
  "cap",
  "police",
  "sailor",
  "hardhat",
  "fire",
  "beanie",
  "straw",
  "fedora",
  "top",
  "wizard",
  "witch",
  "chef",
  "pirate",
  "headscarf",
  "glass",
]);

/** Hair that hides the ears. */
export const coversEars = (style: HairStyle): boolean =>
  style === "bob" || style === "long" || style === "curly" || style === "afro";

export function drawHairCap(body: Body, frame: HeadFrame): string {
  const { ink, costume } = body;
  const colour = costume.palette.hair;
  if (costume.hair === "bald") return drawFringeOfBald(body, frame);
  const sides = costume.hair === "bob" || costume.hair === "long" ? 0.4 : 0;
  const covered = COVERING.has(costume.hat);
  const bumps = covered ? 0 : (CURLS[costume.hair] ?? 0);
  const volume = covered ? Math.min(1.04, VOLUME[costume.hair]) : VOLUME[costume.hair];
  const cap = capPoints(frame, aroundHead(HAIRLINES[costume.hair], sides), volume, bumps);
  const shine = [-0.5, -0.34, -0.12, 0.1].map((x) => frame.local(x - 0.12, -0.74 - 0.1 * Math.cos(x * 3)));
  return (
    ink.blob(cap, colour) + drawStrands(body, frame) + ink.line(shine, lighten(colour, 0.55), frame.rx * 0.07, 0.24)
  );
}

/**
 * The outline of anything that sits on the head like a cap.
 * @param line its lower edge round the whole head, by longitude from −180 to 180
 * @param volume size of its outer edge in head sizes
 * @param bumps height of curls along the outer edge, in head sizes
 */
export function capPoints(frame: HeadFrame, line: Hairline, volume: number, bumps: number): Point[] {
  const lower: Point[] = [];
  for (let view = -90; view <= 90; view += 9) {
    const over = Math.abs(view) === 90 ? 1 + (volume - 1) * 0.5 : 1;
    lower.push(frame.seen(view, heightOn(line, wrap(view - frame.yaw)), over));
  }
  const heightOf = (view: number): number => Math.max(-0.9, Math.min(0.75, heightOn(line, wrap(view - frame.yaw))));
  const [start, end] = [Math.asin(heightOf(90)), Math.asin(heightOf(-90))];
  const steps = bumps > 0 ? 22 : 12;
  const upper: Point[] = [];
  for (let index = 0; index <= steps; index++) {
    const angle = start + ((-Math.PI - end - start) * index) / steps;
    const wave = index % 2 === 0 ? -bumps : bumps;
    const size = 1 + (volume - 1) * (0.55 + 0.45 * Math.max(0, -Math.sin(angle))) + wave;
    upper.push(frame.local(Math.cos(angle) * size, Math.sin(angle) * size));
  }
  return [...lower, ...upper];
}

function aroundHead(front: Hairline, lowerSides: number): Hairline {
  const sides = SIDES.map(([longitude, height]) => [longitude, height + lowerSides] as const);
  return [...sides.map(([longitude, height]) => [-longitude, height] as const).reverse(), ...front, ...sides];
}

function heightOn(line: Hairline, longitude: number): number {
  for (let index = 0; index + 1 < line.length; index++) {
    const [a, b] = [line[index], line[index + 1]];
    if (a && b && longitude >= a[0] && longitude <= b[0])
      return a[1] + ((b[1] - a[1]) * (longitude - a[0])) / (b[0] - a[0] || 1);
  }
  return 0;
}

function drawStrands({ ink, costume }: Body, frame: HeadFrame): string {
  if (costume.hair === "afro" || costume.hair === "curly") return "";
  return [-64, 14, 46]
    .map((longitude, index) => {
      const view = frame.view(longitude);
      if (Math.abs(view) > 75) return "";
      return ink.line(
        [
          frame.on(longitude * 0.5, -0.96),
          frame.on(longitude, -0.72 + index * 0.05),
          frame.on(longitude * 1.15, -0.46),
        ],
        ink.shade(costume.palette.hair),
        2,
        0.55,
      );
    })
    .join("");
}

function drawFringeOfBald({ ink, costume }: Body, frame: HeadFrame): string {
  if (costume.age !== "elder" && costume.beard === "none") return "";
  return [-100, 100, 180]
    .map((longitude) => {
      const view = frame.view(longitude);
      if (Math.abs(view) > 105) return "";
      const centre = frame.on(longitude, 0.12, 1.03);
      return ink.oval(
        centre,
        frame.rx * (0.12 + 0.3 * Math.max(0, Math.cos(degrees(view)))),
        frame.ry * 0.24,
        costume.palette.hair,
      );
    })
    .join("");
}
