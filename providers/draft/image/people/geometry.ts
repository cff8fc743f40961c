/** Plane and space geometry of the people rig. Screen y grows downwards, space y grows upwards, feet are at 0. */

export interface Point {
  x: number;
  y: number;
}

/** A joint of the body: x to the character's left, y up, z the way the character looks. */
export interface Joint {
  x: number;
  y: number;
  z: number;
}

export const point = (x: number, y: number): Point => ({ x, y });

export const between = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
});

export const degrees = (angle: number): number => (angle * Math.PI) / 180;

export const number = (value: number): string => String(Math.round(value * 10) / 10).replace(/^(-?)0\./, "$1.");

export const at = (p: Point): string => {
  const y = number(p.y);
  return y.startsWith("-") ? `${number(p.x)}${y}` : `${number(p.x)} ${y}`;
};

/** The camera looks down a little, so that what is nearer stands lower. */
const PITCH = 0.13;

/** Seen from the front at `yaw` 0; at 90 degrees the character looks to the right of the picture. */
export function project(joint: Joint, yaw: number): Point {
  const depth = joint.z * Math.cos(yaw) - joint.x * Math.sin(yaw);
  return { x: joint.x * Math.cos(yaw) + joint.z * Math.sin(yaw), y: -joint.y + depth * PITCH };
}

export function turn(p: Point, centre: Point, angle: number): Point {
  const x = p.x - centre.x;
  const y = p.y - centre.y;
  return {
    x: centre.x + x * Math.cos(angle) - y * Math.sin(angle),
    y: centre.y + x * Math.sin(angle) + y * Math.cos(angle),
  };
}

/** The curve through all points (Catmull-Rom), without the opening `M`; relative, which is shorter to write. */
export function curveThrough(points: readonly Point[]): string {
  let path = "";
  for (let index = 0; index + 1 < points.length; index++) {
    const from = points[index];
    const to = points[index + 1];
    if (!from || !to) break;
    path += segment(index, points[index - 1] ?? from, from, to, points[index + 2] ?? to);
  }
  return path;
}

export function openCurve(points: readonly Point[]): string {
  const first = points[0];
  return first ? `M${at(first)}${curveThrough(points)}` : "";
}

export function closedCurve(points: readonly Point[]): string {
  const count = points.length;
  const wrapped = (index: number): Point => points[(index + count) % count] ?? point(0, 0);
  let path = `M${at(wrapped(0))}`;
  for (let index = 0; index < count; index++) {
    path += segment(index, wrapped(index - 1), wrapped(index), wrapped(index + 1), wrapped(index + 2));
  }
  return `${path}Z`;
}

/** The handle that leaves a point mirrors the one that arrived there, so only the first segment spells out both. */
function segment(index: number, before: Point, from: Point, to: Point, after: Point): string {
  const start = rounded(from);
  const leave = point(from.x + (to.x - before.x) / 6, from.y + (to.y - before.y) / 6);
  const arrive = point(to.x - (after.x - from.x) / 6, to.y - (after.y - from.y) / 6);
  const spelled = index === 0 ? [leave, arrive, rounded(to)] : [arrive, rounded(to)];
  return `${index === 0 ? "c" : "s"}${spelled.map((p) => at(point(p.x - start.x, p.y - start.y))).join(" ")}`;
}

const rounded = (p: Point): Point => point(Math.round(p.x * 10) / 10, Math.round(p.y * 10) / 10);

export const polygon = (points: readonly Point[]): string => `M${points.map(at).join("L")}Z`;

/** Two edges that run the same way, with an outward bow at each end. */
export interface Ribbon {
  left: readonly Point[];
  right: readonly Point[];
  startBow?: Point;
  endBow?: Point;
}

export function ribbonPath(ribbon: Ribbon): string {
  const back = [...ribbon.right].reverse();
  const first = ribbon.left[0];
  const start = ribbon.right[0];
  const end = ribbon.left.at(-1);
  const turnPoint = back[0];
  if (!first || !start || !end || !turnPoint) return "";
  const open = `M${at(first)}${curveThrough(ribbon.left)}`;
  return `${open}${bow(end, turnPoint, ribbon.endBow)}${curveThrough(back)}${bow(start, first, ribbon.startBow)}Z`;
}

function bow(from: Point, to: Point, out: Point | undefined): string {
  if (!out) return `L${at(to)}`;
  return `C${at(point(from.x + out.x, from.y + out.y))} ${at(point(to.x + out.x, to.y + out.y))} ${at(to)}`;
}

/** The part of a ribbon between two shares of its breadth; its ends follow the bows of the whole. */
export function stripe(ribbon: Ribbon, from: number, to: number): Ribbon {
  const last = ribbon.left.length - 1;
  const edge = (share: number): Point[] =>
    ribbon.left.map((p, index) => {
      const spot = between(p, ribbon.right[index] ?? p, share);
      const bowed = index === 0 ? ribbon.startBow : index === last ? ribbon.endBow : undefined;
      const depth = 3 * share * (1 - share);
      return bowed ? point(spot.x + bowed.x * depth, spot.y + bowed.y * depth) : spot;
    });
  const flat = (to - from) ** 2;
  const soften = (bowed: Point | undefined): Point => point((bowed?.x ?? 0) * flat, (bowed?.y ?? 0) * flat);
  return { left: edge(from), right: edge(to), startBow: soften(ribbon.startBow), endBow: soften(ribbon.endBow) };
}

/** A limb through joints with a breadth at each; the middle joints are rounded. */
export function limb(joints: readonly Point[], breadths: readonly number[], round: "none" | "start" | "both"): Ribbon {
  const spine: Point[] = [];
  const widths: number[] = [];
  joints.forEach((joint, index) => {
    const next = joints[index + 1];
    const before = joints[index - 1];
    const width = breadths[index] ?? 10;
    spine.push(before && next ? between(joint, between(before, next, 0.5), 0.13) : joint);
    widths.push(width);
    if (!next) return;
    spine.push(between(joint, next, 0.5));
    widths.push((width + (breadths[index + 1] ?? width)) / 2);
  });
  return outlineOf(spine, widths, round);
}

export function outlineOf(
  spine: readonly Point[],
  widths: readonly number[],
  round: "none" | "start" | "both",
): Ribbon {
  const left: Point[] = [];
  const right: Point[] = [];
  const headings = spine.map((p, index) => {
    const a = spine[index - 1] ?? p;
    const b = spine[index + 1] ?? p;
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    return point((b.x - a.x) / length, (b.y - a.y) / length);
  });
  spine.forEach((p, index) => {
    const heading = headings[index] ?? point(0, 1);
    const half = (widths[index] ?? 0) / 2;
    left.push(point(p.x + heading.y * half, p.y - heading.x * half));
    right.push(point(p.x - heading.y * half, p.y + heading.x * half));
  });
  const startHeading = headings[0] ?? point(0, 1);
  const endHeading = headings.at(-1) ?? point(0, 1);
  const startReach = (widths[0] ?? 0) * 0.66;
  const endReach = (widths.at(-1) ?? 0) * 0.66;
  return {
    left,
    right,
    ...(round !== "none" && { startBow: point(-startHeading.x * startReach, -startHeading.y * startReach) }),
    ...(round === "both" && { endBow: point(endHeading.x * endReach, endHeading.y * endReach) }),
  };
}

/** The point beside the line from `a` to `b`. */
export function crossing(a: Point, b: Point, along: number, aside: number): Point {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const middle = between(a, b, along);
  return point(middle.x - ((b.y - a.y) / length) * aside, middle.y + ((b.x - a.x) / length) * aside);
}
