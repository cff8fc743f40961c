/**
 * One animal on four legs, seen from its right side, from a list of measures. Ground is y = 0, up is negative,
 * a fox is about 100 high. Every kind and every pose is drawn by the same lines.
 */
import { luminance } from "../../drawing/color.ts";
import { circle, ellipse, group, type Point, path, stroke } from "../../drawing/svg.ts";
import type { Art } from "../relight.ts";
import { dragonWing, horseMane, spikes } from "./beast-back.ts";
import { behindHead, face, skullOf } from "./beast-head.ts";
import { type Leg, legs, type Skeleton, skeletonOf } from "./beast-pose.ts";
import { tail } from "./beast-tail.ts";
import { dress } from "./beast-wear.ts";
import { blob, bodyFill, limb, type Sketch, tones } from "./canvas.ts";

export interface Beast {
  coat: string;
  /** Belly, chest and lower face. */
  pale?: string;
  /** Lower legs. */
  sock?: string;
  tip?: string;
  mane?: string;
  nose?: string;
  innerEar?: string;
  /** Height of the shoulder joint over the ground. */
  height: number;
  length: number;
  chest: number;
  waist: number;
  rump: number;
  leg: readonly [top: number, bottom: number];
  foot: "paw" | "hoof" | "column" | "claw";
  neck: { length: number; angle: number; base: number; top: number };
  head: { radius: number; muzzle: number; tip: number; droop: number };
  ear: { kind: "pointed" | "round" | "long" | "leaf" | "floppy" | "fan"; size: number };
  tail: { kind: "brush" | "thin" | "up" | "puff" | "curl" | "horse" | "tuft" | "spear" | "plume"; length: number };
  marks?: "stripes" | "spots" | "patch" | "cheeks" | "panda";
  extra?: "antlers" | "horn" | "trunk" | "dragon" | "snout";
  hairy?: boolean;
}

export interface Coat {
  fill: string;
  far: string;
  ink: string;
  pale: string;
}

export function drawBeast(kind: Beast, sketch: Sketch): Art {
  const beast = sketch.color ? recolored(kind, sketch.color) : kind;
  const bones = skeletonOf(beast, sketch.pose);
  const tone = tones(beast.coat);
  const top = bones.head[1] - beast.head.radius;
  const coat: Coat = {
    fill: bodyFill(sketch.defs, beast.coat, top, 0),
    far: bodyFill(sketch.defs, tone.dark, top, 0),
    ink: tone.ink,
    pale: beast.pale ?? tone.pale,
  };
  const near = legs(beast, bones).filter((leg) => !leg.far);
  const far = legs(beast, bones).filter((leg) => leg.far);
  const trunk = [limb(bones.body), ...round(bones), limb(bones.neck), ...near.map((leg) => limb(leg.joints))];
  const head = skullOf(beast, bones.head);
  const body = [
    beast.extra === "dragon" ? spikes(bones, coat) + dragonWing(bones, beast, coat, sketch, false) : "",
    tail(beast, bones, coat, sketch),
    ...far.map((leg) => drawLeg(leg, beast, coat.far, coat)),
    beast.hairy ? "" : behindHead(beast, bones.head, coat),
    outline(beast.hairy ? trunk : [...trunk, head], coat.ink),
    ...trunk.map((d) => path(d, coat.fill)),
    underside(beast, bones, coat, sketch),
    markings(beast, bones, sketch),
    ...near.map((leg) => drawFoot(leg, beast, coat)),
    thigh(beast, bones, coat),
    dress(beast, bones, sketch, "behind"),
    beast.hairy ? behindHead(beast, bones.head, coat) + outline([head], coat.ink) : "",
    path(head, coat.fill),
    face(beast, bones.head, coat, sketch),
    horseMane(beast, bones, coat, sketch),
    dress(beast, bones, sketch, "front"),
    beast.extra === "dragon" ? dragonWing(bones, beast, coat, sketch, true) : "",
  ];
  return { body: group(body), shine: "" };
}

/** A sitting animal's hip is a ball. */
function round(bones: Skeleton): string[] {
  const [x, y, r] = bones.body[0] ?? [0, 0, 1];
  const half = r * 0.99;
  return bones.sitting
    ? [
        blob(
          [
            [x - half, y],
            [x, y - half],
            [x + half, y],
            [x, y + half],
          ],
          1.6,
        ),
      ]
    : [];
}

/** Another coat keeps what is near white or near black, and loses tints that belong to the old one. */
function recolored(kind: Beast, coat: string): Beast {
  const { pale, ...rest } = kind;
  return pale && luminance(pale) > 0.82 ? { ...rest, pale, coat } : { ...rest, coat };
}

function outline(shapes: readonly string[], ink: string): string {
  return group(
    shapes.map((d) => path(d, ink)),
    { stroke: ink, "stroke-width": 2.6, "stroke-linejoin": "round" },
  );
}

function drawLeg(leg: Leg, beast: Beast, fill: string, coat: Coat): string {
  const d = limb(leg.joints);
  return outline([d], coat.ink) + path(d, fill) + drawFoot(leg, beast, coat);
}

function drawFoot(leg: Leg, beast: Beast, coat: Coat): string {
  const [x, y, radius] = leg.joints.at(-1) ?? [0, 0, 1];
  const [kneeX, kneeY] = leg.joints.at(-2) ?? [x, y - 10];
  const sock = beast.sock
    ? path(
        limb([
          [(x + kneeX) / 2, (y + kneeY) / 2, radius * 1.12],
          [x, y, radius],
        ]),
        beast.sock,
      )
    : "";
  const ground = y + radius;
  if (beast.foot === "hoof") {
    return `${sock}${path(`M${x - radius} ${ground - radius * 1.5}L${x - radius * 1.2} ${ground}H${x + radius * 1.5}L${x + radius * 1.05} ${ground - radius * 1.5}Z`, coat.ink)}`;
  }
  if (beast.foot === "column") {
    return (
      sock + [-0.6, 0, 0.6].map((at) => ellipse(x + at * radius, ground - 2, radius * 0.28, 3.4, coat.pale)).join("")
    );
  }
  const fill = beast.sock ?? (leg.far ? coat.far : coat.fill);
  const paw = { stroke: coat.ink, "stroke-width": 1.3 };
  const toes =
    beast.foot === "claw"
      ? [0.2, 1, 1.7].map((at) => path(`M${x + at * radius - 2} ${ground - 4}l7 4h-8Z`, coat.pale)).join("")
      : stroke(
          `M${x + radius} ${ground - 1}v-${radius * 0.5}M${x + radius * 0.35} ${ground - 1}v-${radius * 0.45}`,
          coat.ink,
          1.1,
        );
  return `${sock}${ellipse(x + radius * 0.55, ground - radius * 0.62, radius * 1.45, radius * 0.72, fill, paw)}${toes}`;
}

/** The light belly and chest, cut to the body. */
function underside(beast: Beast, bones: Skeleton, coat: Coat, sketch: Sketch): string {
  const clip = sketch.defs.add(
    (id) => `<clipPath id="${id}">${path(limb(bones.body), "#000")}${path(limb(bones.neck), "#000")}</clipPath>`,
  );
  const chest = bones.body.at(-1) ?? [0, 0, 1];
  const rump = bones.body[0] ?? [0, 0, 1];
  const [headX, headY] = bones.head;
  const shape = blob([
    [rump[0] + rump[2] * 0.4, rump[1] + rump[2] * 0.72],
    [(rump[0] + chest[0]) / 2, (rump[1] + chest[1]) / 2 + beast.waist * 0.45],
    [chest[0] - chest[2] * 0.3, chest[1] + chest[2] * 0.3],
    [chest[0] + chest[2] * 0.35, chest[1] - chest[2] * 0.5],
    [headX + 1, headY + beast.head.radius * 0.5],
    [headX + beast.head.radius * 1.5, headY + beast.head.radius],
    [chest[0] + chest[2] * 2, chest[1] + chest[2]],
    [chest[0], chest[1] + chest[2] * 2],
    [rump[0], rump[1] + rump[2] * 2],
  ]);
  return group(path(shape, coat.pale, { opacity: beast.pale ? 0.95 : 0.28 }), { "clip-path": clip });
}

/** The line of the near thigh: without it a sitting animal is a bag. */
function thigh(beast: Beast, bones: Skeleton, coat: Coat): string {
  const [x, y, r] = bones.body[0] ?? [0, 0, 1];
  if (!bones.sitting) {
    return path(
      `M${x + r * 0.75} ${y - r * 0.35}Q${x + r * 1.15} ${y + r * 0.5} ${x + r * 0.5} ${y + r * 1.05}`,
      "none",
      {
        stroke: coat.ink,
        "stroke-width": 1.6,
        opacity: 0.4,
        "stroke-linecap": "round",
      },
    );
  }
  const foot = beast.sock ?? coat.fill;
  const line = { stroke: coat.ink, "stroke-width": 1.5 };
  return group([
    ellipse(x + r * 1.1, -beast.leg[1] * 0.75, r * 0.85, beast.leg[1] * 0.8, foot, line),
    ellipse(x + r * 0.42, y + r * 0.2, r * 0.84, r * 0.8, coat.fill),
    path(`M${x - r * 0.1} ${y - r * 0.5}Q${x + r * 1.5} ${y - r * 0.7} ${x + r * 1.22} ${y + r * 0.6}`, "none", {
      ...line,
      opacity: 0.5,
    }),
  ]);
}

function markings(beast: Beast, bones: Skeleton, sketch: Sketch): string {
  const [rx, ry, rr] = bones.body[0] ?? [0, 0, 1];
  const [cx, cy, cr] = bones.body.at(-1) ?? [0, 0, 1];
  const at = (share: number, side: number): Point => [
    rx + (cx - rx) * share,
    ry + (cy - ry) * share + (rr + (cr - rr) * share) * side,
  ];
  const clip = sketch.defs.add((id) => `<clipPath id="${id}">${path(limb(bones.body), "#000")}</clipPath>`);
  const dark = tones(beast.coat).ink;
  const inside = (marks: string[], opacity: number): string => group(marks, { "clip-path": clip, opacity });
  if (beast.marks === "stripes") {
    const lean = (Math.atan2(cy - ry, cx - rx) * 180) / Math.PI;
    const stripes = [0, 0.2, 0.4, 0.6, 0.8, 1].map((share) => {
      const x = rx + (cx - rx) * share;
      const y = ry + (cy - ry) * share;
      const r = rr + (cr - rr) * share;
      const d = `M${x - 5} ${y - r * 1.2}Q${x + 3} ${y - r * 0.4} ${x - 3} ${y + r * 0.15}Q${x + 8} ${y - r * 0.5} ${x + 5} ${y - r * 1.2}Z`;
      return path(d, dark, { transform: `rotate(${lean} ${x} ${y})` });
    });
    return inside(stripes, 0.8);
  }
  if (beast.marks === "spots") {
    const spots: readonly Point[] = [
      at(0.05, -0.5),
      at(0.25, -0.72),
      at(0.42, -0.4),
      at(0.6, -0.7),
      at(0.8, -0.5),
      at(0.18, -0.12),
    ];
    return inside(
      spots.map(([x, y]) => circle(x, y, rr * 0.11, "#fff8e6")),
      0.85,
    );
  }
  if (beast.marks === "patch") {
    const [x, y] = at(0.25, -0.6);
    return inside([ellipse(x, y, rr * 1.1, rr * 0.9, tones(beast.coat).dark)], 0.7);
  }
  if (beast.marks === "panda") {
    const [x] = at(1, 0);
    return inside(
      [
        path(
          limb([
            [x - cr * 0.1, cy - cr * 1.3, cr * 0.6],
            [x - cr * 0.3, cy, cr * 0.66],
            [x + cr * 0.1, cy + cr * 1.4, cr * 0.8],
          ]),
          "#2f2e36",
        ),
      ],
      1,
    );
  }
  return "";
}
