/** Where the cast stands and how large it is. Not here: what stands beside it, what a figure or a place looks like. */
import type { Shot } from "../../../models/vocabulary.ts";
import type { Figure } from "./figure.ts";
import type { Place } from "./places/types.ts";
import type { Stage } from "./stage.ts";

/** A figure with its place in the frame: the middle of its feet, and its height. */
export interface Placed {
  figure: Figure;
  x: number;
  y: number;
  height: number;
  layer: "far" | "near";
  /** Whether it touches the ground, and so throws a shadow there. */
  grounded: boolean;
  lead: boolean;
  /** Whether it swims, with its lower part under water. */
  floats?: boolean;
  /** Height of the table it stands on; 0 where it stands on the ground. */
  table: number;
}

/** A figure before its place is known. The seat tells it where to look. */
export interface Seat {
  x: number;
  /** Whether it looks left. */
  mirrored: boolean;
}

/** Height of a lead figure as a share of the frame's mean side. */
export const LEAD_HEIGHT: Record<Shot, number> = { wide: 0.3, medium: 0.44, close: 0.66 };

/** No head is above this share of the height. */
const HEADROOM = 0.09;

/** Neighbours may hide this much of the narrower one: more in a close shot, where they stand together. */
const HIDDEN: Record<Shot, number> = { wide: 0.08, medium: 0.12, close: 0.25 };

/** Seats for the cast, in order of importance, facing each other or into the frame. */
export function seatCast(stage: Stage, place: Place, count: number, withSubjects: boolean): Seat[] {
  const portrait = stage.height > stage.width;
  const sunLeft = stage.sun.x < stage.width / 2;
  if (count <= 1) {
    // Where a castle stands on the shady side, the lead keeps to the sunny one; else it balances the sun.
    const away = place.tall === true ? sunLeft : !sunLeft;
    const offset = portrait ? 0.07 : withSubjects || place.tall === true ? 0.12 : 0.09;
    const x = away ? 0.5 - offset : 0.5 + offset;
    return [{ x, mirrored: x > 0.5 }];
  }
  const order = [2, 1, 3, 0, 4, 5];
  const shares = spread(count, portrait);
  const ranked = count === 2 ? [0, 1] : order.filter((index) => index < count);
  return shares.map((_, index) => {
    const seat = count === 2 ? index : (ranked[index] ?? index);
    const x = shares[seat] ?? 0.5;
    return { x, mirrored: x > 0.5 || (x === 0.5 && sunLeft) };
  });
}

function spread(count: number, portrait: boolean): number[] {
  const margin = portrait ? 0.24 : count > 3 ? 0.17 : 0.27;
  return Array.from({ length: count }, (_, index) => margin + (index / (count - 1)) * (1 - margin * 2));
}

/**
 * Places the cast on its seats: sizes by nature, whole heads, no two on top of each other, nobody too small to see.
 * @param told what the scene tells of beside the cast
 */
export function placeCast(
  stage: Stage,
  place: Place,
  shot: Shot,
  figures: readonly Figure[],
  seats: readonly Seat[],
  told: readonly Figure[] = [],
): Placed[] {
  const wishes = figures.map((_, index) => (seats[index]?.x ?? 0.5) * stage.width);
  const order = figures.map((_, index) => index).sort((a, b) => (wishes[a] ?? 0) - (wishes[b] ?? 0));
  const heights = castHeights(stage, place, shot, { figures, order }).map((height, index) =>
    figures.length === 1 ? besideGreater(stage, figures[index], height, told) : height,
  );
  const widths = figures.map((figure, index) => ((heights[index] ?? 0) * figure.width) / figure.height);
  const middles = sideBySide(wishes, widths, order, {
    from: stage.width * stage.margin,
    to: stage.width * (1 - stage.margin),
    hidden: HIDDEN[shot],
  });
  return figures.map((figure, index) => {
    const crowd = figures.length > 3 ? (index % 2 === 0 ? 0 : -0.045) : 0;
    return standing(stage, place, { figure, x: middles[index] ?? 0, height: heights[index] ?? 0, crowd });
  });
}

/** Heights that fit into one row; `order` tells who stands where in it, from left to right. */
function castHeights(
  stage: Stage,
  place: Place,
  shot: Shot,
  { figures, order }: { figures: readonly Figure[]; order: readonly number[] },
): number[] {
  const natural = naturalHeights(stage, shot, figures);
  const most = stage.floor - stage.height * HEADROOM;
  const ordered = keepOrder(
    stage,
    figures,
    natural.map((height) => Math.min(height, most)),
  );
  const tall = figures.map((figure, index) => {
    const height = ordered[index] ?? 0;
    if (shot !== "close" || !cutsLegs(place, figure)) return height;
    // Feet leave the frame, so that the face is in its upper third.
    const near = stage.height * (stage.height > stage.width ? 0.98 : 1.36);
    return Math.max(height, near * Math.min(1, 2.2 / figures.length));
  });
  const widths = figures.map((figure, index) => ((tall[index] ?? 0) * figure.width) / figure.height);
  const room = stage.width * (figures.length === 1 && shot !== "close" ? 0.62 : 1 - stage.margin * 2);
  const row = order.map((index) => widths[index] ?? 0);
  const squeeze = Math.min(1, room / span(row, HIDDEN[shot]));
  const heightsInRow = tall.map((height) => height * squeeze);
  if (stage.isWide) return heightsInRow;
  // Who is not so tall that the legs leave the frame is seen whole: the feet would stand in the captions.
  const leavesFrame = (height: number): boolean => height > stage.height * (1 - HEADROOM);
  return heightsInRow.map((height) => (leavesFrame(height) ? height : Math.min(height, most)));
}

/** Who stands upright on the ground may leave the frame with the legs. */
function cutsLegs(place: Place, figure: Figure): boolean {
  const { habitat } = figure;
  if (place.afloat === true || habitat === "air" || habitat === "sky") return false;
  if (habitat === "water" && place.water) return false;
  return figure.upright ?? figure.height > figure.width * 1.35;
}

function naturalHeights(stage: Stage, shot: Shot, figures: readonly Figure[]): number[] {
  const mean = Math.sqrt(stage.width * stage.height);
  const base = mean * LEAD_HEIGHT[shot] * (stage.height >= stage.width ? (figures.length === 1 ? 1.3 : 1.12) : 1);
  const natural = figures.map((figure) => base * clamp((figure.metres / 1.65) ** 0.5, 0.5, 1.5));
  const lift = Math.max(1, (base * 0.8) / Math.max(1, ...natural));
  const alone = shot === "wide" ? 0.48 : 0.62;
  const room = (stage.width * (figures.length === 1 ? alone : 1.15)) / Math.max(1, figures.length);
  // What has to shrink to fit takes the others with it, so that a mouse beside an elephant stays the smaller one.
  const squeeze = figures.map((figure, index) => {
    const wished = (natural[index] ?? base) * lift;
    return Math.min(1, (room * figure.height) / figure.width / wished);
  });
  const shared = Math.min(1, ...squeeze);
  return figures.map((figure, index) => {
    const wished = (natural[index] ?? base) * lift;
    const own = wished * (squeeze[index] ?? 1);
    const least = Math.min(stage.height, mean) * leastShare(figure.metres);
    return Math.max(Math.min(own, least), Math.min(own, wished * (0.4 + 0.6 * shared)));
  });
}

/** Who is far smaller by nature is clearly smaller in the picture too, as long as it can be seen. */
function keepOrder(stage: Stage, figures: readonly Figure[], heights: readonly number[]): number[] {
  const least = stage.height * LEAST_SEEN;
  return figures.map((figure, index) => {
    const own = heights[index] ?? 0;
    const limits = figures.map((other, at) => (heights[at] ?? 0) * Math.max(0.28, sizeBeside(figure, other)));
    return Math.min(own, Math.max(least, Math.min(...limits)));
  });
}

/** Somebody alone is as large as the frame allows, unless the scene tells of a greater animal. */
function besideGreater(stage: Stage, figure: Figure | undefined, height: number, told: readonly Figure[]): number {
  const shares = told.map((other) =>
    figure && other.beast === true && other.habitat === "ground" ? sizeBeside(figure, other) : 1,
  );
  const share = Math.min(1, ...shares);
  return share > 0.8 ? height : Math.max(Math.min(stage.width, stage.height) * 0.135, height * Math.max(0.3, share));
}

/** How large one is beside another, as a share of the other's height: differences are true, but softened. */
export function sizeBeside(figure: Figure, other: Figure): number {
  return (figure.metres / other.metres) ** 0.65;
}

/** Share of the frame's height under which nobody can see who it is. */
export const LEAST_SEEN = 0.075;

/** Nobody of the cast is lost in a wide landscape: shares of the frame's height. */
function leastShare(metres: number): number {
  if (metres >= 1.45) return 0.35;
  return metres >= 0.3 ? 0.27 : 0.2;
}

/** Length of a row whose neighbours hide a share of the narrower one. */
function span(widths: readonly number[], hidden: number): number {
  return widths.reduce((sum, width, index) => sum + width - lap(widths[index - 1] ?? 0, width, hidden), 0);
}

function lap(left: number, right: number, hidden: number): number {
  return Math.min(left, right) * hidden;
}

/** Middles near the wished ones, in the same order, inside the bounds. The row has to fit. */
function sideBySide(
  wishes: readonly number[],
  widths: readonly number[],
  order: readonly number[],
  { from, to, hidden }: { from: number; to: number; hidden: number },
): number[] {
  const row = order.map((index) => widths[index] ?? 0);
  const middles: number[] = [];
  row.forEach((width, at) => {
    const wish = clamp(wishes[order[at] ?? 0] ?? 0, from + width / 2, to - width / 2);
    const before = row[at - 1] ?? 0;
    const previous = middles[at - 1];
    const free = previous === undefined ? wish : previous + (before + width) / 2 - lap(before, width, hidden);
    middles.push(Math.max(wish, free));
  });
  for (let at = row.length - 1; at >= 0; at--) {
    const width = row[at] ?? 0;
    const after = row[at + 1] ?? 0;
    const next = middles[at + 1];
    const free = next === undefined ? to - width / 2 : next - (after + width) / 2 + lap(width, after, hidden);
    middles[at] = Math.min(middles[at] ?? 0, free);
  }
  return wishes.map((_, index) => middles[order.indexOf(index)] ?? 0);
}

function standing(
  stage: Stage,
  place: Place,
  at: { figure: Figure; x: number; height: number; crowd: number },
): Placed {
  const { figure, height } = at;
  const floor = stage.floor + stage.height * at.crowd;
  const highest = stage.height * HEADROOM + height;
  const placed = { figure, x: at.x, height, layer: "near" as const, lead: true, table: 0 };
  if (place.afloat === true || figure.habitat === "air" || figure.habitat === "sky")
    return { ...placed, y: Math.max(Math.min(stage.down(0.46) + height / 2, floor), highest), grounded: false };
  if (figure.habitat === "water" && place.water) {
    const swim = swimming(stage, place.water.to, place.footing !== undefined);
    return { ...placed, ...swim, y: Math.max(swim.y, highest) };
  }
  return { ...placed, y: Math.max(floor, highest), grounded: highest <= floor };
}

/** Where those on land have a deck or a rock in front of the water, swimmers are behind it. */
function swimming(stage: Stage, shore: number, behind: boolean): Pick<Placed, "y" | "layer" | "grounded" | "floats"> {
  const y = Math.min(behind ? stage.down(0.75) : stage.floor, stage.down(shore));
  return { y, layer: behind ? "far" : "near", grounded: false, floats: true };
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
