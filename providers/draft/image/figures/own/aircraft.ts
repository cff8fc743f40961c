/** What flies, and the time machine. */
import { circle, ellipse, group, path, polygon, rectangle, stroke } from "../../drawing/svg.ts";
import type { Art } from "../relight.ts";
import { cut, type Drawing, halo, inked, rounded, type Sketch, shaded, tones } from "./canvas.ts";
import { flames } from "./lights.ts";

const GLASS = "#a9d3e6";

function hotAirBalloon({ defs, color, night, glow }: Sketch): Art {
  const cloth = color ?? "#d8503f";
  const shape = "M0 -150Q92 -146 94 -62Q92 -8 30 52H-30Q-92 -8 -94 -62Q-92 -146 0 -150Z";
  return {
    body: group([
      stroke("M-26 54L-18 92M26 54L18 92M-8 54L-6 92M8 54L6 92", "#6b4a34", 2.4),
      path(shape, rounded(defs, cloth), inked(cloth, 3)),
      cut(defs, shape, [
        path("M-64 -160Q-74 -60 -22 60H-4Q-40 -60 -26 -160ZM64 -160Q74 -60 22 60H4Q40 -60 26 -160Z", "#f6dfa0", {
          opacity: 0.92,
        }),
        path("M-100 -74Q0 -48 100 -74V-48Q0 -22 -100 -48Z", "#3f8f9a", { opacity: 0.85 }),
        ellipse(-40, -100, 26, 40, "#ffffff", { opacity: 0.22 }),
        path("M40 -160Q120 -60 30 60L120 60V-160Z", "#3a2050", { opacity: 0.2 }),
      ]),
      path(shape, "none", inked(cloth, 3)),
      path("M-30 52H30L24 62H-24Z", tones(cloth).dark, inked(cloth, 2)),
      path("M-26 90H26L21 126H-21Z", shaded(defs, "#b5803f"), inked("#b5803f")),
      stroke("M-24 102H24M-23 113H23M-10 92L-8 125M10 92L8 125", "#7a5226", 1.8),
      rectangle(-29, 86, 58, 9, shaded(defs, "#8a5a2f"), { rx: 4, ...inked("#8a5a2f", 2) }),
    ]),
    shine: group([flames(0, 84, 15), night ? circle(0, -20, 150, halo(defs, glow, 0.5)) : ""]),
  };
}

function airship({ defs, color }: Sketch): Art {
  const cloth = color ?? "#c9a25a";
  const shape = "M-150 -20Q-130 -76 0 -80Q134 -76 152 -20Q134 34 0 38Q-130 34 -150 -20Z";
  return {
    body: group([
      path("M-130 -24L-178 -64V24ZM-120 0L-164 48L-104 26Z", shaded(defs, "#a5483f"), inked("#a5483f")),
      path(shape, shaded(defs, cloth), inked(cloth, 3)),
      cut(defs, shape, [
        stroke("M-160 -40Q0 -62 160 -40M-160 -20H160M-160 2Q0 22 160 2", tones(cloth).ink, 2, { opacity: 0.35 }),
        stroke("M-80 -90Q-96 -20 -80 50M0 -90V50M80 -90Q96 -20 80 50", tones(cloth).ink, 2, { opacity: 0.35 }),
      ]),
      stroke("M-44 36L-36 54M44 36L36 54", "#5a4434", 3),
      path("M-62 52H64L50 84H-48Z", shaded(defs, "#8a5636"), inked("#8a5636")),
      ...[-38, -12, 14, 40].map((x) => circle(x, 66, 8, "#ffe6a8", inked("#8a5636", 2))),
      path("M-62 62L-80 44M-62 62L-80 82", "none", { stroke: "#5a4434", "stroke-width": 6, "stroke-linecap": "round" }),
    ]),
    shine: "",
  };
}

function airplane({ defs, color }: Sketch): Art {
  const paint = color ?? "#eef0f2";
  const band = color ? tones(color).dark : "#3f7fc0";
  return {
    body: group([
      path("M20 -12L-30 -72H-6L62 -12Z", shaded(defs, tones(paint).dark), inked(paint)),
      path("M-118 -14L-150 -72H-122L-84 -20Z", shaded(defs, band), inked(band)),
      path(
        "M-134 2Q-140 -22 -110 -24H96Q140 -20 146 6Q138 26 96 28H-70Q-120 24 -134 2Z",
        shaded(defs, paint),
        inked(paint, 3),
      ),
      path("M-128 8Q0 14 144 10Q134 26 96 28H-70Q-116 24 -128 8Z", band, { opacity: 0.85 }),
      path("M108 -18Q128 -14 134 -2H106Z", GLASS, inked("#5f8aa5", 2)),
      ...[-70, -48, -26, -4, 18, 40, 62, 84].map((x) =>
        rectangle(x, -10, 12, 13, GLASS, { rx: 5, ...inked("#5f8aa5", 1.6) }),
      ),
      path("M-118 0L-150 16H-128L-88 4Z", shaded(defs, paint), inked(paint, 2)),
      path("M40 12L-48 78H-18L82 16Z", shaded(defs, paint), inked(paint)),
      path("M6 40H36Q42 48 36 56H8Z", shaded(defs, band), inked(band, 2)),
    ]),
    shine: "",
  };
}

function rocket({ defs, color }: Sketch): Art {
  const paint = color ?? "#f0eee8";
  const red = color ? tones(color).dark : "#d8483f";
  return {
    body: group([
      path("M-34 40Q-74 62 -66 108Q-46 96 -30 92ZM34 40Q74 62 66 108Q46 96 30 92Z", shaded(defs, red), inked(red)),
      path("M0 -150Q50 -90 42 10Q38 60 28 92H-28Q-38 60 -42 10Q-50 -90 0 -150Z", rounded(defs, paint), inked(paint, 3)),
      path("M0 -150Q28 -116 36 -76Q0 -62 -36 -76Q-28 -116 0 -150Z", rounded(defs, red), inked(red)),
      circle(0, -28, 22, shaded(defs, "#c9a24a"), inked("#c9a24a")),
      circle(
        0,
        -28,
        15,
        defs.vertical([
          [0, "#d6f0fa"],
          [1, "#5f9dc9"],
        ]),
        inked("#4a7a9a", 2),
      ),
      path("M-8 -34q5 -8 13 -6", "none", { stroke: "#ffffff", "stroke-width": 3, "stroke-linecap": "round" }),
      circle(0, 28, 9, GLASS, inked("#c9a24a", 2.4)),
      stroke("M-38 52Q0 66 38 52", red, 6),
      path("M-6 60H6L8 108H-8Z", shaded(defs, red), inked(red)),
      path("M-28 92H28L22 104H-22Z", shaded(defs, "#5a5660"), inked("#5a5660", 2)),
    ]),
    flame: group(flames(0, -104, 34), { transform: "scale(1 -1)" }),
    shine: circle(0, 126, 60, halo(defs, "#ffb04a", 0.6)),
  };
}

function machine(sketch: Sketch): Art {
  const { defs, glow } = sketch;
  const brass = sketch.color ?? "#b8864a";
  const gear = (x: number, y: number, r: number): string => {
    const teeth = Array.from({ length: 10 }, (_, index) =>
      rectangle(-4, -r - 6, 8, 10, shaded(defs, brass), {
        ...inked(brass, 1.6),
        transform: `translate(${x} ${y}) rotate(${index * 36})`,
      }),
    );
    return group([
      ...teeth,
      circle(x, y, r, shaded(defs, brass), inked(brass, 2)),
      circle(x, y, r * 0.36, "#4a3a34", inked(brass, 2)),
    ]);
  };
  return {
    body: group([
      gear(-74, 6, 24),
      gear(78, -16, 20),
      path("M-24 -96L-36 -128H36L24 -96Z", shaded(defs, brass), inked(brass)),
      path("M-64 90V-50Q-60 -96 0 -98Q60 -96 64 -50V90Z", rounded(defs, brass), inked(brass, 3)),
      ellipse(
        0,
        -22,
        42,
        46,
        defs.radial([
          [0, "#ffffff"],
          [0.4, "#a0e6f0"],
          [1, "#2f7a9a"],
        ]),
        inked("#6b4a28", 4),
      ),
      polygon(
        [
          [-58, 90],
          [-72, 112],
          [72, 112],
          [58, 90],
        ],
        shaded(defs, "#6b4a34"),
        inked("#6b4a34"),
      ),
      ...[-40, 0, 40].map(
        (x, index) =>
          circle(x, 56, 11, "#fbf4e2", inked("#6b4a28", 2)) +
          stroke(`M${x} 56L${x + 5 - index * 4} ${50}`, "#c23a32", 2.4),
      ),
      ...[-54, 54].map((x) => circle(x, -66, 4, "#fbe2a8")),
      stroke("M-46 78H46", tones(brass).ink, 3, { opacity: 0.5 }),
      circle(0, -134, 10, "#e8604a", inked("#e8604a", 2)),
    ]),
    shine: group([
      circle(0, -22, 110, halo(defs, "#9fe8f0", 0.55)),
      circle(0, -134, 40, halo(defs, glow, 0.8)),
      stroke("M-22 -22Q-10 -50 4 -24T26 -30", "#ffffff", 3, { opacity: 0.9 }),
    ]),
  };
}

export const AIRCRAFT: Readonly<Record<string, Drawing>> = {
  "hot-air-balloon": hotAirBalloon,
  airship,
  airplane,
  rocket,
  machine,
};
