/** Birds that swim or walk, and the owl: each drawn on its own. */
import { circle, ellipse, group, path, stroke } from "../../drawing/svg.ts";
import type { Art } from "../relight.ts";
import { blob, bodyFill, type Drawing, type Joint, limb, type Sketch, shaded, tones } from "./canvas.ts";

const INK_EYE = "#231d2a";

interface Swimmer {
  coat: string;
  wing: string;
  head?: string;
  ring?: string;
  beak: string;
  neck: readonly Joint[];
  round: number;
}

function swimmer(kind: Swimmer, { defs, color }: Sketch): Art {
  const coat = color ?? kind.coat;
  const ink = tones(coat).ink;
  const line = { stroke: ink, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" };
  const [hx, hy, hr] = kind.neck.at(-1) ?? [0, 0, 1];
  const hull = blob([
    [-64, -22],
    [-40, -26],
    [-8, -22 - kind.round],
    [34, -26],
    [48, -6],
    [36, 16],
    [0, 24],
    [-36, 16],
    [-56, -4],
  ]);
  const wingColor = color ? tones(color).dark : kind.wing;
  const wing = blob([
    [26, -16],
    [0, -28],
    [-34, -20],
    [-70, -30],
    [-58, -10],
    [-30, 6],
    [4, 8],
  ]);
  const fill = bodyFill(defs, coat, hy - hr, 26);
  const beak = `M${hx + hr * 0.7} ${hy - hr * 0.1}Q${hx + hr * 1.4} ${hy - hr * 0.05} ${hx + hr * 1.95} ${hy + hr * 0.42}Q${hx + hr * 1.3} ${hy + hr * 0.75} ${hx + hr * 0.6} ${hy + hr * 0.55}Z`;
  const body = [
    path(beak, shaded(defs, kind.beak), { stroke: tones(kind.beak).ink, "stroke-width": 1.5 }),
    path(limb(kind.neck), ink, line),
    circle(hx, hy, hr, ink, line),
    path(hull, fill, line),
    path(limb(kind.neck), fill),
    kind.ring
      ? path(
          limb([
            [hx - hr * 0.9, hy + hr * 1.15, hr * 0.16],
            [hx + hr * 0.6, hy + hr * 1.25, hr * 0.16],
          ]),
          kind.ring,
        )
      : "",
    circle(hx, hy, hr, kind.head ? bodyFill(defs, kind.head, hy - hr, hy + hr) : fill),
    path(wing, bodyFill(defs, wingColor, -34, 14), { stroke: ink, "stroke-width": 2 }),
    stroke("M-6 -8Q-30 -4 -52 -16M-2 0Q-24 2 -42 -4", ink, 1.4, { opacity: 0.35 }),
    ellipse(hx + hr * 0.25, hy - hr * 0.15, hr * 0.2, hr * 0.26, INK_EYE),
    circle(hx + hr * 0.33, hy - hr * 0.25, hr * 0.09, "#ffffff"),
  ];
  return { body: group(body), shine: "" };
}

function owl({ defs, color }: Sketch): Art {
  const coat = color ?? "#8f6846";
  const tone = tones(coat);
  const line = { stroke: tone.ink, "stroke-width": 2.6, "stroke-linejoin": "round" };
  const wing = (side: number): string =>
    path(
      `M${side * 40} -60Q${side * 66} -20 ${side * 44} 34Q${side * 28} 10 ${side * 32} -40Z`,
      bodyFill(defs, tone.dark, -60, 34),
      line,
    );
  const disc = (side: number): string =>
    group([
      circle(side * 19, -74, 21, tone.pale, { stroke: tone.dark, "stroke-width": 2 }),
      circle(side * 18, -74, 13, "#f4b93a", { stroke: tone.ink, "stroke-width": 1.6 }),
      circle(side * 17, -74, 8, INK_EYE),
      circle(side * 17 + 3, -77, 2.8, "#ffffff"),
    ]);
  const rows = [-28, -12, 4].map((y, row) =>
    [-18, -6, 6, 18]
      .map((x) =>
        path(`M${x - 6 + (row % 2) * 5} ${y}q6 9 12 0`, "none", {
          stroke: tone.dark,
          "stroke-width": 2.4,
          "stroke-linecap": "round",
        }),
      )
      .join(""),
  );
  const stump = group([
    path("M-48 44Q-40 60 -54 92H54Q42 62 46 44Z", shaded(defs, "#7a5a3c"), { stroke: "#3f2d20", "stroke-width": 2.4 }),
    ellipse(-1, 44, 47, 11, shaded(defs, "#c9a06c"), { stroke: "#3f2d20", "stroke-width": 2 }),
    ellipse(-1, 44, 24, 5, "none", { stroke: "#8a6440", "stroke-width": 1.6 }),
    path("M-52 92Q-44 74 -30 84Q-20 72 -8 88Z", "#6f9a4a"),
  ]);
  const body = [
    stump,
    path(
      "M-34 -92Q-46 -116 -40 -122Q-24 -112 -14 -102Q0 -106 14 -102Q24 -112 40 -122Q46 -116 34 -92Q56 -66 46 -14Q38 40 0 42Q-38 40 -46 -14Q-56 -66 -34 -92Z",
      bodyFill(defs, coat, -122, 42),
      line,
    ),
    path("M0 -44Q34 -44 32 -6Q26 32 0 36Q-26 32 -32 -6Q-34 -44 0 -44Z", tone.pale),
    ...rows,
    wing(-1),
    wing(1),
    disc(-1),
    disc(1),
    path("M-6 -68Q0 -76 6 -68Q4 -54 0 -50Q-4 -54 -6 -68Z", "#e59a35", { stroke: "#7a4a15", "stroke-width": 1.4 }),
    stroke("M-36 -94Q-26 -104 -10 -97M36 -94Q26 -104 10 -97", tone.dark, 3.4),
    stroke("M-14 38v8M-8 38v8M8 38v8M14 38v8", "#e59a35", 4),
  ];
  return { body: group(body), shine: "" };
}

function hen({ defs, color }: Sketch): Art {
  const coat = color ?? "#f3eadb";
  const tone = tones(coat);
  const line = { stroke: tone.ink, "stroke-width": 2.6, "stroke-linejoin": "round" };
  return {
    body: group([
      stroke("M-8 40L-10 66M10 40L12 66M-20 66H-2M2 66H22", "#e09a3a", 4),
      path(
        "M-52 -34Q-70 -50 -72 -26Q-66 14 -30 36Q0 50 30 34Q52 16 44 -20L40 -58Q34 -76 18 -70Q6 -64 8 -40Q-16 -12 -52 -34Z",
        bodyFill(defs, coat, -74, 46),
        line,
      ),
      path("M8 -74Q6 -88 14 -86Q18 -96 25 -86Q36 -90 34 -76Q40 -70 32 -66Z", "#d8403a", {
        stroke: "#7a1f22",
        "stroke-width": 1.6,
      }),
      path("M40 -60L60 -52L40 -46Z", "#eaa53a", { stroke: "#8a5a15", "stroke-width": 1.6 }),
      path("M40 -46Q50 -36 42 -26Q34 -32 36 -46Z", "#d8403a"),
      ellipse(28, -56, 4, 5, INK_EYE),
      circle(29.6, -58, 1.6, "#ffffff"),
      path("M14 -8Q-22 -16 -44 -6Q-34 28 0 24Q18 16 14 -8Z", bodyFill(defs, tone.dark, -16, 28), {
        ...line,
        "stroke-width": 2,
      }),
    ]),
    shine: "",
  };
}

function chick({ defs, color }: Sketch): Art {
  const coat = color ?? "#f8d04a";
  const tone = tones(coat);
  const line = { stroke: tone.ink, "stroke-width": 2.4 };
  return {
    body: group([
      stroke("M-6 30L-8 46M10 30L12 46M-16 46H0M6 46H20", "#e08a2e", 3.4),
      ellipse(0, 10, 34, 27, bodyFill(defs, coat, -50, 36), line),
      circle(14, -24, 24, bodyFill(defs, coat, -50, 36), line),
      ellipse(2, 8, 30, 23, bodyFill(defs, coat, -50, 36)),
      path("M34 -26L52 -19L34 -12Z", "#ee8a2c", { stroke: "#8a4a15", "stroke-width": 1.5 }),
      ellipse(22, -28, 4.4, 5.6, INK_EYE),
      circle(23.6, -30.4, 1.8, "#ffffff"),
      path("M-2 2Q-26 2 -30 14Q-14 30 4 18Z", tone.dark, { opacity: 0.6 }),
      stroke("M10 -48q-2 -8 2 -12M15 -48q2 -7 7 -8", coat, 3),
    ]),
    shine: "",
  };
}

function penguin({ defs, color }: Sketch): Art {
  const coat = color ?? "#333a4c";
  const ink = tones(coat).ink;
  const line = { stroke: ink, "stroke-width": 2.6, "stroke-linejoin": "round" };
  return {
    body: group([
      path("M-24 54Q-34 66 -10 66L4 58ZM10 56Q6 66 34 66Q30 56 22 52Z", "#eaa03a", {
        stroke: "#8a5a15",
        "stroke-width": 1.8,
      }),
      path("M-34 -8Q-58 20 -50 42Q-38 36 -28 20Z", bodyFill(defs, tones(coat).dark, -10, 42), line),
      path(
        "M4 -92Q34 -90 34 -56Q46 -20 42 20Q36 60 4 60Q-34 60 -38 20Q-40 -20 -26 -56Q-26 -92 4 -92Z",
        bodyFill(defs, coat, -92, 60),
        line,
      ),
      path("M14 -58Q34 -62 33 -40Q44 10 32 44Q14 58 -6 48Q-22 20 -8 -22Q-10 -52 14 -58Z", "#fbf6ea"),
      path("M30 -70L52 -62L30 -54Z", "#f0a53a", { stroke: "#8a5a15", "stroke-width": 1.6 }),
      ellipse(16, -70, 5, 6.2, "#ffffff"),
      ellipse(17, -70, 3.4, 4.4, INK_EYE),
      circle(-2, -56, 8, "#f3bf4a", { opacity: 0.85 }),
      path("M-4 -26Q-30 0 -22 40Q-2 24 4 -10Z", bodyFill(defs, coat, -26, 40), line),
    ]),
    shine: "",
  };
}

const DUCK: Swimmer = {
  coat: "#b59b80",
  wing: "#8f745c",
  head: "#2f7a55",
  ring: "#f6f2e8",
  beak: "#efb53a",
  round: 4,
  neck: [
    [30, -14, 18],
    [40, -38, 13],
    [44, -58, 18],
  ],
};

export const POULTRY: Readonly<Record<string, Drawing>> = {
  duck: (sketch) => swimmer(DUCK, sketch),
  duckling: (sketch) =>
    swimmer(
      {
        coat: "#c9b38f",
        wing: "#a8926f",
        beak: "#d9933a",
        round: 12,
        neck: [
          [24, -18, 20],
          [32, -36, 18],
          [36, -50, 24],
        ],
      },
      sketch,
    ),
  swan: (sketch) =>
    swimmer(
      {
        coat: "#f7f6f2",
        wing: "#e6e9ee",
        beak: "#ee8a2c",
        round: 22,
        neck: [
          [32, -12, 17],
          [56, -38, 11],
          [42, -74, 9],
          [40, -104, 9],
          [62, -118, 14],
        ],
      },
      sketch,
    ),
  owl,
  hen,
  chick,
  penguin,
};
