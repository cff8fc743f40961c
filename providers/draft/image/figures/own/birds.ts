/** Birds that fly, by one set of measures, in the air or perched; and the firefly. */
import { circle, ellipse, group, type Point, path, stroke } from "../../drawing/svg.ts";
import type { Art } from "../relight.ts";
import { bodyFill, type Drawing, halo, limb, type Sketch, shaded, tones } from "./canvas.ts";

interface Flyer {
  coat: string;
  belly: string;
  wing: string;
  head?: string;
  beak: string;
  hooked?: boolean;
  /** Length of a wing beside the body. */
  span: number;
  tail: number;
}

const INK_EYE = "#231d2a";

function flyer(kind: Flyer, sketch: Sketch): Art {
  const coat = sketch.color ?? kind.coat;
  const wing = sketch.color ? tones(sketch.color).dark : kind.wing;
  return {
    body: sketch.pose === "sitting" ? perched(kind, coat, wing, sketch) : flying(kind, coat, wing, sketch),
    shine: "",
  };
}

function flying(kind: Flyer, coat: string, wing: string, { defs }: Sketch): string {
  const ink = tones(coat).ink;
  const fill = bodyFill(defs, coat, -34, 34);
  const line = { stroke: ink, "stroke-width": 2.2, "stroke-linejoin": "round" };
  const trunk = limb([
    [-48, 10, 7],
    [-16, 8, 20],
    [18, 0, 22],
    [40, -8, 17],
  ]);
  const s = kind.span / 100;
  const feathers = (far: boolean): string => {
    const x = far ? 20 : 4;
    const tip = far ? 0.86 : 1;
    const p = (dx: number, dy: number): string => `${(x + dx * s * tip).toFixed(1)} ${(-6 + dy * s * tip).toFixed(1)}`;
    return `M${p(22, 6)}Q${p(16, -60)} ${p(-36, -118)}Q${p(-42, -100)} ${p(-40, -92)}Q${p(-54, -100)} ${p(-62, -98)}Q${p(-60, -82)} ${p(-54, -72)}Q${p(-66, -76)} ${p(-74, -72)}Q${p(-68, -56)} ${p(-56, -46)}Q${p(-68, -46)} ${p(-72, -40)}Q${p(-52, -12)} ${p(-26, 12)}Z`;
  };
  const near = bodyFill(defs, wing, -118 * s, 10);
  const tail = path(
    `M-40 4L${-58 - kind.tail} -6L${-52 - kind.tail} 8L${-60 - kind.tail} 16L${-50 - kind.tail} 20L-40 18Z`,
    bodyFill(defs, wing, -10, 24),
    line,
  );
  const shaft = stroke(
    `M18 -4Q10 ${-52 * s} ${-30 * s} ${-104 * s}M10 -2Q-10 ${-40 * s} ${-52 * s} ${-86 * s}M2 2Q-20 ${-30 * s} ${-60 * s} ${-58 * s}`,
    tones(wing).ink,
    1.4,
    { opacity: 0.35 },
  );
  return group([
    path(feathers(true), bodyFill(defs, tones(wing).dark, -118 * s, 10), line),
    tail,
    path(trunk, fill, { ...line, "stroke-width": 4.4, "paint-order": "stroke" }),
    bellyOf(trunk, coat === kind.coat ? kind.belly : tones(coat).pale, defs),
    headOf(kind, coat, [44, -14], defs),
    path(feathers(false), near, line),
    shaft,
  ]);
}

function perched(kind: Flyer, coat: string, wing: string, { defs }: Sketch): string {
  const ink = tones(coat).ink;
  const line = { stroke: ink, "stroke-width": 2.2, "stroke-linejoin": "round" };
  const trunk = limb([
    [-34, 26, 10],
    [-10, 10, 24],
    [14, -8, 24],
    [22, -26, 18],
  ]);
  return group([
    stroke("M-4 30L-6 52M8 28L8 52M-12 52H0M2 52H15", "#8a5f3a", 3.2),
    path(`M-28 18L${-60 - kind.tail * 0.7} 44L${-48 - kind.tail * 0.6} 54L-20 34Z`, bodyFill(defs, wing, 10, 54), line),
    path(trunk, bodyFill(defs, coat, -40, 40), { ...line, "stroke-width": 4.4, "paint-order": "stroke" }),
    bellyOf(trunk, coat === kind.coat ? kind.belly : tones(coat).pale, defs, 12),
    headOf(kind, coat, [24, -32], defs),
    path("M16 -12Q-8 -22 -26 6Q-42 26 -58 36Q-20 44 4 22Q18 8 16 -12Z", bodyFill(defs, wing, -20, 44), line),
    stroke("M4 8Q-12 24 -34 32M-4 0Q-18 16 -38 24", tones(wing).ink, 1.4, { opacity: 0.4 }),
  ]);
}

function bellyOf(trunk: string, color: string, defs: Sketch["defs"], shift = 0): string {
  const clip = defs.add((id) => `<clipPath id="${id}">${path(trunk, "#000")}</clipPath>`);
  return group(
    ellipse(26 - shift * 0.6, 16 + shift * 0.4, 36, 19, color, { transform: `rotate(${-18 - shift * 2} 20 16)` }),
    { "clip-path": clip },
  );
}

function headOf(kind: Flyer, coat: string, [x, y]: Point, defs: Sketch["defs"]): string {
  const head = kind.head ?? coat;
  const ink = tones(coat).ink;
  const line = { stroke: tones(kind.beak).ink, "stroke-width": 1.6, "stroke-linejoin": "round" };
  const beak = kind.hooked
    ? `M${x + 12} ${y - 7}Q${x + 32} ${y - 8} ${x + 32} ${y + 10}Q${x + 26} ${y + 3} ${x + 14} ${y + 7}Z`
    : `M${x + 14} ${y - 5}L${x + 36} ${y + 3}L${x + 13} ${y + 8}Z`;
  return group([
    path(beak, shaded(defs, kind.beak), line),
    circle(x, y, 19, bodyFill(defs, head, y - 22, y + 26), { stroke: ink, "stroke-width": kind.head ? 1.6 : 0 }),
    kind.hooked ? "" : stroke(`M${x + 15} ${y + 2}L${x + 32} ${y + 3}`, tones(kind.beak).ink, 1.2, { opacity: 0.6 }),
    ellipse(x + 5, y - 4, 4.4, 5.4, INK_EYE),
    circle(x + 6.6, y - 6, 1.8, "#ffffff"),
    kind.hooked ? stroke(`M${x - 2} ${y - 12}L${x + 12} ${y - 8}`, ink, 3) : "",
  ]);
}

/** A small light with wings. */
function firefly({ defs, glow }: Sketch): Art {
  return {
    body: group([
      ellipse(-12, -16, 18, 8, "#dff2ff", { opacity: 0.8, transform: "rotate(38 -12 -16)" }),
      ellipse(8, -18, 16, 7, "#c8e6fa", { opacity: 0.8, transform: "rotate(-38 8 -18)" }),
      path(
        limb([
          [-26, 8, 7],
          [-4, 2, 9],
          [14, -4, 7],
        ]),
        shaded(defs, "#4a3a3a"),
      ),
      circle(20, -8, 8, shaded(defs, "#5a4440")),
      circle(23, -10, 2.4, "#ffffff"),
    ]),
    shine: group([circle(-26, 10, 62, halo(defs, glow, 0.9)), ellipse(-26, 10, 12, 10, "#fff6b8")]),
  };
}

const ROBIN: Flyer = { coat: "#8a6444", belly: "#e8763a", wing: "#6b4c36", beak: "#e8a53a", span: 78, tail: 22 };

export const BIRDS: Readonly<Record<string, Drawing>> = {
  bird: (sketch) => flyer(ROBIN, sketch),
  "blue-bird": (sketch) => flyer({ ...ROBIN, coat: "#4f8fd6", belly: "#f6e2c4", wing: "#2f64ac" }, sketch),
  crow: (sketch) =>
    flyer({ coat: "#3a3b4a", belly: "#4a4b5c", wing: "#2c2d3a", beak: "#4a4750", span: 96, tail: 26 }, sketch),
  eagle: (sketch) =>
    flyer(
      {
        coat: "#6f4a30",
        belly: "#825a3a",
        wing: "#573824",
        head: "#f6f2e6",
        beak: "#f0b53a",
        hooked: true,
        span: 124,
        tail: 26,
      },
      sketch,
    ),
  gull: (sketch) =>
    flyer({ coat: "#f3f4f2", belly: "#ffffff", wing: "#a9b6c4", beak: "#f0a53a", span: 112, tail: 14 }, sketch),
  dove: (sketch) =>
    flyer({ coat: "#f5f3ee", belly: "#ffffff", wing: "#dfe3ea", beak: "#e8a08a", span: 92, tail: 28 }, sketch),
  firefly,
};
