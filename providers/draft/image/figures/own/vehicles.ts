/** What carries a story over land: train, car, bicycle. */
import { circle, ellipse, group, path, rectangle, stroke } from "../../drawing/svg.ts";
import type { Art } from "../relight.ts";
import { type Drawing, halo, inked, type Sketch, shaded, tones } from "./canvas.ts";

const GLASS = "#a9d3e6";

function wheel(x: number, y: number, r: number, { defs }: Sketch, spokes = 8, rim = "#4a4048"): string {
  const lines = Array.from({ length: spokes }, (_, index) => {
    const angle = (index / spokes) * Math.PI * 2;
    return `M${x} ${y}L${x + Math.cos(angle) * r * 0.8} ${y + Math.sin(angle) * r * 0.8}`;
  });
  return group([
    circle(x, y, r, shaded(defs, rim), inked(rim)),
    circle(x, y, r * 0.74, "#cdbfa8", inked("#8a7a66", 1.6)),
    stroke(lines.join(""), "#6a5848", 2.4),
    circle(x, y, r * 0.24, "#e0b64a", inked("#e0b64a", 1.6)),
  ]);
}

function train(sketch: Sketch): Art {
  const { defs, night } = sketch;
  const paint = sketch.color ?? "#b5403a";
  const line = inked(paint, 2.8);
  const gold = shaded(defs, "#e0b64a");
  return {
    body: group([
      stroke("M86 -78Q70 -104 96 -116T84 -150", "#eceaea", 16, { opacity: 0.75 }),
      path("M70 -40L64 -74H106L98 -40Z", shaded(defs, "#3f3a44"), inked("#3f3a44")),
      rectangle(60, -82, 50, 10, gold, inked("#e0b64a", 2)),
      path("M-4 -42H118Q136 -36 136 -6Q136 26 118 30H-4Z", shaded(defs, "#4a4652"), inked("#4a4652")),
      rectangle(20, -42, 8, 72, gold),
      rectangle(64, -42, 8, 72, gold),
      path("M26 -42Q28 -62 40 -62Q52 -62 54 -42Z", gold, inked("#e0b64a", 2)),
      rectangle(-112, -70, 112, 100, shaded(defs, paint), line),
      rectangle(-122, -82, 132, 14, shaded(defs, tones(paint).dark), { rx: 4, ...line }),
      ...[-98, -46].map((x) => rectangle(x, -56, 38, 40, night ? "#ffe08a" : GLASS, inked("#5a3b2a", 2.2))),
      rectangle(-112, 0, 112, 7, gold),
      path("M-126 30H142V44H-126Z", shaded(defs, "#3f3a44"), inked("#3f3a44", 2)),
      path("M138 28L168 62H124V40Z", shaded(defs, "#c9503f"), inked("#c9503f")),
      circle(136, -12, 10, "#fff2b0", inked("#e0b64a", 2)),
      wheel(-84, 54, 26, sketch),
      wheel(-22, 54, 26, sketch),
      wheel(44, 60, 20, sketch, 6),
      wheel(96, 60, 20, sketch, 6),
      stroke("M-84 54H48", "#c9c3bd", 6),
    ]),
    shine: night
      ? group([circle(140, -12, 80, halo(defs, sketch.glow, 0.8)), circle(-54, -36, 70, halo(defs, sketch.glow, 0.4))])
      : "",
  };
}

function car(sketch: Sketch): Art {
  const { defs, night } = sketch;
  const paint = sketch.color ?? "#3f8fb5";
  const line = inked(paint, 2.8);
  const tyre = (x: number): string =>
    circle(x, 42, 25, shaded(defs, "#3a363e"), inked("#3a363e")) +
    circle(x, 42, 13, shaded(defs, "#d9d6d0"), inked("#8a8784", 1.8)) +
    circle(x, 42, 4, "#8a8784");
  return {
    body: group([
      path("M-62 -14Q-52 -62 -26 -64H22Q44 -62 66 -14Z", shaded(defs, paint), line),
      path(
        "M-50 -16Q-42 -52 -24 -54H-6V-16ZM4 -54H20Q36 -52 52 -16H4Z",
        night
          ? "#ffe6a8"
          : defs.vertical([
              [0, "#d6eef6"],
              [1, "#7fb2cc"],
            ]),
        inked(paint, 2),
      ),
      path("M-112 40Q-122 -4 -92 -12L-62 -18H62Q106 -14 118 8Q124 28 116 40Z", shaded(defs, paint), line),
      path("M-108 22H116V30H-110Z", tones(paint).light, { opacity: 0.7 }),
      path("M-94 40Q-90 10 -62 10Q-34 10 -30 40ZM32 40Q36 10 64 10Q92 10 96 40Z", tones(paint).ink),
      stroke("M-2 -14V36", tones(paint).ink, 2, { opacity: 0.5 }),
      stroke("M8 4H22", "#f2f0ea", 4),
      ellipse(112, 4, 8, 11, "#fff2b0", inked("#d9b04a", 2)),
      rectangle(-120, 0, 9, 16, "#d8403a", { rx: 3, ...inked("#d8403a", 1.6) }),
      rectangle(-124, 32, 20, 9, shaded(defs, "#c9ccd0"), { rx: 4, ...inked("#8a8f96", 1.6) }),
      rectangle(104, 32, 22, 9, shaded(defs, "#c9ccd0"), { rx: 4, ...inked("#8a8f96", 1.6) }),
      tyre(-62),
      tyre(64),
    ]),
    shine: night ? circle(118, 4, 90, halo(defs, sketch.glow, 0.75)) : "",
  };
}

function bicycle(sketch: Sketch): Art {
  const paint = sketch.color ?? "#c9483f";
  const ring = (x: number): string => {
    const spokes = Array.from(
      { length: 12 },
      (_, index) => `M${x} 30L${x + Math.cos((index * Math.PI) / 6) * 40} ${30 + Math.sin((index * Math.PI) / 6) * 40}`,
    ).join("");
    return (
      circle(x, 30, 43, "none", { stroke: "#3a363e", "stroke-width": 7 }) +
      circle(x, 30, 38, "none", { stroke: "#c9ccd0", "stroke-width": 2.4 }) +
      stroke(spokes, "#b9bcc2", 1.2) +
      circle(x, 30, 5, "#8a8784")
    );
  };
  const frame = "M-66 30L-34 -34L40 -36L0 32ZM-34 -34L0 32M-66 30H0M40 -36L70 30M36 -54L42 -32";
  return {
    body: group([
      ring(-66),
      ring(70),
      stroke(frame, tones(paint).ink, 9, { "stroke-linejoin": "round" }),
      stroke(frame, paint, 6, { "stroke-linejoin": "round" }),
      stroke("M-34 -34L-40 -54", "#5a5660", 5),
      path(
        "M-62 -60Q-40 -66 -20 -56Q-24 -48 -46 -50Q-58 -48 -62 -60Z",
        shaded(sketch.defs, "#6b4630"),
        inked("#6b4630", 2),
      ),
      stroke("M34 -54Q38 -70 60 -66", "#5a5660", 5),
      stroke("M54 -68L66 -62", "#6b4630", 7),
      circle(0, 32, 11, shaded(sketch.defs, "#c9ccd0"), inked("#8a8784", 2)),
      stroke("M0 32L10 50M2 52H20", "#5a5660", 4),
      path("M46 -58H86L80 -30H52Z", shaded(sketch.defs, "#c99a5a"), inked("#c99a5a", 2)),
      stroke("M50 -48H83M52 -39H81", "#8a6236", 1.8),
    ]),
    shine: "",
  };
}

export const CRAFT: Readonly<Record<string, Drawing>> = {
  train,
  car,
  bicycle,
};
