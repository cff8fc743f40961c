/** What hangs from the waist, and the seat of the trousers. */
import { type Body, WAIST } from "./body.ts";
import { darken } from "./colour.ts";
import type { Top } from "./costume.ts";
import { type Point, point } from "./geometry.ts";
import { panel } from "./panels.ts";
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

export const hangs = (top: Top): boolean =>
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
