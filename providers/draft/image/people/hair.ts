/** Hair: a cap with a hairline round the head, and what hangs or stands off it. */
import type { Body } from "./body.ts";
import { lighten } from "./colour.ts";
import type { HairStyle } from "./costume.ts";
import { degrees, limb, outlineOf, type Point, point, type Ribbon } from "./geometry.ts";
import { breadthAt, type HeadFrame } from "./head.ts";
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

/** Hair that hides the ears. */
export const coversEars = (style: HairStyle): boolean =>
  style === "bob" || style === "long" || style === "curly" || style === "afro";

export function drawHairCap(body: Body, frame: HeadFrame): string {
  const { ink, costume } = body;
  const colour = costume.palette.hair;
  if (costume.hair === "bald") return drawFringeOfBald(body, frame);
  const sides = costume.hair === "bob" || costume.hair === "long" ? 0.4 : 0;
  const bumps = { curly: 0.055, afro: 0.05, tousled: 0.035 }[costume.hair as string] ?? 0;
  const cap = capPoints(frame, aroundHead(HAIRLINES[costume.hair], sides), VOLUME[costume.hair], bumps);
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

/** What lies behind the head and trunk as seen from the front, and before them as seen from behind. */
export function drawBackHair(body: Body, frame: HeadFrame): string {
  const { ink, costume } = body;
  const { hair, palette } = costume;
  const turned = Math.sin(degrees(frame.yaw));
  if (hair === "long") return ink.ribbon(fall(body, frame, 1.12, lengthOf(body)), palette.hair);
  if (hair === "bob") return ink.ribbon(fall(body, frame, 1.13, 1.06), palette.hair);
  if (hair === "curly" || hair === "afro") return drawCloud(body, frame, hair === "afro" ? 1.24 : 1.16);
  if (hair === "bun" || hair === "topknot") {
    const top = hair === "topknot" ? -1.18 : -0.98;
    const centre = frame.local(-turned * 0.62, top);
    return (
      ink.oval(centre, frame.rx * 0.36, frame.ry * 0.33, palette.hair) +
      ink.line(
        [frame.local(-turned * 0.62 - 0.16, top - 0.08), frame.local(-turned * 0.62 + 0.1, top - 0.18)],
        lighten(palette.hair, 0.5),
        3,
        0.35,
      )
    );
  }
  return hair === "ponytail" ? drawPonytail(body, frame, turned) : "";
}

const lengthOf = (body: Body): number => 1.75 + body.chance.share("hair-length") * 0.75;

function fall(_body: Body, frame: HeadFrame, breadth: number, length: number): Ribbon {
  const turned = Math.sin(degrees(frame.yaw));
  const half = breadth * (1 - 0.24 * Math.abs(turned));
  const shift = -turned * 0.22;
  const heights = [-0.5, 0, 0.5, 0.5 + (length - 0.5) * 0.55, length];
  const swell = [0.86, 1, 1.04, 1.04, 0.84];
  const side = (sign: 1 | -1): Point[] =>
    heights.map((height, index) => frame.local(shift * (1 + height * 0.2) + sign * half * (swell[index] ?? 1), height));
  return { left: side(-1), right: side(1), endBow: point(0, frame.ry * 0.16), startBow: point(0, -frame.ry * 0.5) };
}

function drawCloud({ ink, costume }: Body, frame: HeadFrame, size: number): string {
  const turned = Math.sin(degrees(frame.yaw));
  const points: Point[] = [];
  for (let index = 0; index < 26; index++) {
    const angle = (index / 26) * Math.PI * 2;
    const radius = size * (index % 2 === 0 ? 1.02 : 0.93);
    const y = Math.sin(angle) * radius;
    points.push(frame.local(Math.cos(angle) * radius - turned * 0.14, y * (y > 0 ? 0.82 : 1) - 0.08));
  }
  return ink.blob(points, costume.palette.hair);
}

function drawPonytail({ ink, costume }: Body, frame: HeadFrame, turned: number): string {
  const away = Math.abs(turned) < 0.2 ? 0.5 : -Math.sign(turned);
  const root = frame.local(
    -turned * 0.98 + (Math.abs(turned) < 0.2 && Math.cos(degrees(frame.yaw)) > 0 ? 0.6 : 0),
    -0.42,
  );
  const spine = [
    root,
    frame.local(-turned * 0.9 + away * 0.62, -0.36),
    frame.local(-turned * 0.9 + away * 0.78, 0.4),
    frame.local(-turned * 0.9 + away * 0.5, 1.25),
  ];
  const tail = outlineOf(spine, [frame.rx * 0.3, frame.rx * 0.56, frame.rx * 0.5, frame.rx * 0.08], "both");
  return (
    ink.ribbon(tail, costume.palette.hair) + ink.oval(root, frame.rx * 0.15, frame.ry * 0.17, costume.palette.accent)
  );
}

/** Locks and braids that hang before the shoulders. */
export function drawFrontHair(body: Body, frame: HeadFrame): string {
  const { ink, costume } = body;
  if (costume.hair === "braids") return [-92, 92].map((longitude) => drawBraid(body, frame, longitude)).join("");
  if (costume.hair !== "long" && costume.hair !== "bob") return "";
  const length = costume.hair === "bob" ? 0.98 : lengthOf(body) * 0.82;
  return [-80, 80]
    .map((longitude) => {
      const view = frame.view(longitude);
      if (Math.abs(view) > 118 || Math.abs(view) < 42 || body.fromBehind) return "";
      const x = breadthAt(0) * Math.sin(degrees(Math.max(-90, Math.min(90, view)))) * 1.0;
      const lock = limb(
        [frame.local(x * 0.93, -0.34), frame.local(x * 1.04, 0.35), frame.local(x * 0.96, length)],
        [frame.rx * 0.2, frame.rx * 0.36, frame.rx * 0.16],
        "both",
      );
      return ink.ribbon(lock, costume.palette.hair);
    })
    .join("");
}

function drawBraid({ ink, costume }: Body, frame: HeadFrame, longitude: number): string {
  const view = frame.view(longitude);
  if (Math.abs(view) > 125) return "";
  const x = Math.sin(degrees(Math.max(-90, Math.min(90, view)))) * 0.98;
  const colour = costume.palette.hair;
  const links = [0.5, 0.72, 0.94, 1.15].map((height, index) =>
    ink.oval(
      frame.local(x * (1.02 + index * 0.02), height),
      frame.rx * (0.2 - index * 0.012),
      frame.ry * 0.16,
      colour,
      index % 2 === 0 ? 18 : -18,
    ),
  );
  const end = frame.local(x * 1.08, 1.33);
  return (
    links.join("") +
    ink.oval(point(end.x, end.y + frame.ry * 0.1), frame.rx * 0.12, frame.ry * 0.15, colour) +
    ink.oval(end, frame.rx * 0.12, frame.ry * 0.07, costume.palette.accent)
  );
}
