/** Old things of stone and wood with signs on them. */
import { circle, ellipse, group, path, rectangle, stroke } from "../../drawing/svg.ts";
import type { Art } from "../relight.ts";
import { type Drawing, halo, inked, limb, type Sketch, shaded, tones } from "./canvas.ts";
import { sparkle } from "./wonders.ts";

function coffin({ defs, color }: Sketch): Art {
  const wood = color ?? "#7a4f32";
  const line = inked(wood, 3);
  return {
    body: group([
      path("M-110 10L-64 -30H76L112 0V44L76 66H-64L-110 44Z", shaded(defs, tones(wood).dark), line),
      path("M-110 10L-64 -24H76L112 6L76 36H-64Z", shaded(defs, wood), line),
      path("M-92 9L-58 -14H70L96 6L70 26H-58Z", "none", { stroke: tones(wood).light, "stroke-width": 3, opacity: 0.7 }),
      path("M-20 -2H0V-10H12V-2H44V9H12V18H0V9H-20Z", shaded(defs, "#e0b64a"), inked("#e0b64a", 2)),
      ...[-40, 0, 40].map((x) =>
        path(`M${x - 9} 46q9 12 18 0`, "none", { stroke: "#e0b64a", "stroke-width": 4, "stroke-linecap": "round" }),
      ),
    ]),
    shine: "",
  };
}

/** Signs of our own that mean nothing: on stones, runes, portals. */
const SIGNS = [
  "M0 -12V12M0 -12L9 -4M0 0L9 8",
  "M-8 12V-12L8 12V-12",
  "M-8 -12L8 0L-8 12",
  "M0 -12L9 0L0 12L-9 0Z",
  "M-9 -10H9M0 -10V12",
  "M-8 -12V12M-8 0H8M8 -12V12",
];

function stoneTablet({ defs, color }: Sketch): Art {
  const stone = color ?? "#9a978e";
  const marks = SIGNS.flatMap((d, index) =>
    [0, 1].map((half) =>
      stroke(d, half === 0 ? tones(stone).ink : tones(stone).pale, half === 0 ? 3.4 : 1.2, {
        transform: `translate(${-28 + (index % 3) * 28 + half * 1.4} ${-40 + Math.floor(index / 3) * 40 + half * 1.4})`,
        opacity: half === 0 ? 0.75 : 0.5,
      }),
    ),
  );
  return {
    body: group([
      path("M-76 88L-70 66H72L80 88Z", shaded(defs, tones(stone).dark), inked(stone)),
      path("M-62 70V-44Q-60 -84 0 -88Q58 -84 62 -40L58 -12L64 0L62 70Z", shaded(defs, stone), inked(stone, 3)),
      path("M-50 62V-42Q-46 -72 0 -76Q46 -72 50 -40V62Z", "none", {
        stroke: tones(stone).ink,
        "stroke-width": 2,
        opacity: 0.4,
      }),
      ...marks,
      stroke("M62 -2L44 8L48 20L38 30", tones(stone).ink, 2.2, { opacity: 0.7 }),
      path("M-62 60Q-50 46 -44 62Q-34 52 -28 70H-62Z", "#7a9a5a"),
    ]),
    shine: "",
  };
}

function totem({ defs, color }: Sketch): Art {
  const wood = color ?? "#a5703f";
  const line = inked(wood, 2.8);
  const head = (y: number, hue: string, beak: string): string =>
    group([
      rectangle(-40, y, 80, 68, shaded(defs, wood), { rx: 12, ...line }),
      path(`M-40 ${y + 14}Q0 ${y - 4} 40 ${y + 14}V${y + 4}Q0 ${y - 14} -40 ${y + 4}Z`, hue, inked(hue, 1.8)),
      ellipse(-18, y + 28, 10, 9, "#fbf2d8", line),
      ellipse(18, y + 28, 10, 9, "#fbf2d8", line),
      circle(-16, y + 29, 4.6, "#2b2530"),
      circle(16, y + 29, 4.6, "#2b2530"),
      path(beak, shaded(defs, "#e8b33a"), { ...inked("#e8b33a", 2), transform: `translate(0 ${y + 42})` }),
      rectangle(-26, y + 56, 52, 7, hue, { rx: 3 }),
    ]);
  return {
    body: group([
      path(
        "M-40 -84Q-110 -112 -124 -86Q-100 -84 -96 -70Q-70 -76 -40 -58ZM40 -84Q110 -112 124 -86Q100 -84 96 -70Q70 -76 40 -58Z",
        shaded(defs, "#3f8f8a"),
        inked("#3f8f8a"),
      ),
      head(-108, "#d8503f", "M-9 0H9L0 18Z"),
      head(-38, "#3f7fb5", "M-14 4Q0 -8 14 4Q0 14 -14 4Z"),
      head(32, "#6f9a4a", "M-10 0H10L12 10H-12Z"),
      path("M-52 114Q-48 96 -40 98H40Q48 96 52 114Z", shaded(defs, "#7a6a58"), inked("#7a6a58")),
    ]),
    shine: "",
  };
}

function rune({ defs, color, seed }: Sketch): Art {
  const hue = color ?? "#5fd0e8";
  const sign = SIGNS[Math.abs(seed) % SIGNS.length] ?? SIGNS[0] ?? "";
  return {
    body: group([
      path(
        "M0 -78Q56 -74 66 -20Q70 44 22 72Q-36 82 -60 34Q-76 -44 0 -78Z",
        shaded(defs, "#6a6f80"),
        inked("#6a6f80", 3),
      ),
      path("M0 -62Q44 -58 52 -16Q56 34 16 58Q-28 64 -48 28Q-60 -34 0 -62Z", "#3f4456", { opacity: 0.7 }),
    ]),
    shine: group([
      circle(0, 0, 110, halo(defs, hue, 0.5)),
      group([stroke(sign, hue, 4.4), stroke(sign, "#ffffff", 1.8)], { transform: "scale(2.6)" }),
      sparkle(48, -60, 10),
      sparkle(-58, 40, 8),
    ]),
  };
}

function egg({ defs, color }: Sketch): Art {
  const shell = color ?? "#f0e4cc";
  const tone = tones(shell);
  const shape = "M0 -70Q48 -50 50 10Q48 60 0 62Q-48 60 -50 10Q-48 -50 0 -70Z";
  return {
    body: group([
      path(shape, shaded(defs, shell), inked(shell)),
      ...[
        [-20, -16, 7],
        [16, -30, 5],
        [24, 16, 8],
        [-14, 30, 6],
        [-32, 12, 4],
      ].map(([x = 0, y = 0, r = 0]) => circle(x, y, r, tone.dark, { opacity: 0.45 })),
      path(
        limb([
          [-44, 58, 6],
          [0, 64, 8],
          [44, 58, 6],
        ]),
        "#b5914f",
        inked("#b5914f", 2),
      ),
    ]),
    shine: "",
  };
}

/** A hole in the earth, with what was dug out of it heaped up behind. */
function hole({ defs, color }: Sketch): Art {
  const earth = color ?? "#8a6242";
  const tone = tones(earth);
  const crumbs = [
    [-96, 22, 8],
    [-74, 32, 6],
    [88, 26, 9],
    [106, 16, 5],
  ];
  return {
    body: group([
      path("M-98 12Q-84 -40 -40 -46Q-8 -66 30 -48Q80 -42 102 12Z", shaded(defs, earth), inked(earth)),
      stroke("M-50 -24q10 -10 22 -6M6 -34q14 -8 26 0M52 -14q10 -6 20 2", tone.ink, 2.4, { opacity: 0.45 }),
      ellipse(0, 12, 104, 32, shaded(defs, tone.dark), inked(earth)),
      ellipse(0, 13, 86, 24, "#1d120d"),
      path("M-86 13Q0 56 86 13Q60 38 0 37Q-60 38 -86 13Z", tone.dark),
      ...crumbs.map(([x = 0, y = 0, r = 0]) => circle(x, y, r, tone.base, inked(earth, 1.6))),
    ]),
    shine: "",
  };
}

export const STONES: Readonly<Record<string, Drawing>> = {
  coffin,
  "stone-tablet": stoneTablet,
  totem,
  rune,
  egg,
  hole,
};
