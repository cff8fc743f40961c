/** What carries a story from place to place. */
import { circle, ellipse, group, path, polygon, rectangle, stroke } from "../../drawing/svg.ts";
import type { Art } from "../relight.ts";
import { cut, type Drawing, halo, inked, rounded, type Sketch, shaded, tones } from "./canvas.ts";
import { flames } from "./lights.ts";

const CREAM = "#f6ecd6";
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

function hull(d: string, wood: string, { defs }: Sketch): string {
  return (
    path(d, shaded(defs, wood), inked(wood, 3)) +
    cut(
      defs,
      d,
      stroke("M-200 6Q0 26 200 6M-200 20Q0 40 200 20M-200 34Q0 54 200 34", tones(wood).ink, 1.8, { opacity: 0.4 }),
    )
  );
}

function rowboat(sketch: Sketch): Art {
  const wood = sketch.color ?? "#a5693a";
  return {
    body: group([
      path("M-92 -12Q0 6 96 -14L80 -2Q0 14 -78 0Z", tones(wood).ink),
      rectangle(-40, -6, 14, 22, shaded(sketch.defs, tones(wood).dark)),
      rectangle(24, -6, 14, 22, shaded(sketch.defs, tones(wood).dark)),
      stroke("M10 -18L-46 46", "#8a5f3a", 5),
      hull("M-100 -14Q-84 44 -54 46H60Q92 40 104 -16Q0 14 -100 -14Z", wood, sketch),
      path("M-100 -14Q0 14 104 -16L104 -8Q0 24 -98 -4Z", shaded(sketch.defs, tones(wood).light), inked(wood, 2)),
      path("M-42 40L-62 64L-48 70L-36 46Z", shaded(sketch.defs, "#b58552"), inked("#b58552", 2)),
    ]),
    shine: "",
  };
}

function sailboat(sketch: Sketch): Art {
  const { defs } = sketch;
  const sail = sketch.color ?? CREAM;
  return {
    body: group([
      path("M-4 -150H4L5 10H-5Z", shaded(defs, "#8a5f3a"), inked("#8a5f3a", 2)),
      path("M8 -142Q70 -70 84 -10H8Z", shaded(defs, sail), inked(sail)),
      path("M-8 -124Q-52 -60 -64 -10H-8Z", shaded(defs, tones(sail).dark), inked(sail)),
      stroke("M10 -100Q40 -94 50 -88M10 -60Q50 -52 70 -48", tones(sail).ink, 1.6, { opacity: 0.3 }),
      path("M4 -150L34 -142L4 -134Z", "#d8503f", inked("#d8503f", 1.6)),
      hull("M-84 4H98Q86 48 56 50H-50Q-76 46 -84 4Z", "#a5593a", sketch),
      path("M-88 0H102L98 12H-84Z", shaded(defs, CREAM), inked("#c9a97a", 2)),
    ]),
    shine: "",
  };
}

function sailingShip(sketch: Sketch): Art {
  const { defs } = sketch;
  const wood = sketch.color ?? "#8a5636";
  const mast = (x: number, top: number): string =>
    path(`M${x - 3.5} ${top}H${x + 3.5}L${x + 4.5} 0H${x - 4.5}Z`, rounded(defs, "#6f4a30"), inked("#6f4a30", 1.8));
  const sail = (x: number, y: number, w: number, h: number): string =>
    path(
      `M${x - w} ${y}H${x + w}Q${x + w * 1.24} ${y + h * 0.5} ${x + w * 1.02} ${y + h}Q${x} ${y + h * 0.82} ${x - w * 1.02} ${y + h}Q${x - w * 0.78} ${y + h * 0.5} ${x - w} ${y}Z`,
      shaded(defs, CREAM),
      inked("#c9a97a", 2.2),
    ) +
    stroke(`M${x - w - 5} ${y}H${x + w + 5}`, "#6f4a30", 4.5) +
    stroke(
      `M${x - w * 0.3} ${y + 2}Q${x - w * 0.1} ${y + h * 0.5} ${x - w * 0.3} ${y + h * 0.84}M${x + w * 0.4} ${y + 2}Q${x + w * 0.6} ${y + h * 0.5} ${x + w * 0.4} ${y + h * 0.86}`,
      "#b59a6a",
      1.4,
      { opacity: 0.45 },
    );
  return {
    body: group([
      stroke("M120 -20L176 -52", "#6f4a30", 6),
      stroke("M40 -190L172 -50M40 -190L-60 -160M-60 -160L-112 -30", "#5a4434", 1.4, { opacity: 0.7 }),
      path("M60 -134L160 -46L64 -38Z", shaded(defs, CREAM), inked("#c9a97a", 2)),
      mast(-62, -168),
      mast(40, -198),
      sail(-62, -150, 34, 46),
      sail(-62, -98, 44, 58),
      sail(40, -176, 36, 48),
      sail(40, -122, 48, 66),
      path(
        "M40 -198Q58 -208 74 -196Q60 -190 40 -184ZM-62 -168Q-46 -178 -32 -166Q-46 -160 -62 -156Z",
        "#d8403a",
        inked("#d8403a", 1.6),
      ),
      hull("M-128 -44H-84L-80 -18H92L130 -24Q122 50 84 56H-76Q-118 48 -128 -44Z", wood, sketch),
      path(
        "M-132 -50H-80V-38H-128ZM-82 -22H96L132 -30L130 -18L92 -10H-80Z",
        shaded(defs, "#d9a84a"),
        inked("#d9a84a", 2),
      ),
      ...[-54, -18, 18, 54].map((x) => rectangle(x - 8, 4, 16, 14, "#3a2620", inked("#d9a84a", 2))),
      rectangle(-118, -30, 14, 16, "#ffdf8a", inked(wood, 2)),
      rectangle(-98, -30, 14, 16, "#ffdf8a", inked(wood, 2)),
    ]),
    shine: "",
  };
}

function submarine({ defs, color }: Sketch): Art {
  const metal = color ?? "#e8b23a";
  const line = inked(metal, 3);
  const port = (x: number): string =>
    circle(x, 4, 17, shaded(defs, "#b5793a"), inked("#b5793a", 2)) +
    circle(x, 4, 11, GLASS, inked("#5f8aa5", 1.6)) +
    path(`M${x - 6} 0q4 -6 10 -5`, "none", { stroke: "#ffffff", "stroke-width": 2.4, "stroke-linecap": "round" });
  return {
    body: group([
      path("M-118 -24L-142 -40V46L-118 26Z", shaded(defs, "#c9503f"), inked("#c9503f")),
      stroke("M12 -60V-96H34", "#8a6a3a", 7),
      path("M-22 -44L-16 -76H34L42 -44Z", shaded(defs, metal), line),
      path("M-122 2Q-110 -48 -30 -50H50Q112 -46 118 2Q112 48 50 52H-30Q-110 50 -122 2Z", shaded(defs, metal), line),
      stroke("M-60 -46V48M64 -46V48", tones(metal).ink, 2, { opacity: 0.3 }),
      port(-32),
      port(12),
      port(84),
    ]),
    shine: "",
  };
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

export const CRAFT: Readonly<Record<string, Drawing>> = {
  rowboat,
  sailboat,
  "sailing-ship": sailingShip,
  submarine,
  train,
  car,
  bicycle,
  "hot-air-balloon": hotAirBalloon,
  airship,
  airplane,
  rocket,
  machine,
};
