/** What covers the trunk, and the skirts that hang from it. */
import { type Body, WAIST } from "./body.ts";
import { darken, lighten } from "./colour.ts";
import type { Top } from "./costume.ts";
import { type Point, point } from "./geometry.ts";
import { ALL_ROUND, type Panel } from "./surface.ts";

/** Seat of the trousers and whatever hangs below the waist. */
export function drawLower(body: Body): string {
  const { costume } = body;
  const seatColour =
    costume.top === "spacesuit"
      ? costume.palette.main
      : costume.top === "armour"
        ? darken(costume.palette.main, 0.34)
        : costume.palette.second;
  const seat =
    costume.bottom === "none" ? "" : panel(body, { from: WAIST + 0.12, to: 1, ...ALL_ROUND, bow: 0.16 }, seatColour);
  return seat + drawSkirt(body);
}

const hangs = (top: Top): boolean =>
  top === "dress" || top === "robe" || top === "kimono" || top === "coat" || top === "tunic";

function drawSkirt(body: Body): string {
  const { costume, ink } = body;
  const { palette } = costume;
  if (!hangs(costume.top) && costume.bottom !== "skirt") return "";
  const colour = hangs(costume.top) ? palette.main : palette.second;
  if (body.skeleton.pose === "sitting" && costume.hem > 0.3) return drawLap(body, colour);
  const round = body.skirt.band({ from: 0, to: 1, ...ALL_ROUND, bow: 0.09 });
  if (!round) return "";
  const cloth = ink.ribbon(round, colour);
  const folds = [-52, -18, 22, 55]
    .map((longitude, index) => fold(body, longitude, 0.35 + (index % 2) * 0.16, colour))
    .join("");
  const hem = edging(body, costume.top === "coat" || costume.top === "tunic" ? darken(colour, 0.22) : palette.trim);
  if (costume.top === "coat")
    return (
      cloth +
      folds +
      hem +
      skirtPanel(body, { from: 0, to: 1, left: -5, right: 5, leftTo: -14, rightTo: 14, bow: 0.1 }, palette.second)
    );
  if (costume.top === "robe")
    return (
      cloth +
      folds +
      hem +
      skirtPanel(body, { from: 0, to: 0.985, left: -9, right: 9, leftTo: -15, rightTo: 15, bow: 0.1 }, palette.second)
    );
  if (costume.top === "kimono") return cloth + hem + skirtLine(body, 12, 26, darken(colour, 0.3));
  return cloth + folds + hem;
}

/** A skirt over the lap of somebody who sits: back, knees, and down to the hem. */
function drawLap({ ink, skeleton, build, costume, trunk }: Body, colour: string): string {
  const knee = skeleton.legs.map((leg) => leg.joints[1]).reduce((a, b) => (a.x > b.x ? a : b));
  const ankle = skeleton.legs.map((leg) => leg.joints[2]).reduce((a, b) => (a.x > b.x ? a : b));
  const waist = trunk.row(WAIST);
  const seat = skeleton.hip;
  const thick = build.legBreadth;
  const low = knee.y + (ankle.y + 8 - knee.y) * Math.min(1, costume.hem);
  const front = [
    point(waist.centre.x + waist.half, waist.centre.y),
    point(knee.x - thick * 0.2, knee.y - thick * 0.72),
    point(knee.x + thick * 0.66, knee.y + thick * 0.1),
    point(ankle.x + thick * 0.8, low),
  ];
  const back = [
    point(waist.centre.x - waist.half, waist.centre.y),
    point(seat.x - build.hip * 0.98, seat.y + thick * 0.1),
    point(seat.x - build.hip * 0.5, seat.y + thick * 0.62 + (low - seat.y) * 0.3),
    point(ankle.x - thick * 1.5, low),
  ];
  return (
    ink.ribbon({ left: back, right: front, endBow: point(0, 8) }, colour) +
    ink.line(
      [point(knee.x - thick * 0.1, knee.y - thick * 0.2), point(ankle.x - thick * 0.2, low - 8)],
      ink.shade(colour),
      3,
      0.6,
    )
  );
}

function fold({ skirt, ink }: Body, longitude: number, from: number, colour: string): string {
  const points = [from, (from + 0.97) / 2, 0.97].map((height) => skirt.at(height, longitude));
  return points.every((p) => p !== null) ? ink.line(points, ink.shade(colour), 2.6, 0.6) : "";
}

/** A band along the hem that follows its bow. */
function edging({ skirt, ink, build }: Body, colour: string): string {
  const { centre, half } = skirt.row(0.955);
  const points: Point[] = [-1, -0.6, 0, 0.6, 1].map((x) =>
    point(centre.x + half * x * 0.985, centre.y + (1 - x * x) * half * 0.13),
  );
  return ink.line(points, colour, build.armBreadth * 0.2, 0.95);
}

function skirtPanel({ skirt, ink }: Body, shape: Panel, colour: string): string {
  const band = skirt.band(shape);
  return band ? ink.ribbon(band, colour) : "";
}

function skirtLine({ skirt, ink }: Body, top: number, bottom: number, colour: string): string {
  const points = [skirt.at(0.05, top), skirt.at(0.5, (top + bottom) / 2), skirt.at(0.98, bottom)];
  return points.every((p) => p !== null) ? ink.line(points, colour, 3) : "";
}

/** The trunk in its garment, with collar, lapels, buttons and belt of its kind. */
export function drawTop(body: Body): string {
  return (
    panel(body, { from: 0, to: hangs(body.costume.top) ? 0.74 : 0.86, ...ALL_ROUND, bow: 0.13 }, trunkColour(body)) +
    DETAILS[body.costume.top](body)
  );
}

function trunkColour({ costume }: Body): string {
  return costume.top === "vest" || costume.top === "overall"
    ? lighten(costume.palette.accent, 0.62)
    : costume.palette.main;
}

const DETAILS: Readonly<Record<Top, (body: Body) => string>> = {
  shirt: (body) => placket(body, 0.14, 0.8) + collar(body, lighten(body.costume.palette.main, 0.3)),
  tunic: (body) => neckline(body, body.costume.palette.trim) + belt(body, body.costume.palette.shoes, 0.6),
  sweater: (body) =>
    band(body, 0.8, 0.87, darken(body.costume.palette.main, 0.16), 0.13) +
    band(body, 0.3, 0.4, body.costume.palette.trim, 0.1) +
    ring(body, darken(body.costume.palette.main, 0.16)),
  jersey: (body) =>
    panel(body, { from: 0.3, to: 0.86, left: 64, right: 116, bow: 0 }, body.costume.palette.accent) +
    panel(body, { from: 0.3, to: 0.86, left: -116, right: -64, bow: 0 }, body.costume.palette.accent) +
    band(body, 0.36, 0.47, lighten(body.costume.palette.trim, 0.3), 0.1) +
    neckline(body, lighten(body.costume.palette.accent, 0.2)),
  vest: (body) =>
    panel(body, { from: 0.03, to: 0.84, left: 20, right: 175, leftTo: 4, bow: 0.04 }, body.costume.palette.main) +
    panel(body, { from: 0.03, to: 0.84, left: -175, right: -20, rightTo: -4, bow: 0.04 }, body.costume.palette.main) +
    backCover(body) +
    placket(body, 0.5, 0.78) +
    collar(body, lighten(body.costume.palette.accent, 0.75)),
  suit: (body) =>
    wedge(body, "#f7f3ea", 0.56) +
    lapels(body, darken(body.costume.palette.main, 0.12), 0.56) +
    placket(body, 0.62, 0.72),
  coat: (body) =>
    panel(
      body,
      { from: 0.02, to: 0.74, left: -15, right: 15, leftTo: -5, rightTo: 5, bow: 0 },
      body.costume.palette.second,
    ) +
    lapels(body, lighten(body.costume.palette.main, 0.12), 0.44) +
    belt(body, body.costume.palette.shoes, 0.6),
  armour: (body) => armourPlates(body),
  dress: (body) =>
    neckline(body, body.costume.palette.trim) + band(body, 0.56, 0.68, body.costume.palette.accent, 0.07),
  robe: (body) =>
    panel(
      body,
      { from: 0.02, to: 0.74, left: -16, right: 16, leftTo: -9, rightTo: 9, bow: 0 },
      body.costume.palette.second,
    ) +
    lapels(body, body.costume.palette.trim, 0.3) +
    band(body, 0.57, 0.67, body.costume.palette.accent, 0.07),
  kimono: (body) =>
    crossing(body) +
    band(body, 0.46, 0.72, body.costume.palette.accent, 0.07) +
    band(body, 0.57, 0.61, body.costume.palette.trim, 0.07),
  overall: (body) => bib(body),
  spacesuit: (body) => chestPack(body),
  uniform: (body) =>
    placket(body, 0.12, 0.82, 11) +
    placket(body, 0.12, 0.82, -11) +
    collar(body, darken(body.costume.palette.main, 0.25)) +
    belt(body, "#3a2c2c", 0.62) +
    epaulettes(body),
};

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

function placket({ trunk, ink, costume, build }: Body, from: number, to: number, longitude = 0): string {
  const count = 4;
  let buttons = "";
  for (let index = 0; index < count; index++) {
    const spot = trunk.at(from + ((to - from) * (index + 0.5)) / count, longitude);
    if (spot) buttons += ink.spot(spot, build.waist * 0.055, build.waist * 0.055, costume.palette.trim);
  }
  return buttons;
}

function collar(body: Body, colour: string): string {
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

function neckline(body: Body, colour: string): string {
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

function ring(body: Body, colour: string): string {
  const { centre, half } = body.trunk.row(0);
  return body.ink.line(
    [-1, 0, 1].map((x) => point(centre.x + x * half * 1.05, centre.y + (1 - x * x) * half * 0.34)),
    colour,
    half * 0.5,
  );
}

function wedge(body: Body, colour: string, to: number): string {
  const { trunk, ink } = body;
  const tip = trunk.at(to, 0);
  const { centre, half } = trunk.row(0.02);
  if (!tip || body.fromBehind) return "";
  return ink.plate([point(centre.x - half, centre.y), point(centre.x + half, centre.y), tip], colour);
}

function lapels(body: Body, colour: string, to: number): string {
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

function crossing(body: Body): string {
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

function backCover(body: Body): string {
  return body.fromBehind
    ? panel(body, { from: 0.03, to: 0.84, ...ALL_ROUND, bow: 0.04 }, body.costume.palette.main)
    : "";
}

function armourPlates(body: Body): string {
  const { costume, trunk, ink } = body;
  const metal = costume.palette.main;
  const ridge = [0.14, 0.35, 0.58].map((height) => trunk.at(height, 0));
  const middle = ridge.every((p) => p !== null) ? ink.line(ridge, lighten(metal, 0.5), 3, 0.8) : "";
  const skirt = [-46, 0, 46, 180, 134, -134]
    .map((longitude) =>
      panel(
        body,
        {
          from: 0.66,
          to: 1,
          left: longitude - 26,
          right: longitude + 26,
          leftTo: longitude - 29,
          rightTo: longitude + 29,
          over: 1.12,
          bow: 0.3,
        },
        costume.palette.accent,
      ),
    )
    .join("");
  return (
    band(body, 0.5, 0.58, darken(metal, 0.18), 0.1) +
    middle +
    skirt +
    band(body, -0.02, 0.08, lighten(metal, 0.1), 0.12) +
    belt(body, costume.palette.shoes, 0.6)
  );
}

function bib(body: Body): string {
  const { costume, build } = body;
  const cloth = costume.palette.second;
  const width = build.chest * 0.16;
  return (
    panel(body, { from: 0.34, to: 0.9, left: -42, right: 42, leftTo: -178, rightTo: 178, bow: 0.1 }, cloth) +
    strap(body, 30, cloth, width) +
    strap(body, -30, cloth, width) +
    pocket(body, darken(cloth, 0.12)) +
    collar(body, lighten(costume.palette.accent, 0.8))
  );
}

export function strap(body: Body, longitude: number, colour: string, width: number): string {
  const points = [0.03, 0.2, 0.4].map((height) => body.trunk.at(height, longitude));
  return points.every((p) => p !== null) ? body.ink.line(points, colour, width) : "";
}

function pocket({ trunk, ink, build }: Body, colour: string): string {
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

function chestPack(body: Body): string {
  const { ink, trunk, costume, build } = body;
  const middle = trunk.at(0.42, 0);
  const size = build.chest * 0.5;
  const waist = band(body, 0.68, 0.75, costume.palette.accent, 0.1);
  if (!middle) return waist;
  const box = [
    point(middle.x - size, middle.y - size * 0.55),
    point(middle.x + size, middle.y - size * 0.55),
    point(middle.x + size, middle.y + size * 0.6),
    point(middle.x - size, middle.y + size * 0.6),
  ];
  const lights = ["#e8574f", "#f3c64b", "#57c785"]
    .map((colour, index) =>
      ink.spot(point(middle.x + size * (index - 1) * 0.55, middle.y - size * 0.12), size * 0.17, size * 0.17, colour),
    )
    .join("");
  return (
    waist +
    ink.plate(box, lighten(costume.palette.main, 0.4)) +
    lights +
    ink.line(
      [point(middle.x - size * 0.6, middle.y + size * 0.34), point(middle.x + size * 0.6, middle.y + size * 0.34)],
      costume.palette.accent,
      4,
    )
  );
}

function epaulettes({ trunk, ink, costume, build }: Body): string {
  return [-66, 66]
    .map((longitude) => trunk.at(0.1, longitude))
    .map((spot) => (spot ? ink.oval(spot, build.shoulder * 0.24, build.shoulder * 0.1, costume.palette.trim) : ""))
    .join("");
}
