/** Where things and beings beside the cast stand. Not here: the cast itself. */
import type { Shot } from "../../../models/vocabulary.ts";
import { clamp, LEAD_HEIGHT, LEAST_SEEN, type Placed, sizeBeside } from "./composition.ts";
import type { Figure } from "./figure.ts";
import type { Place } from "./places/types.ts";
import type { Stage } from "./stage.ts";

/** Things up to this share of the frame's mean side stand on a table where there are tables. */
const TABLE_LIMIT = 0.24;

/** The share of the narrower of two that may be hidden without harm. */
const OVERLAP = 0.12;

/** A pan across a wide frame loses so much of the picture's width at either side. */
const PANNED_OVER = 0.11;

/** What finds no free place at its own size is tried smaller. */
const SMALLER = [1, 0.86, 0.74, 0.62] as const;

/** What is in the picture beside the cast. */
export interface Supporting {
  figure: Figure;
  /** Whether the scene is about it: it is named in the description, and not only set beside the cast. */
  told: boolean;
}

/** Places what stands beside the cast, or, when nobody is cast, the first subject as the lead. */
export function placeSubjects(
  stage: Stage,
  place: Place,
  shot: Shot,
  subjects: readonly Supporting[],
  cast: readonly Placed[],
): Placed[] {
  const placed: Placed[] = [];
  subjects.forEach(({ figure, told }, index) => {
    const lead = cast.length === 0 && index === 0;
    placed.push(placeSubject(stage, place, shot, { figure, lead, told, taken: [...cast, ...placed] }));
  });
  return placed;
}

interface Candidate {
  figure: Figure;
  lead: boolean;
  told: boolean;
  taken: readonly Placed[];
}

function placeSubject(stage: Stage, place: Place, shot: Shot, candidate: Candidate): Placed {
  const { figure, lead, taken } = candidate;
  const kin = shot === "close" ? null : besideCast(stage, figure, taken);
  const natural =
    kin ?? subjectHeight(stage, shot, figure, lead) * (place.indoors && figure.habitat === "landmark" ? 0.8 : 1);
  const wished = lead ? natural : besideLead(stage, candidate, natural);
  const sizes = lead ? [wished] : SMALLER.map((share) => wished * share);
  const { size, spot, x } = keptInSight(stage, place, candidate, sizes);
  const table = spot.onTable === true ? Math.sqrt(stage.width * stage.height) * 0.13 : 0;
  return {
    figure,
    height: size,
    lead,
    x,
    y: spot.y - table,
    layer: spot.layer,
    grounded: spot.grounded,
    floats: spot.floats === true,
    table,
  };
}

interface Standing {
  size: number;
  spot: Spot;
  x: number;
  /** Share of the narrower of two that is hidden. */
  hidden: number;
}

/** Anywhere in a wide frame, if it is only there to fill it; what the scene tells of stays where every move shows it. */
function keptInSight(stage: Stage, place: Place, candidate: Candidate, sizes: readonly number[]): Standing {
  if (!stage.isWide) return standingWithin(stage, place, candidate, { sizes, edge: stage.margin });
  const anywhere = standingWithin(stage, place, candidate, { sizes, edge: 0.04 });
  const half = (anywhere.size * candidate.figure.width) / candidate.figure.height / 2;
  const free = Math.min(anywhere.x, stage.width - anywhere.x) - half;
  if (!candidate.told || candidate.lead || free >= stage.width * PANNED_OVER) return anywhere;
  const inside = standingWithin(stage, place, candidate, { sizes, edge: PANNED_OVER });
  return inside.hidden <= OVERLAP ? inside : anywhere;
}

/** The largest size that finds a free place, else the one that is hidden least. */
function standingWithin(
  stage: Stage,
  place: Place,
  { figure, lead, taken }: Candidate,
  { sizes, edge }: { sizes: readonly number[]; edge: number },
): Standing {
  const places = sizes.map((size): Standing => {
    const width = (size * figure.width) / figure.height;
    const spot = subjectSpot(stage, place, { figure, lead, size });
    return { size, spot, ...freeSpot(stage, taken, { width, wish: lead ? 0.5 : spot.wish, edge }) };
  });
  return places.find(({ hidden }) => hidden <= OVERLAP) ?? places.reduce((a, b) => (b.hidden < a.hidden ? b : a));
}

/** No larger beside the lead than it may be: what only fills the picture stays small, and a landmark is far away. */
function besideLead(stage: Stage, { figure, told, taken }: Candidate, height: number): number {
  const [first] = taken.filter(({ lead }) => lead);
  if (!first || figure.habitat === "landmark") return height;
  const nature = clamp(sizeBeside(figure, first.figure), 0.3, 2.4);
  const least = Math.min(height, stage.height * LEAST_SEEN);
  if (!told) return Math.max(least, Math.min(height, first.height * 0.6));
  const greater = nature > 1.2 && figure.beast === true && figure.habitat === "ground";
  const room = Math.min(stage.height * 0.6, (stage.width * 0.5 * figure.height) / figure.width);
  return Math.max(least, greater ? Math.min(first.height * nature, room) : Math.min(height, first.height * nature));
}

/** Somebody beside the cast is as large as one of the cast would be; null for things and small animals. */
function besideCast(stage: Stage, figure: Figure, taken: readonly Placed[]): number | null {
  const [first] = taken.filter(({ lead, grounded }) => lead && grounded);
  const upright = figure.upright ?? figure.height > figure.width * 1.35;
  if (!first || !upright || figure.habitat !== "ground" || figure.metres < 0.9) return null;
  const height = first.height * clamp((figure.metres / first.figure.metres) ** 0.5, 0.6, 1.5) * 0.95;
  return Math.min(height, stage.height * 0.56, (stage.width * 0.46 * figure.height) / figure.width);
}

/** Whether it stands beside the cast, and not behind it in the distance, in the water or in the air. */
export function standsNear({ habitat }: Figure, place: Place): boolean {
  return habitat === "ground" || habitat === "object" || (habitat === "water" && place.water === undefined);
}

interface Spot {
  y: number;
  /** Where it would like to stand, as a share of the width, when it is not the lead. */
  wish: number;
  layer: Placed["layer"];
  grounded: boolean;
  floats?: boolean;
  onTable?: boolean;
}

function subjectSpot(stage: Stage, place: Place, at: { figure: Figure; lead: boolean; size: number }): Spot {
  const { habitat } = at.figure;
  const away = stage.sun.x < stage.width / 2 ? 0.72 : 0.28;
  if (habitat === "air" || (habitat === "sky" && !place.indoors))
    return aloft(stage, at, 0.2, at.lead ? "near" : "far");
  if (place.afloat === true) return { ...aloft(stage, at, 0.58, "near"), wish: 0.72 };
  if (habitat === "landmark") {
    const y = stage.horizon + (stage.floor - stage.horizon) * (at.lead ? 0.5 : 0.22);
    return { y, wish: away, layer: "far", grounded: true };
  }
  if (habitat === "water" && place.water) {
    const { from, to } = place.water;
    const y = stage.down(from + (Math.min(0.82, to) - from) * (at.lead ? 0.95 : 0.8));
    return { y, wish: away, layer: "far", grounded: false, floats: true };
  }
  return landSpot(stage, place, at, away);
}

function landSpot(
  stage: Stage,
  place: Place,
  { figure, lead, size }: { figure: Figure; lead: boolean; size: number },
  away: number,
): Spot {
  // A track runs behind who stands near.
  if (figure.rails === true && !lead)
    return { y: stage.floor - stage.height * 0.045, wish: away, layer: "near", grounded: true };
  const small = size < TABLE_LIMIT * Math.sqrt(stage.height * stage.width);
  const onTable = place.furnished === true && figure.habitat !== "ground" && small;
  return { y: stage.floor + stage.height * 0.012, wish: 0.66, layer: "near", grounded: true, onTable };
}

/** In the air or in the water: its middle is at this share of the frame's height, the lead's a little above the frame's own. */
function aloft(stage: Stage, at: { lead: boolean; size: number }, share: number, layer: Placed["layer"]): Spot {
  const middle = stage.down(at.lead ? 0.4 : share);
  const y = Math.min(stage.down(0.8), Math.max(middle + at.size / 2, at.size + 20));
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
  // What fits in a hand stays a small thing, however long it is.
  const widest = figure.metres < 0.25 ? (shot === "close" ? 0.16 : 0.1) : 0.4;
  return within(clamp(base * (figure.metres / 1.65) ** 0.55, mean * 0.12, mean * 0.36), widest);
}

/** The X at or near `wish` where this width is hidden least, and the share of the narrower one that is. */
function freeSpot(
  stage: Stage,
  taken: readonly Placed[],
  { width, wish, edge }: { width: number; wish: number; edge: number },
): { x: number; hidden: number } {
  const margin = Math.min(0.48, Math.max(0.1, width / stage.width / 2 + edge));
  let best = { x: wish, hidden: 1, cost: Number.POSITIVE_INFINITY };
  for (let step = 0; step <= 60; step++) {
    const x = margin + (step / 60) * (1 - 2 * margin);
    const hidden = taken.reduce((most, other) => Math.max(most, hiddenBy(x * stage.width, width, other)), 0);
    const cost = Math.max(0, hidden - OVERLAP * 0.6) * 6 + Math.abs(x - wish);
    if (cost < best.cost) best = { x, hidden, cost };
  }
  return { x: best.x * stage.width, hidden: best.hidden };
}

function hiddenBy(x: number, width: number, other: Placed): number {
  const wide = (other.height * other.figure.width) / other.figure.height;
  const shared = Math.min(x + width / 2, other.x + wide / 2) - Math.max(x - width / 2, other.x - wide / 2);
  return Math.max(0, shared) / Math.min(width, wide);
}
