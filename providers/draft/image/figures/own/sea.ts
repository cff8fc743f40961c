/** Fish, whales and butterflies. */
import { circle, ellipse, group, path, stroke } from "../../drawing/svg.ts";
import type { Art } from "../relight.ts";
import { bodyFill, type Drawing, limb, type Sketch, shaded, tones } from "./canvas.ts";

const EYE = "#231d2a";

function fish({ defs, color }: Sketch): Art {
  const coat = color ?? "#f08a3c";
  const tone = tones(coat);
  const line = { stroke: tone.ink, "stroke-width": 2.6, "stroke-linejoin": "round" };
  const trunk = "M62 2Q44 -34 0 -36Q-34 -34 -54 -6L-54 8Q-34 32 0 34Q44 34 62 2Z";
  const clip = defs.add((id) => `<clipPath id="${id}">${path(trunk, "#000")}</clipPath>`);
  const scales = [-34, -16, 2, 20]
    .flatMap((x, column) => [-18, -4, 10].map((y) => `M${x} ${y + (column % 2) * 7}q8 6 0 13`))
    .join("");
  const fin = bodyFill(defs, tone.dark, -56, 50);
  return {
    body: group([
      path("M-48 0Q-72 -34 -88 -32Q-76 -4 -88 32Q-66 28 -48 4Z", fin, line),
      path("M18 -32Q2 -58 -28 -48Q-22 -38 -24 -28ZM6 32Q-4 50 -24 46Q-18 36 -16 28Z", fin, line),
      path(trunk, bodyFill(defs, coat, -36, 34), line),
      group([ellipse(16, 30, 58, 20, tone.pale, { opacity: 0.85 }), stroke(scales, tone.dark, 2, { opacity: 0.6 })], {
        "clip-path": clip,
      }),
      stroke("M30 -22Q20 0 30 22", tone.dark, 2.4),
      path("M14 6Q-10 8 -16 24Q4 26 18 14Z", fin, { ...line, "stroke-width": 2 }),
      circle(42, -8, 8.5, "#ffffff", { stroke: tone.ink, "stroke-width": 1.4 }),
      circle(44, -8, 5, EYE),
      circle(45.6, -10, 1.8, "#ffffff"),
      stroke("M60 6Q52 10 48 8", tone.ink, 2),
    ]),
    shine: "",
  };
}

function whale({ defs, color }: Sketch): Art {
  const coat = color ?? "#4a7fae";
  const tone = tones(coat);
  const line = { stroke: tone.ink, "stroke-width": 3, "stroke-linejoin": "round" };
  const trunk = "M118 4Q112 -62 34 -66Q-40 -66 -82 -20Q-100 -2 -122 -14Q-108 24 -70 40Q0 66 70 48Q116 38 118 4Z";
  const clip = defs.add((id) => `<clipPath id="${id}">${path(trunk, "#000")}</clipPath>`);
  const folds = [0, 1, 2, 3]
    .map((row) => `M${116 - row * 4} ${20 + row * 8}Q70 ${40 + row * 7} ${14 - row * 8} ${38 + row * 5}`)
    .join("");
  return {
    body: group([
      path(
        "M-112 -10Q-142 -14 -156 -46Q-132 -52 -114 -32Q-106 -58 -84 -64Q-82 -34 -100 -6Z",
        bodyFill(defs, coat, -64, 0),
        line,
      ),
      path(trunk, bodyFill(defs, coat, -66, 56), line),
      group([path("M122 10Q70 34 20 30Q-40 34 -90 20L-60 70H130Z", "#dfeaf0"), stroke(folds, "#8fa9bd", 2.2)], {
        "clip-path": clip,
      }),
      path("M40 34Q30 66 -2 72Q0 48 14 32Z", bodyFill(defs, tone.dark, 30, 72), line),
      ellipse(82, -2, 6, 7, EYE),
      circle(84, -5, 2.4, "#ffffff"),
      stroke("M74 -16Q82 -20 90 -15", tone.ink, 2.4, { opacity: 0.5 }),
      stroke("M116 14Q104 20 92 16", tone.ink, 2.4),
      stroke("M44 -68Q40 -92 24 -100M46 -68Q46 -96 48 -104M48 -68Q54 -90 72 -98", "#cfe8f5", 6, { opacity: 0.9 }),
      ...[
        [20, -104, 6],
        [48, -110, 7],
        [76, -102, 6],
      ].map(([x = 0, y = 0, r = 0]) => circle(x, y, r, "#e6f4fb")),
    ]),
    shine: "",
  };
}

function dolphin({ defs, color }: Sketch): Art {
  const coat = color ?? "#5f93bd";
  const tone = tones(coat);
  const line = { stroke: tone.ink, "stroke-width": 2.6, "stroke-linejoin": "round" };
  const trunk = "M98 34Q104 28 92 22Q84 -8 50 -28Q4 -46 -42 -10Q-66 8 -88 34Q-70 30 -52 24Q-10 8 24 20Q56 34 80 36Z";
  const clip = defs.add((id) => `<clipPath id="${id}">${path(trunk, "#000")}</clipPath>`);
  return {
    body: group([
      path("M2 -34Q-6 -62 -32 -62Q-22 -42 -28 -20Z", bodyFill(defs, tone.dark, -62, -20), line),
      path(
        "M-80 26Q-104 26 -116 46Q-96 46 -88 40Q-92 56 -84 66Q-72 50 -70 30Z",
        bodyFill(defs, tone.dark, 26, 66),
        line,
      ),
      path(trunk, bodyFill(defs, coat, -40, 40), line),
      group(path("M104 30Q70 24 40 8Q0 0 -40 22L-30 60H104Z", "#e6eef2"), { "clip-path": clip }),
      path("M36 12Q22 42 2 46Q8 26 16 8Z", bodyFill(defs, tone.dark, 8, 46), line),
      ellipse(66, 2, 4.6, 5.6, EYE),
      circle(67.6, 0, 1.9, "#ffffff"),
      stroke("M98 32Q80 28 72 20", tone.ink, 2),
    ]),
    shine: "",
  };
}

function butterfly(base: string, { defs, color }: Sketch, veins: string): Art {
  const coat = color ?? base;
  const tone = tones(coat);
  const line = { stroke: tone.ink, "stroke-width": 3, "stroke-linejoin": "round" };
  const upper = "M4 -4Q20 -64 66 -66Q92 -60 84 -28Q74 4 8 6Z";
  const lower = "M6 4Q60 6 64 30Q62 56 38 54Q14 44 4 10Z";
  const half = (turn: string): string =>
    group(
      [
        path(lower, bodyFill(defs, tone.dark, 0, 60), line),
        path(upper, bodyFill(defs, coat, -70, 10), line),
        stroke("M8 0Q40 -20 74 -44M8 2Q40 -8 80 -24M8 8Q30 20 48 44", veins, 2.2, { opacity: 0.65 }),
        circle(66, -48, 7, tone.pale),
        circle(70, -30, 4.5, tone.pale),
        circle(46, 36, 6, tone.pale),
      ],
      { transform: turn },
    );
  return {
    body: group(
      [
        half("rotate(-8) scale(-0.82 1)"),
        half("rotate(8)"),
        path(
          limb([
            [0, -18, 5],
            [0, 4, 6],
            [0, 34, 3.5],
          ]),
          shaded(defs, "#3f3238"),
        ),
        circle(0, -24, 7, "#3f3238"),
        stroke("M-3 -30Q-10 -48 -20 -52M3 -30Q10 -48 20 -52", "#3f3238", 2.2),
      ],
      { transform: "rotate(14)" },
    ),
    shine: "",
  };
}

export const SEA: Readonly<Record<string, Drawing>> = {
  fish,
  whale,
  dolphin,
  butterfly: (sketch) => butterfly("#5f8fe0", sketch, "#24325e"),
  "monarch-butterfly": (sketch) => butterfly("#ee8a2c", sketch, "#3a2420"),
};
