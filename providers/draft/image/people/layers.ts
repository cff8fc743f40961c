/** What is worn over the garments: before the trunk, or behind it. */
import { type Body, WAIST } from "./body.ts";
import { darken, lighten, mix } from "./colour.ts";
import type { Layer } from "./costume.ts";
import { band, belt, panel, strap } from "./garments.ts";
import { degrees, type Point, point } from "./geometry.ts";
import type { HeadFrame } from "./head.ts";

/** Capes, wings and backpacks: behind the trunk, or before it when the person is seen from behind. */
export function drawBehind(body: Body, frame: HeadFrame): string {
  return body.costume.layers.map((layer) => BEHIND[layer]?.(body, frame) ?? "").join("");
}

export function drawBefore(body: Body, frame: HeadFrame): string {
  return body.costume.layers.map((layer) => BEFORE[layer]?.(body, frame) ?? "").join("");
}

/** What sits on the face. */
export function drawOnFace(body: Body, frame: HeadFrame): string {
  return body.costume.layers.map((layer) => ON_FACE[layer]?.(body, frame) ?? "").join("");
}

type Draw = (body: Body, frame: HeadFrame) => string;

const BEHIND: Readonly<Partial<Record<Layer, Draw>>> = {
  cape: drawCape,
  backpack: drawBackpack,
  wings: (body) => drawWings(body, "#fbf7ee", 1),
  "fairy-wings": (body) => drawFairyWings(body),
  "bat-wings": (body) => drawBatWings(body),
};

const BEFORE: Readonly<Partial<Record<Layer, Draw>>> = {
  cape: (body) => drawClasp(body),
  backpack: (body) =>
    strap(body, 40, darken(body.costume.palette.accent, 0.25), 8) +
    strap(body, -40, darken(body.costume.palette.accent, 0.25), 8),
  apron: (body) => drawApron(body),
  scarf: (body) => drawScarf(body),
  belt: (body) => belt(body, body.costume.palette.shoes, 0.62),
  tie: (body) => drawTie(body),
  sash: (body) => drawSash(body, body.costume.palette.accent, body.build.chest * 0.3),
  satchel: (body) => drawSash(body, body.costume.palette.shoes, body.build.chest * 0.12) + drawPouch(body),
  badge: (body) => drawBadge(body),
  stethoscope: (body) => drawStethoscope(body),
  fur: (body) => band(body, -0.03, 0.13, "#f7f2e6", 0.16),
  ruff: (body) => drawRuff(body),
  buttons: (body) => drawPompons(body),
};

const ON_FACE: Readonly<Partial<Record<Layer, Draw>>> = { glasses: drawGlasses, eyepatch: drawEyepatch };

function backShift({ skeleton, build }: Body): number {
  return -Math.sin(skeleton.yaw) * build.chest * build.depth * 0.95;
}

function drawCape(body: Body): string {
  const { ink, skeleton, build, trunk, costume } = body;
  const top = trunk.row(0.05).centre;
  const floor = Math.max(...skeleton.legs.map((leg) => leg.joints[2].y));
  const seated = skeleton.pose === "sitting";
  const foot = top.y + (floor - top.y) * (seated ? 0.98 : 0.88);
  const turned = Math.sin(skeleton.yaw);
  const blown = { standing: 0.12, walking: 0.45, running: 1, sitting: 0.2 }[skeleton.pose];
  const shares = [0, 0.22, 0.5, 0.78, 1];
  const edge = (side: 1 | -1): Point[] =>
    shares.map((share) => {
      const half = Math.hypot(Math.cos(skeleton.yaw), 0.42 * turned) * build.shoulder * (0.86 + share * 0.75);
      const swing = backShift(body) * (0.5 + share * 0.5) - turned * blown * share ** 1.6 * build.thigh * 1.0;
      const wave = Math.sin(share * 5 + side) * share * 4;
      return point(
        top.x + swing + side * half + wave,
        top.y + (foot - top.y) * share - (side === -1 ? blown * share * 34 * Math.abs(turned) : 0),
      );
    });
  const [left, right] = [edge(-1), edge(1)];
  const cloth = ink.ribbon({ left, right, startBow: point(0, -8), endBow: point(0, 14) }, costume.palette.accent);
  const folds = [0.3, 0.55, 0.78].map((share) => {
    const points = [1, 2, 3, 4].map((index) => {
      const [a, b] = [left[index], right[index]];
      return a && b ? point(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share) : top;
    });
    return ink.line(points, ink.shade(costume.palette.accent), 3, 0.6);
  });
  return cloth + folds.join("");
}

function drawClasp(body: Body): string {
  const { ink, trunk, costume, build } = body;
  const yoke = band(body, -0.04, 0.1, costume.palette.accent, 0.2);
  const spot = trunk.at(0.13, 0);
  return (
    yoke +
    (spot ? ink.oval(point(spot.x, spot.y + 3), build.chest * 0.12, build.chest * 0.12, costume.palette.trim) : "")
  );
}

function drawBackpack(body: Body): string {
  const { ink, skeleton, build, trunk, costume } = body;
  const { centre } = trunk.row(0.42);
  const half = Math.hypot(Math.cos(skeleton.yaw) * 0.92, 0.6 * Math.sin(skeleton.yaw)) * build.chest;
  const x = centre.x + backShift(body) * 1.5;
  const high = build.trunk * 0.36;
  const box = (size: number, y: number): Point[] => [
    point(x - half * size, y - high * size * 0.9),
    point(x, y - high * size * 1.08),
    point(x + half * size, y - high * size * 0.9),
    point(x + half * size * 1.06, y + high * size * 0.6),
    point(x + half * size * 0.8, y + high * size),
    point(x - half * size * 0.8, y + high * size),
    point(x - half * size * 1.06, y + high * size * 0.6),
  ];
  const colour = costume.palette.accent;
  const roll = ink.oval(
    point(x, centre.y - high * 1.08),
    half * 1.1,
    high * 0.24,
    mix(colour, costume.palette.trim, 0.6),
  );
  const pocket = ink.blob(box(0.6, centre.y + high * 0.34), darken(colour, 0.16));
  return roll + ink.blob(box(1.08, centre.y), colour) + pocket;
}

function drawWings({ ink, skeleton, build, trunk }: Body, colour: string, size: number): string {
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

function drawFairyWings({ ink, skeleton, build, trunk, costume }: Body): string {
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

function drawBatWings({ ink, skeleton, build, trunk, costume }: Body): string {
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

function drawApron(body: Body): string {
  const { costume, skirt, ink } = body;
  const colour = costume.top === "dress" ? "#f6f1e6" : lighten(costume.palette.accent, 0.5);
  const bib = panel(
    body,
    { from: 0.24, to: WAIST + 0.02, left: -32, right: 32, leftTo: -48, rightTo: 48, bow: 0 },
    colour,
  );
  const lower = skirt.band({
    from: 0.04,
    to: costume.hem > 0.3 ? 0.7 : 0.9,
    left: -52,
    right: 52,
    leftTo: -58,
    rightTo: 58,
    bow: 0.12,
    over: 1.03,
  });
  const ties = body.fromBehind
    ? band(body, WAIST, WAIST + 0.05, colour, 0.06)
    : strap(body, 24, colour, 6) + strap(body, -24, colour, 6);
  return (
    ties +
    bib +
    (lower ? ink.ribbon(lower, colour) : "") +
    band(body, WAIST - 0.03, WAIST + 0.04, darken(colour, 0.12), 0.08)
  );
}

function drawScarf(body: Body): string {
  const { ink, trunk, costume, build } = body;
  const colour = costume.palette.accent;
  const { centre, half } = trunk.row(0.01);
  const tail = trunk.at(0.1, body.fromBehind ? 150 : -22);
  const end = tail
    ? ink.ribbon(
        {
          left: [point(tail.x - half * 0.4, tail.y - 4), point(tail.x - half * 0.5, tail.y + build.trunk * 0.36)],
          right: [point(tail.x + half * 0.3, tail.y - 4), point(tail.x + half * 0.3, tail.y + build.trunk * 0.38)],
        },
        darken(colour, 0.08),
      )
    : "";
  const wrap = ink.blob(
    [
      point(centre.x - half * 1.5, centre.y - half * 0.35),
      point(centre.x, centre.y + half * 0.1),
      point(centre.x + half * 1.5, centre.y - half * 0.35),
      point(centre.x + half * 1.55, centre.y + half * 0.4),
      point(centre.x, centre.y + half * 0.98),
      point(centre.x - half * 1.55, centre.y + half * 0.4),
    ],
    colour,
  );
  return end + wrap;
}

function drawTie({ ink, trunk, costume }: Body): string {
  const [knot, end] = [trunk.at(0.08, 0), trunk.at(0.56, 0)];
  const half = trunk.row(0).half;
  if (!knot || !end) return "";
  return (
    ink.plate(
      [
        point(knot.x - half * 0.16, knot.y + 6),
        point(knot.x + half * 0.16, knot.y + 6),
        point(end.x + half * 0.32, end.y - half * 0.5),
        end,
        point(end.x - half * 0.32, end.y - half * 0.5),
      ],
      costume.palette.accent,
    ) + ink.oval(point(knot.x, knot.y + 4), half * 0.24, half * 0.2, costume.palette.accent)
  );
}

function drawSash({ ink, trunk, fromBehind }: Body, colour: string, width: number): string {
  const flip = fromBehind ? 180 : 0;
  const points = [
    [0.05, -46],
    [0.28, -22],
    [0.5, 18],
    [0.68, 62],
  ].map(([height, longitude]) => trunk.at(height ?? 0, (fromBehind ? -1 : 1) * (longitude ?? 0) + flip));
  const seen = points.filter((p) => p !== null);
  return seen.length > 1 ? ink.line(seen, colour, width) : "";
}

function drawPouch({ ink, trunk, costume, build, fromBehind }: Body): string {
  const spot = trunk.at(0.8, fromBehind ? 120 : 58);
  if (!spot) return "";
  const size = build.hip * 0.36;
  const colour = costume.palette.shoes;
  return (
    ink.blob(
      [
        point(spot.x - size, spot.y - size * 0.6),
        point(spot.x + size, spot.y - size * 0.6),
        point(spot.x + size * 0.9, spot.y + size * 0.8),
        point(spot.x - size * 0.9, spot.y + size * 0.8),
      ],
      colour,
    ) +
    ink.line(
      [point(spot.x - size * 0.7, spot.y), point(spot.x, spot.y + size * 0.24), point(spot.x + size * 0.7, spot.y)],
      darken(colour, 0.35),
      3,
    )
  );
}

function drawBadge({ ink, trunk, build, costume }: Body): string {
  const spot = trunk.at(0.3, 38);
  if (!spot) return "";
  const size = build.chest * 0.15;
  const star = Array.from({ length: 10 }, (_, index) =>
    point(
      spot.x + Math.sin((index * Math.PI) / 5) * size * (index % 2 ? 0.5 : 1),
      spot.y - Math.cos((index * Math.PI) / 5) * size * (index % 2 ? 0.5 : 1),
    ),
  );
  return ink.plate(star, costume.palette.trim);
}

function drawStethoscope({ ink, trunk }: Body): string {
  const points = [trunk.at(0.03, -40), trunk.at(0.3, -20), trunk.at(0.42, 0), trunk.at(0.3, 20), trunk.at(0.03, 40)];
  const end = trunk.at(0.56, 8);
  if (!points.every((p) => p !== null) || !end) return "";
  const [, , low] = points;
  return (
    ink.line(points, "#3b4556", 4.4) +
    (low ? ink.line([low, end], "#3b4556", 4.4) : "") +
    ink.oval(end, 7, 7, "#c9d2dc")
  );
}

function drawRuff({ ink, trunk, costume }: Body): string {
  const { centre, half } = trunk.row(0);
  return [-1.5, -0.9, -0.3, 0.3, 0.9, 1.5]
    .map((x) =>
      ink.oval(
        point(centre.x + x * half * 0.85, centre.y + (2.3 - x * x) * half * 0.16),
        half * 0.5,
        half * 0.42,
        lighten(costume.palette.trim, 0.7),
      ),
    )
    .join("");
}

function drawPompons({ ink, trunk, build, costume }: Body): string {
  return [0.2, 0.42, 0.64]
    .map((height) => trunk.at(height, 0))
    .map((spot) => (spot ? ink.oval(spot, build.chest * 0.15, build.chest * 0.15, costume.palette.accent) : ""))
    .join("");
}

function drawGlasses({ ink, build }: Body, frame: HeadFrame): string {
  const lenses = [-25, 25].map((longitude) => {
    const view = frame.view(longitude);
    if (Math.abs(view) > 78) return "";
    const centre = frame.on(longitude, build.eyeDrop + 0.01, 1.02);
    const rx = frame.rx * 0.25 * Math.max(0.5, Math.cos(degrees(view)));
    return `<g fill-opacity=".16">${ink.spot(centre, rx, frame.ry * 0.24, "#e6f6ff")}</g>${ring(ink.tone("#3a2a2c"), centre, rx, frame.ry * 0.24)}`;
  });
  if (Math.abs(frame.view(0)) > 100) return "";
  return (
    lenses.join("") +
    ink.line([frame.on(-12, build.eyeDrop - 0.02, 1.03), frame.on(12, build.eyeDrop - 0.02, 1.03)], "#3a2a2c", 3.4)
  );
}

const ring = (colour: string, centre: Point, rx: number, ry: number): string =>
  `<ellipse cx="${centre.x.toFixed(1)}" cy="${centre.y.toFixed(1)}" rx="${rx.toFixed(1)}" ry="${ry.toFixed(1)}" fill="none" stroke="${colour}" stroke-width="3.4"/>`;

function drawEyepatch({ ink, build }: Body, frame: HeadFrame): string {
  const patch = frame.on(-26, build.eyeDrop, 1.02);
  const strapLine = ink.line(
    [
      frame.on(-88, build.eyeDrop - 0.25),
      frame.on(-30, build.eyeDrop - 0.16),
      frame.on(30, build.eyeDrop - 0.42),
      frame.on(80, build.eyeDrop - 0.55),
    ],
    "#2a2230",
    3.4,
  );
  return Math.abs(frame.view(-26)) > 80 ? "" : strapLine + ink.oval(patch, frame.rx * 0.21, frame.ry * 0.2, "#2a2230");
}
