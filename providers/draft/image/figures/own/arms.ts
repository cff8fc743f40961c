/** The arms of legends. */
import { circle, group, path, polygon, rectangle, stroke } from "../../drawing/svg.ts";
import type { Art } from "../relight.ts";
import { cut, type Drawing, halo, inked, limb, rounded, type Sketch, shaded, tones } from "./canvas.ts";
import { sparkle } from "./wonders.ts";

const GOLD = "#e8b33a";

function sword({ defs, color }: Sketch): Art {
  const metal = color ?? "#b9c6d4";
  const line = inked(metal);
  const gold = shaded(defs, GOLD);
  return {
    body: group(
      [
        path("M-12 30L-11 -120L0 -148L11 -120L12 30Z", tones(metal).light, line),
        path("M0 -148L11 -120L12 30H0Z", tones(metal).dark, { opacity: 0.75 }),
        stroke("M0 -116V20", tones(metal).ink, 2.4, { opacity: 0.35 }),
        path("M-52 26Q-56 40 -44 42L-10 38H10L44 42Q56 40 52 26Q30 30 0 28Q-30 30 -52 26Z", gold, inked(GOLD)),
        path("M-8 40H8L7 88H-7Z", shaded(defs, "#6b3a34"), inked("#6b3a34", 2)),
        stroke("M-7 50L7 56M-7 62L7 68M-7 74L7 80", "#d9a860", 2.2),
        circle(0, 98, 12, gold, inked(GOLD)),
        circle(0, 34, 7, "#d8405a", inked("#d8405a", 1.6)),
      ],
      { transform: "rotate(20)" },
    ),
    shine: group([sparkle(40, -108, 14), sparkle(18, -44, 8)]),
  };
}

function shield({ defs, color }: Sketch): Art {
  const face = color ?? "#3f6fb5";
  const shape = "M-64 -70Q0 -88 64 -70Q70 30 0 86Q-70 30 -64 -70Z";
  return {
    body: group([
      path(shape, shaded(defs, GOLD), inked(GOLD, 3)),
      path("M-52 -60Q0 -74 52 -60Q56 22 0 70Q-56 22 -52 -60Z", shaded(defs, face), inked(face, 2)),
      cut(
        defs,
        "M-52 -60Q0 -74 52 -60Q56 22 0 70Q-56 22 -52 -60Z",
        path("M0 -90H80V90H0Z", tones(face).dark, { opacity: 0.55 }),
      ),
      path(
        "M0 -48L10 -18L42 -18L16 0L26 32L0 13L-26 32L-16 0L-42 -18L-10 -18Z",
        shaded(defs, "#f6dc8a"),
        inked(GOLD, 2),
      ),
      ...[
        [-56, -62],
        [56, -62],
        [-54, 0],
        [54, 0],
        [0, 76],
      ].map(([x = 0, y = 0]) => circle(x, y, 4, "#fff2c0", inked(GOLD, 1.4))),
    ]),
    shine: "",
  };
}

function hammer({ defs, color }: Sketch): Art {
  const metal = color ?? "#97a3b5";
  const line = inked(metal, 3);
  return {
    body: group(
      [
        path("M-9 -40H9L8 100H-8Z", rounded(defs, "#8a5a34"), inked("#8a5a34")),
        stroke("M-8 44L8 52M-8 58L8 66M-8 72L8 80", "#e0b878", 3),
        circle(0, 106, 11, shaded(defs, GOLD), inked(GOLD)),
        path("M-66 -92L-54 -100H54L66 -92V-44L54 -36H-54L-66 -44Z", shaded(defs, metal), line),
        path("M-54 -100V-36M54 -100V-36", "none", { ...line, opacity: 0.4 }),
        rectangle(-16, -104, 32, 72, shaded(defs, GOLD), inked(GOLD)),
        path("M6 -92L-8 -66H2L-6 -44L12 -72H2Z", "#fff6cf", inked(GOLD, 1.6)),
      ],
      { transform: "rotate(16)" },
    ),
    shine: group([sparkle(60, -84, 12)]),
  };
}

function bow({ defs, color }: Sketch): Art {
  const wood = color ?? "#9a6236";
  const curve = limb([
    [-6, -118, 3],
    [20, -84, 6],
    [42, -40, 7.5],
    [30, 0, 8],
    [42, 40, 7.5],
    [20, 84, 6],
    [-6, 118, 3],
  ]);
  return {
    body: group([
      stroke("M-6 -116L-20 0L-6 116", "#efe6d2", 2.4),
      path(curve, shaded(defs, wood), inked(wood)),
      rectangle(21, -20, 19, 40, shaded(defs, "#c9a24a"), { rx: 6, ...inked("#c9a24a", 2) }),
      stroke("M-20 0H92", "#8a5f3a", 5),
      path("M88 -11L116 0L88 11L94 0Z", shaded(defs, "#b9c6d4"), inked("#b9c6d4", 2)),
      path("M-18 0L-30 -12H-14L-2 0L-14 12H-30Z", "#d8503f", inked("#d8503f", 1.8)),
    ]),
    shine: "",
  };
}

function staff({ defs, color }: Sketch): Art {
  const stone = color ?? "#5fb5ea";
  const wood = "#7d5736";
  const tone = tones(stone);
  return {
    body: group([
      path(
        limb([
          [4, 170, 6],
          [-3, 90, 7],
          [4, 10, 7],
          [-2, -60, 8],
        ]),
        rounded(defs, wood),
        inked(wood),
      ),
      path(
        "M-8 -56Q-52 -70 -42 -112Q-36 -138 -14 -142Q-32 -118 -26 -98Q-20 -78 2 -70ZM4 -56Q46 -66 44 -106Q40 -128 22 -136Q32 -112 24 -94Q16 -78 -2 -70Z",
        rounded(defs, wood),
        inked(wood),
      ),
      stroke("M-8 -30L10 -22M-8 -18L10 -10", GOLD, 4),
      polygon(
        [
          [0, -138],
          [18, -112],
          [0, -84],
          [-18, -112],
        ],
        tone.light,
        inked(stone, 2.4),
      ),
      polygon(
        [
          [0, -138],
          [18, -112],
          [0, -84],
        ],
        tone.base,
      ),
    ]),
    shine: group([
      circle(0, -112, 90, halo(defs, tone.light, 0.85)),
      sparkle(0, -114, 20),
      sparkle(36, -146, 9),
      sparkle(-38, -150, 7),
    ]),
  };
}

export const ARMS: Readonly<Record<string, Drawing>> = {
  sword,
  shield,
  hammer,
  bow,
  staff,
};
