/** What is worn over the garments: before the trunk, or behind it. */
import { type Body, WAIST } from "./body.ts";
import { darken, lighten } from "./colour.ts";
import type { Layer } from "./costume.ts";
import { drawEyepatch, drawGlasses } from "./face-wear.ts";
import { point } from "./geometry.ts";
import type { HeadFrame } from "./head.ts";
import { drawBackpack, drawCape } from "./layers-behind.ts";
import { band, belt, panel, strap } from "./panels.ts";
import { drawBatWings, drawFairyWings, drawWings } from "./wings.ts";

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

function drawClasp(body: Body): string {
  const { ink, trunk, costume, build } = body;
  const yoke = band(body, -0.04, 0.1, costume.palette.accent, 0.2);
  const spot = trunk.at(0.13, 0);
  return (
    yoke +
    (spot ? ink.oval(point(spot.x, spot.y + 3), build.chest * 0.12, build.chest * 0.12, costume.palette.trim) : "")
  );
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
