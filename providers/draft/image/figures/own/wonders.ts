/** Magical things and emblems. */
import { circle, ellipse, group, path, rectangle, stroke } from "../../drawing/svg.ts";
import type { Art } from "../relight.ts";
import { cut, type Drawing, halo, inked, limb, rounded, type Sketch, shaded, tones } from "./canvas.ts";

/** A shining ball on a golden foot. */
export function orb({ defs, color }: Sketch): Art {
  const base = color ?? "#6f8fe0";
  const tone = tones(base);
  const ball = defs.radial([
    [0, "#ffffff"],
    [0.3, tone.light],
    [0.75, tone.base],
    [1, tone.dark],
  ]);
  const foot = shaded(defs, "#d9a63a");
  const body = [
    path("M-34 66Q-40 92-58 100H58Q40 92 34 66Z", foot),
    ellipse(0, 66, 40, 12, shaded(defs, "#eec766")),
    circle(0, 8, 64, ball),
    path("M-44 30Q-20 6 4 22T48 6", "none", {
      stroke: tone.pale,
      "stroke-width": 5,
      opacity: 0.6,
      "stroke-linecap": "round",
    }),
  ];
  const shine = [
    circle(0, 8, 120, halo(defs, tone.light, 0.55)),
    ellipse(-24, -20, 16, 22, "#ffffff", { opacity: 0.75, transform: "rotate(35 -24 -20)" }),
    sparkle(66, -44, 16),
    sparkle(-74, -10, 11),
    sparkle(40, 40, 8),
  ];
  return { body: group(body), shine: group(shine) };
}

/** A star of four points, as light draws it in the eye. */
export function sparkle(x: number, y: number, size: number, color = "#fff8d8"): string {
  const thin = size * 0.16;
  return path(
    `M${x} ${y - size}Q${x + thin} ${y - thin} ${x + size} ${y}Q${x + thin} ${y + thin} ${x} ${y + size}Q${x - thin} ${y + thin} ${x - size} ${y}Q${x - thin} ${y - thin} ${x} ${y - size}Z`,
    color,
  );
}

function ghost({ defs, color }: Sketch): Art {
  const veil = color ?? "#dfeaf6";
  const tone = tones(veil);
  const body =
    "M0 -104Q58 -100 58 -34Q58 30 70 72Q56 62 44 82Q30 66 14 88Q0 68 -16 88Q-30 66 -44 82Q-56 64 -70 74Q-58 30 -58 -34Q-58 -100 0 -104Z";
  return {
    body: group([
      path(
        "M-54 -6Q-86 6 -88 -20Q-70 -18 -56 -34ZM54 -6Q86 0 92 -28Q72 -22 56 -34Z",
        shaded(defs, veil),
        inked(veil, 2),
      ),
      path(
        body,
        defs.vertical([
          [0, tone.pale],
          [0.55, veil],
          [1, tone.dark, 0.65],
        ]),
        inked(veil, 2.2),
      ),
      ellipse(-14, -48, 10, 15, "#3a3a5a"),
      ellipse(26, -48, 10, 15, "#3a3a5a"),
      circle(-10, -54, 3.6, "#ffffff"),
      circle(30, -54, 3.6, "#ffffff"),
      ellipse(8, -20, 8, 10, "#4f4a70"),
      ellipse(-30, -28, 9, 5, "#f2a5b5", { opacity: 0.6 }),
      ellipse(44, -28, 9, 5, "#f2a5b5", { opacity: 0.6 }),
    ]),
    shine: group([circle(0, -10, 160, halo(defs, tone.light, 0.4)), sparkle(74, -78, 11), sparkle(-76, 30, 8)]),
  };
}

/** A friendly machine: lamp eyes, a dial, round joints. */
function robot({ defs, color, pose, glow }: Sketch): Art {
  const metal = color ?? "#8fa9bd";
  const line = inked(metal, 2.8);
  const plate = shaded(defs, metal);
  const dark = shaded(defs, tones(metal).dark);
  const stride = pose === "walking" || pose === "running" ? 16 : 0;
  const arm = (side: number, swing: number): string =>
    path(
      limb([
        [side * 54, -30, 10],
        [side * 72, 6, 9],
        [side * 66 + swing, 40, 9],
      ]),
      dark,
      line,
    ) + circle(side * 66 + swing, 46, 13, plate, line);
  const leg = (side: number): string =>
    path(
      limb([
        [side * 22, 54, 11],
        [side * 24 + stride * side, 88, 10],
      ]),
      dark,
      line,
    ) +
    path(
      `M${side * 24 + stride * side - 20} 112Q${side * 24 + stride * side - 18} 90 ${side * 24 + stride * side} 90Q${side * 24 + stride * side + 26} 92 ${side * 24 + stride * side + 28} 112Z`,
      plate,
      line,
    );
  return {
    body: group([
      arm(-1, -stride * 0.7),
      leg(-1),
      leg(1),
      stroke("M0 -128V-150", tones(metal).ink, 4),
      circle(0, -154, 8, "#f0604a", inked("#f0604a", 2)),
      rectangle(-60, -106, 14, 32, dark, { rx: 6, ...line }),
      rectangle(46, -106, 14, 32, dark, { rx: 6, ...line }),
      rectangle(-20, -62, 40, 16, dark, line),
      rectangle(-50, -128, 100, 70, plate, { rx: 24, ...line }),
      rectangle(-38, -114, 82, 42, "#26324a", { rx: 18, ...inked("#26324a", 2) }),
      path("M-52 -46Q0 -60 52 -46Q62 10 44 58H-44Q-62 10 -52 -46Z", plate, line),
      rectangle(-28, -26, 56, 40, dark, { rx: 8, ...line }),
      circle(-12, -6, 9, "#fbf4e2", inked(metal, 2)),
      stroke("M-12 -6L-7 -11", "#d8403a", 2),
      circle(12, -14, 4, "#f2c04a"),
      circle(12, -1, 4, "#6abf5a"),
      arm(1, stride * 0.7),
    ]),
    shine: group([
      circle(-14, -93, 10, "#8ff0ff"),
      circle(22, -93, 10, "#8ff0ff"),
      circle(-11, -96, 3.4, "#ffffff"),
      circle(25, -96, 3.4, "#ffffff"),
      path("M-8 -80Q4 -72 16 -80", "none", { stroke: "#8ff0ff", "stroke-width": 3, "stroke-linecap": "round" }),
      circle(4, -93, 60, halo(defs, "#8ff0ff", 0.35)),
      circle(0, -154, 26, halo(defs, glow, 0.7)),
    ]),
  };
}

function potion({ defs, color }: Sketch): Art {
  const brew = color ?? "#a04fd0";
  const tone = tones(brew);
  const flask = "M-16 -70V-30Q-64 -8 -60 34Q-52 78 0 80Q52 78 60 34Q64 -8 16 -30V-70Z";
  return {
    body: group([
      path(flask, "#dff0f5", { opacity: 0.75 }),
      cut(defs, flask, [
        path("M-80 12Q-40 0 0 12T80 10V100H-80Z", shaded(defs, brew)),
        ellipse(0, 12, 62, 7, tone.light, { opacity: 0.7 }),
        circle(-22, 40, 7, tone.light),
        circle(16, 54, 5, tone.light),
        circle(26, 30, 4, tone.pale),
      ]),
      path(flask, "none", inked("#5f7f94", 3)),
      path("M-40 4Q-48 34 -28 60", "none", {
        stroke: "#ffffff",
        "stroke-width": 6,
        opacity: 0.65,
        "stroke-linecap": "round",
      }),
      rectangle(-22, -78, 44, 12, "#c9e0ea", { rx: 5, ...inked("#5f7f94", 2.4) }),
      rectangle(-14, -98, 28, 24, shaded(defs, "#b5854f"), { rx: 4, ...inked("#b5854f", 2.4) }),
    ]),
    shine: group([circle(0, 24, 110, halo(defs, tone.light, 0.5)), sparkle(40, -50, 12), sparkle(-46, -40, 8)]),
  };
}

function snowGlobe({ defs }: Sketch): Art {
  const flakes = Array.from({ length: 16 }, (_, index) =>
    circle(
      Math.cos(index * 2.4) * (14 + index * 2.6),
      -26 + Math.sin(index * 2.4) * (12 + index * 2.4),
      2.6,
      "#ffffff",
    ),
  );
  return {
    body: group([
      circle(
        0,
        -20,
        68,
        defs.vertical([
          [0, "#bfe0f2"],
          [1, "#7fa9d0"],
        ]),
        inked("#6a8fb0", 3),
      ),
      path("M-58 12Q0 -8 58 12Q40 48 0 48Q-40 48 -58 12Z", "#f6fbff"),
      path("M-22 18V-8L0 -28L22 -8V18Z", shaded(defs, "#e8c9a0"), inked("#a5744a", 2)),
      path("M-30 -6L0 -34L30 -6L22 -2L0 -22L-22 -2Z", shaded(defs, "#c2543f"), inked("#c2543f", 2)),
      rectangle(-6, 0, 12, 18, "#ffd97a", inked("#a5744a", 1.6)),
      ...flakes,
      path("M-44 -46Q-34 -70 -12 -76", "none", {
        stroke: "#ffffff",
        "stroke-width": 7,
        opacity: 0.75,
        "stroke-linecap": "round",
      }),
      path("M-58 34Q0 52 58 34L66 66Q0 84 -66 66Z", rounded(defs, "#7d4f34"), inked("#7d4f34", 2.8)),
    ]),
    shine: sparkle(44, -70, 12),
  };
}

function balloon({ defs, color }: Sketch): Art {
  const skin = color ?? "#e0483f";
  return {
    body: group([
      path("M0 62Q14 92 -4 118T4 168", "none", { stroke: "#6a5a50", "stroke-width": 2.4 }),
      path(
        "M0 -80Q58 -76 58 -16Q56 34 6 58H-6Q-56 34 -58 -16Q-58 -76 0 -80Z",
        defs.radial([
          [0, tones(skin).light],
          [0.7, skin],
          [1, tones(skin).dark],
        ]),
        inked(skin, 2.4),
      ),
      path("M-6 56L-12 70H12L6 56Z", skin, inked(skin, 2)),
      path("M-34 -26Q-34 -54 -12 -62", "none", {
        stroke: "#ffffff",
        "stroke-width": 8,
        opacity: 0.65,
        "stroke-linecap": "round",
      }),
    ]),
    shine: "",
  };
}

export const WONDERS: Readonly<Record<string, Drawing>> = {
  orb,
  ghost,
  robot,
  potion,
  "snow-globe": snowGlobe,
  balloon,
};
