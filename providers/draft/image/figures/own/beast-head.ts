/** Heads of animals in profile: skull, muzzle, ears, eye, what grows on them. */
import { circle, ellipse, group, type Point, path, stroke } from "../../drawing/svg.ts";
import type { Beast, Coat } from "./beast.ts";
import { ear, hangs } from "./beast-ears.ts";
import { blob, type Joint, limb, type Sketch, through, tones } from "./canvas.ts";

/** The skull and the muzzle as one line, drawn with the body so that no seam shows. */
export function skullOf(beast: Beast, [x, y]: Point): string {
  const { radius: r, muzzle, tip, droop } = beast.head;
  return limb([
    [x - r * 0.08, y, r],
    [x + r * 0.55 + muzzle * 0.3, y + droop * 0.55 + r * 0.08, (r * 0.72 + tip) / 2 + r * 0.08],
    muzzleEnd(beast, [x, y]),
  ]);
}

function muzzleEnd(beast: Beast, [x, y]: Point): Joint {
  const { radius, muzzle, tip, droop } = beast.head;
  return [x + radius * 0.55 + muzzle, y + droop, tip];
}

/** What grows behind the head: ears that stand up, manes, the far antler. */
export function behindHead(beast: Beast, [x, y]: Point, coat: Coat): string {
  const r = beast.head.radius;
  return group([
    beast.hairy ? ruff(beast, [x, y]) : "",
    ear(beast, [x + r * 0.42, y + r * 0.06], coat, true),
    beast.extra === "antlers" ? antler([x + r * 0.3, y - r * 0.85], r * 2.1, tones("#c9a878").base) : "",
    hangs(beast) ? "" : ear(beast, [x - r * 0.25, y], coat, false),
  ]);
}

/** Everything on the head; the skull itself is there already. */
export function face(beast: Beast, [x, y]: Point, coat: Coat, sketch: Sketch): string {
  const r = beast.head.radius;
  const end = muzzleEnd(beast, [x, y]);
  const skull = skullOf(beast, [x, y]);
  const clip = sketch.defs.add((id) => `<clipPath id="${id}">${path(skull, "#000")}</clipPath>`);
  const jaw = `M${x - r * 0.8} ${y + r * 0.45}Q${x - r * 0.4} ${y + r * 1.1} ${x + r * 0.6} ${y + r * 0.85}`;
  return group([
    stroke(jaw, coat.ink, 1.8, { opacity: 0.35 }),
    group(lowerFace(beast, [x, y], end, coat), { "clip-path": clip }),
    cheek(beast, [x, y], coat),
    beast.extra === "trunk" ? trunk(end, coat) : nose(beast, end, coat),
    ellipse(x + r * 0.16, y + r * 0.42, r * 0.22, r * 0.14, "#f0806f", { opacity: 0.38 }),
    eye([x + r * 0.42, y - r * 0.12], r * 0.21, sketch),
    hangs(beast) ? ear(beast, [x - r * 0.25, y], coat, false) : "",
    growths(beast, [x, y], coat),
  ]);
}

/** The pale part below the line from nose to cheek, and masks. */
function lowerFace(beast: Beast, [x, y]: Point, end: Joint, coat: Coat): string {
  const r = beast.head.radius;
  const low = blob([
    [end[0] + end[2] * 2, end[1] + end[2] * 0.1],
    [x + r * 0.75, y + r * 0.34],
    [x + r * 0.1, y + r * 0.28],
    [x - r * 0.75, y + r * 0.5],
    [x - r, y + r * 1.6],
    [end[0], end[1] + r * 2],
  ]);
  const parts = [path(low, coat.pale, { opacity: beast.pale ? 0.97 : 0.3 })];
  if (beast.marks === "panda")
    parts.push(
      ellipse(x + r * 0.44, y - r * 0.06, r * 0.34, r * 0.4, "#2f2e36", { transform: `rotate(24 ${x} ${y})` }),
    );
  if (beast.marks === "stripes") {
    for (const at of [-0.5, -0.2, 0.1])
      parts.push(path(`M${x + r * at} ${y - r * 1.1}l${r * 0.14} ${r * 0.5}l${r * 0.1}-${r * 0.5}Z`, coat.ink));
  }
  return parts.join("");
}

/** Tufts of fur at the jaw. */
function cheek(beast: Beast, [x, y]: Point, coat: Coat): string {
  if (beast.marks !== "cheeks") return "";
  const r = beast.head.radius;
  const p = (dx: number, dy: number): string => `${x + r * dx} ${y + r * dy}`;
  const edge = `M${p(0.55, 0.74)}Q${p(0.3, 1.14)} ${p(-0.24, 1.26)}L${p(-0.3, 1)}L${p(-0.78, 1.08)}L${p(-0.7, 0.76)}L${p(-1.12, 0.6)}Q${p(-0.78, 0.42)} ${p(-0.6, 0.3)}`;
  return path(`${edge}Q${p(0.2, 0.2)} ${p(0.55, 0.74)}Z`, coat.pale) + stroke(edge, coat.ink, 1.3, { opacity: 0.5 });
}

function nose(beast: Beast, [x, y, r]: Joint, coat: Coat): string {
  const color = beast.nose ?? "#2b2530";
  if (beast.extra === "snout") {
    return group([
      ellipse(x + r * 0.55, y, r * 0.6, r * 1.02, beast.nose ?? coat.pale, { stroke: coat.ink, "stroke-width": 1.6 }),
      ellipse(x + r * 0.62, y - r * 0.35, r * 0.13, r * 0.2, coat.ink),
      ellipse(x + r * 0.62, y + r * 0.35, r * 0.13, r * 0.2, coat.ink),
      stroke(
        `M${x - r * 0.3} ${y + r * 1.15}Q${x - r * 1.2} ${y + r * 1.5} ${x - r * 1.9} ${y + r * 0.8}`,
        coat.ink,
        1.7,
      ),
    ]);
  }
  const mouth = stroke(
    `M${x + r * 0.75} ${y + r * 0.25}Q${x + r * 0.2} ${y + r * 1.15} ${x - r * 1.5} ${y + r * 0.72}`,
    coat.ink,
    1.7,
  );
  if (beast.foot === "hoof" || beast.extra === "dragon") {
    return group([mouth, ellipse(x + r * 0.3, y - r * 0.3, r * 0.2, r * 0.15, coat.ink)]);
  }
  return group([
    mouth,
    ellipse(x + r * 0.62, y - r * 0.42, Math.max(3.6, r * 0.52), Math.max(3, r * 0.44), color),
    ellipse(x + r * 0.5, y - r * 0.62, Math.max(1.2, r * 0.17), Math.max(0.8, r * 0.1), "#ffffff", { opacity: 0.7 }),
  ]);
}

export function eye([x, y]: Point, size: number, sketch: Sketch): string {
  const glasses = sketch.wears.find((wear) => wear.kind === "glasses");
  const frame = glasses
    ? circle(x, y, size * 1.9, "#ffffff", { "fill-opacity": 0.25, stroke: glasses.color, "stroke-width": size * 0.4 })
    : "";
  return group([
    ellipse(x, y, size * 0.95, size * 1.22, "#231d2a"),
    circle(x + size * 0.3, y - size * 0.42, size * 0.4, "#ffffff"),
    circle(x - size * 0.28, y + size * 0.45, size * 0.18, "#ffffff", { opacity: 0.8 }),
    stroke(
      `M${x - size * 1.1} ${y - size * 2.05}Q${x + size * 0.1} ${y - size * 2.6} ${x + size * 1.2} ${y - size * 1.9}`,
      "#231d2a",
      size * 0.32,
      {
        opacity: 0.5,
      },
    ),
    frame,
  ]);
}

/** A mane of locks round the head. */
function ruff(beast: Beast, [x, y]: Point): string {
  const r = beast.head.radius * 1.72;
  const tone = tones(beast.mane ?? beast.coat);
  const lock = (count: number, size: number, shift: number): Point[] =>
    Array.from({ length: count * 2 }, (_, index): Point => {
      const angle = (index / (count * 2)) * Math.PI * 2 + shift;
      const reach = index % 2 === 0 ? size : size * 0.84;
      return [x - r * 0.2 + Math.cos(angle) * reach, y + r * 0.16 + Math.sin(angle) * reach * 1.05];
    });
  return (
    path(blob(lock(11, r, 0)), tone.dark, { stroke: tone.ink, "stroke-width": 1.8 }) +
    path(blob(lock(10, r * 0.82, 0.3)), tone.base, { opacity: 0.9 })
  );
}

function trunk([x, y, r]: Joint, coat: Coat): string {
  const d = limb([
    [x - r * 0.9, y - r * 0.3, r * 1.15],
    [x + r * 0.7, y + r * 1.4, r * 0.92],
    [x + r * 0.9, y + r * 3.4, r * 0.72],
    [x + r * 1.7, y + r * 4.8, r * 0.56],
    [x + r * 3, y + r * 4.5, r * 0.46],
  ]);
  const rings = [1.2, 2.1, 3].map((at) =>
    stroke(`M${x + r * 0.1} ${y + r * at}q${r * 0.7} ${r * 0.3} ${r * 1.4}-${r * 0.05}`, coat.ink, 1.3, {
      opacity: 0.4,
    }),
  );
  const tusk = path(
    `M${x - r * 0.9} ${y + r * 0.9}Q${x + r * 0.1} ${y + r * 2.9} ${x + r * 2.4} ${y + r * 2.4}Q${x + r * 0.6} ${y + r * 2.1} ${x} ${y + r * 0.6}Z`,
    "#f6eed8",
    { stroke: coat.ink, "stroke-width": 1.3 },
  );
  return group([
    path(d, coat.fill, { stroke: coat.ink, "stroke-width": 2.2, "paint-order": "stroke" }),
    ...rings,
    tusk,
  ]);
}

function growths(beast: Beast, [x, y]: Point, coat: Coat): string {
  const r = beast.head.radius;
  if (beast.extra === "antlers") return antler([x - r * 0.15, y - r * 0.8], r * 2.3, "#b8935f");
  if (beast.extra === "horn") {
    const horn = `M${x + r * 0.28} ${y - r * 0.82}L${x + r * 1.05} ${y - r * 2.5}L${x + r * 0.72} ${y - r * 0.62}Z`;
    return path(horn, "#f2cf6a", { stroke: "#a57a2a", "stroke-width": 1.4, "stroke-linejoin": "round" });
  }
  if (beast.extra === "dragon") {
    return [0, 0.42]
      .map((at) =>
        path(
          `M${x - r * (0.5 - at)} ${y - r * 0.72}Q${x - r * (0.9 - at)} ${y - r * 1.5} ${x - r * (1.6 - at)} ${y - r * 1.75}Q${x - r * (0.6 - at)} ${y - r * 1.55} ${x - r * (0.02 - at)} ${y - r * 0.84}Z`,
          coat.pale,
          { stroke: coat.ink, "stroke-width": 1.4 },
        ),
      )
      .join("");
  }
  if (beast.head.muzzle < r * 0.55 && beast.foot === "paw") return whiskers([x, y], r, coat);
  return "";
}

function whiskers([x, y]: Point, r: number, coat: Coat): string {
  return stroke(
    `M${x + r * 0.75} ${y + r * 0.4}l-${r * 0.8} ${r * 0.02}M${x + r * 0.75} ${y + r * 0.48}l-${r * 0.74} ${r * 0.24}`,
    coat.ink,
    0.9,
    { opacity: 0.6 },
  );
}

function antler([x, y]: Point, size: number, color: string): string {
  const beam = through([
    [x, y],
    [x - size * 0.16, y - size * 0.4],
    [x - size * 0.05, y - size * 0.95],
  ]);
  const tines = `M${x - size * 0.12} ${y - size * 0.28}Q${x + size * 0.1} ${y - size * 0.4} ${x + size * 0.16} ${y - size * 0.58}M${x - size * 0.15} ${y - size * 0.5}Q${x - size * 0.36} ${y - size * 0.62} ${x - size * 0.38} ${y - size * 0.82}M${x - size * 0.11} ${y - size * 0.68}Q${x + size * 0.08} ${y - size * 0.78} ${x + size * 0.12} ${y - size * 0.94}`;
  return stroke(beam, color, size * 0.095) + stroke(tines, color, size * 0.07);
}
