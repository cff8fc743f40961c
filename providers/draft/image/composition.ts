/** Where each figure stands and how large it is. Not here: what a figure or a place looks like. */
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
const LEAD_HEIGHT: Record<Shot, number> = { wide: 0.3, medium: 0.44, close: 0.66 };

/** Captions lie on the lowest 16 % of the frame: feet and everything that matters stay above. */
const FLOOR = 0.83;

/** Things up to this share of the frame's mean side stand on a table where there are tables. */
const TABLE_LIMIT = 0.24;

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

/** Places the cast on its seats: sizes by nature, no two on top of each other, nobody too small to see. */
export function placeCast(
  stage: Stage,
  place: Place,
  shot: Shot,
  figures: readonly Figure[],
  seats: readonly Seat[],
): Placed[] {
  const mean = Math.sqrt(stage.width * stage.height);
  const base = mean * LEAD_HEIGHT[shot] * (stage.height >= stage.width ? (figures.length === 1 ? 1.3 : 1.12) : 1);
  const natural = figures.map((figure) => base * clamp((figure.metres / 1.65) ** 0.5, 0.5, 1.5));
  const lift = Math.max(1, (base * 0.8) / Math.max(1, ...natural));
  const room = (stage.width * (figures.length === 1 ? 0.6 : 0.92 * 1.25)) / Math.max(1, figures.length);
  // What has to shrink to fit takes the others with it, so that a mouse beside an elephant stays the smaller one.
  const squeeze = figures.map((figure, index) => {
    const wished = (natural[index] ?? base) * lift;
    return Math.min(
      1,
      (room * figure.height) / figure.width / wished,
      (stage.height * (shot === "close" ? 1.08 : 0.66)) / wished,
    );
  });
  const shared = Math.min(1, ...squeeze);
  const heights = natural.map((height, index) => {
    const own = height * lift * (squeeze[index] ?? 1);
    return Math.max(Math.min(own, mean * 0.17), Math.min(own, height * lift * (0.4 + 0.6 * shared)));
  });
  return figures.map((figure, index) => {
    const seat = seats[index] ?? { x: 0.5, mirrored: false };
    const crowd = figures.length > 3 ? (index % 2 === 0 ? 0 : -0.045) : index === 0 ? 0.008 : 0;
    return standing(stage, place, shot, {
      figure,
      x: seat.x * stage.width,
      height: heights[index] ?? base,
      crowd,
      count: figures.length,
    });
  });
}

function standing(
  stage: Stage,
  place: Place,
  shot: Shot,
  at: { figure: Figure; x: number; height: number; crowd: number; count: number },
): Placed {
  const { figure, height } = at;
  const upright = figure.height > figure.width * 1.35;
  const floor = stage.height * (FLOOR + at.crowd);
  const placed = { figure, x: at.x, height, layer: "near" as const, lead: true, table: 0 };
  if (place.afloat === true || figure.habitat === "air" || figure.habitat === "sky") {
    return {
      ...placed,
      y: clamp(stage.height * 0.46 + height / 2, height + stage.height * 0.04, stage.height * 0.8),
      grounded: false,
    };
  }
  if (figure.habitat === "water" && place.water)
    return { ...placed, ...swimming(stage, place.water.to, place.footing !== undefined) };
  if (shot === "close" && upright) {
    // Feet leave the frame, so that the face is in its upper third.
    const tall = Math.max(
      height,
      stage.height * (stage.height > stage.width ? 0.98 : 1.36) * Math.min(1, 2.2 / at.count),
    );
    return { ...placed, height: tall, y: stage.height * 0.09 + tall, grounded: false };
  }
  return { ...placed, y: floor, grounded: true };
}

/** Where those on land have a deck or a rock in front of the water, swimmers are behind it. */
function swimming(stage: Stage, shore: number, behind: boolean): Pick<Placed, "y" | "layer" | "grounded"> {
  const y = stage.height * Math.min(behind ? 0.75 : 0.8, shore);
  return { y, layer: behind ? "far" : "near", grounded: false };
}

/** Places what stands beside the cast, or, when nobody is cast, the first subject as the lead. */
export function placeSubjects(
  stage: Stage,
  place: Place,
  shot: Shot,
  subjects: readonly Figure[],
  cast: readonly Placed[],
): Placed[] {
  const placed: Placed[] = [];
  subjects.forEach((figure, index) => {
    const lead = cast.length === 0 && index === 0;
    placed.push(placeSubject(stage, place, shot, { figure, lead, taken: [...cast, ...placed] }));
  });
  return placed;
}

interface Candidate {
  figure: Figure;
  lead: boolean;
  taken: readonly Placed[];
}

function placeSubject(stage: Stage, place: Place, shot: Shot, candidate: Candidate): Placed {
  const { figure, lead, taken } = candidate;
  const size = subjectHeight(stage, shot, figure, lead) * (place.indoors && figure.habitat === "landmark" ? 0.8 : 1);
  const width = (size * figure.width) / figure.height;
  const spot = subjectSpot(stage, place, { figure, lead, size });
  const x = freeSpot(stage, taken, width, lead ? 0.5 : spot.wish);
  const table = spot.onTable === true ? Math.sqrt(stage.width * stage.height) * 0.13 : 0;
  return { figure, height: size, lead, x, y: spot.y - table, layer: spot.layer, grounded: spot.grounded, table };
}

interface Spot {
  y: number;
  /** Where it would like to stand, as a share of the width, when it is not the lead. */
  wish: number;
  layer: Placed["layer"];
  grounded: boolean;
  onTable?: boolean;
}

function subjectSpot(stage: Stage, place: Place, at: { figure: Figure; lead: boolean; size: number }): Spot {
  const { habitat } = at.figure;
  const away = stage.sun.x < stage.width / 2 ? 0.72 : 0.28;
  if (habitat === "air" || (habitat === "sky" && !place.indoors)) return aloft(stage, at, 0.2, "far");
  if (place.afloat === true) return { ...aloft(stage, at, 0.58, "near"), wish: 0.72 };
  if (habitat === "landmark") {
    const y = stage.horizon + (stage.height * FLOOR - stage.horizon) * (at.lead ? 0.5 : 0.22);
    return { y, wish: away, layer: "far", grounded: true };
  }
  if (habitat === "water" && place.water) {
    const { from, to } = place.water;
    const y = stage.height * (from + (Math.min(0.82, to) - from) * (at.lead ? 0.95 : 0.8));
    return { y, wish: away, layer: "far", grounded: false };
  }
  const small = at.size < TABLE_LIMIT * Math.sqrt(stage.height * stage.width);
  const onTable = place.furnished === true && habitat !== "ground" && small;
  return { y: stage.height * (FLOOR + 0.012), wish: 0.66, layer: "near", grounded: true, onTable };
}

/** In the air or in the water: its middle is at this share of the frame's height, the lead's a little above the frame's own. */
function aloft(stage: Stage, at: { lead: boolean; size: number }, share: number, layer: Placed["layer"]): Spot {
  const middle = stage.height * (at.lead ? 0.4 : share);
  const y = Math.min(stage.height * 0.8, Math.max(middle + at.size / 2, at.size + 20));
  return { y, wish: 0.3, layer, grounded: false };
}

function subjectHeight(stage: Stage, shot: Shot, figure: Figure, lead: boolean): number {
  const mean = Math.sqrt(stage.width * stage.height);
  const base = mean * LEAD_HEIGHT[shot];
  const within = (height: number, share: number): number =>
    Math.min(height, (stage.width * share * figure.height) / figure.width);
  if (lead)
    return within(
      Math.min(figure.habitat === "landmark" ? mean * 0.56 : Math.max(mean * 0.3, base * 0.95), stage.height * 0.6),
      0.66,
    );
  if (figure.habitat === "landmark") return within(mean * clamp(0.2 * figure.metres ** 0.24, 0.22, 0.44), 0.5);
  if (figure.habitat === "sky" || figure.habitat === "air")
    return within(mean * clamp(0.15 * figure.metres ** 0.35, figure.habitat === "sky" ? 0.2 : 0.11, 0.28), 0.36);
  return within(clamp(base * (figure.metres / 1.65) ** 0.55, mean * 0.12, mean * 0.36), 0.4);
}

/** The X at or near `wish` where this width overlaps the others least. */
function freeSpot(stage: Stage, taken: readonly Placed[], width: number, wish: number): number {
  const margin = Math.min(0.46, Math.max(0.12, width / stage.width / 2 + 0.03));
  let best = { x: wish, cost: Number.POSITIVE_INFINITY };
  for (let step = 0; step <= 40; step++) {
    const x = margin + (step / 40) * (1 - 2 * margin);
    const overlap = taken.reduce((sum, other) => sum + overlapOf(stage, x * stage.width, width, other), 0);
    const cost = overlap * 6 + Math.abs(x - wish);
    if (cost < best.cost) best = { x, cost };
  }
  return best.x * stage.width;
}

function overlapOf(stage: Stage, x: number, width: number, other: Placed): number {
  const half = ((other.height * other.figure.width) / other.figure.height) * 0.5;
  const shared = Math.min(x + width / 2, other.x + half) - Math.max(x - width / 2, other.x - half);
  return Math.max(0, shared) / stage.width;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
