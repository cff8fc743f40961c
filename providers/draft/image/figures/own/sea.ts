/** What swims, crawls out of the water or flutters: fish, whales, turtles, frogs, butterflies, sea monsters. */
import { circle, ellipse, group, path, stroke } from "../../drawing/svg.ts";
import type { Art } from "../relight.ts";
import { blob, bodyFill, type Drawing, limb, type Sketch, shaded, tones } from "./canvas.ts";

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

function turtle({ defs, color }: Sketch, sea = false): Art {
  const skin = "#8fae5a";
  const shell = color ?? (sea ? "#4f8a78" : "#7a6a3a");
  const tone = tones(shell);
  const line = { stroke: tones(skin).ink, "stroke-width": 2.6, "stroke-linejoin": "round" };
  const fill = bodyFill(defs, sea ? "#6fae9a" : skin, -50, 40);
  const dome = "M-62 10Q-58 -56 0 -58Q58 -56 62 10Z";
  const clip = defs.add((id) => `<clipPath id="${id}">${path(dome, "#000")}</clipPath>`);
  const plates =
    "M-22 -34L0 -46L22 -34L20 -8L-20 -8ZM-22 -34L-52 -30M-20 -8L-34 14M22 -34L52 -30M20 -8L34 14M0 -46V-60M-60 -8L-36 -20M60 -8L36 -20";
  const limbs = sea
    ? [
        limb([
          [30, 10, 12],
          [48, 34, 13],
          [38, 62, 4],
        ]),
        limb([
          [-40, 10, 9],
          [-60, 28, 8],
          [-72, 34, 3],
        ]),
      ]
    : [
        limb([
          [32, 8, 13],
          [38, 24, 11],
          [38, 32, 10],
        ]),
        limb([
          [-36, 8, 13],
          [-42, 24, 11],
          [-42, 32, 10],
        ]),
      ];
  return {
    body: group([
      path(
        limb([
          [-54, 8, 8],
          [-72, 14, 3],
        ]),
        fill,
        line,
      ),
      ...limbs.map((d) => path(d, fill, line)),
      path(
        limb([
          [48, 4, 13],
          [66, -10, 13],
          [82, -24, 18],
        ]),
        fill,
        line,
      ),
      path("M-66 10Q-66 18 -58 20H58Q66 18 66 10Z", tones(shell).pale, { ...line, stroke: tone.ink }),
      path(dome, bodyFill(defs, shell, -58, 12), { ...line, stroke: tone.ink }),
      group([ellipse(-16, -50, 40, 18, "#fff6cf", { opacity: 0.22 }), stroke(plates, tone.ink, 3, { opacity: 0.5 })], {
        "clip-path": clip,
      }),
      ellipse(89, -29, 4.6, 5.6, EYE),
      circle(90.6, -31, 1.9, "#ffffff"),
      stroke("M99 -18Q92 -12 84 -14", line.stroke, 2),
      ellipse(82, -17, 4, 2.6, "#f0806f", { opacity: 0.45 }),
    ]),
    shine: "",
  };
}

function frog({ defs, color }: Sketch): Art {
  const coat = color ?? "#6bb04a";
  const tone = tones(coat);
  const line = { stroke: tone.ink, "stroke-width": 2.6, "stroke-linejoin": "round" };
  const fill = bodyFill(defs, coat, -70, 34);
  const eye = (x: number): string =>
    circle(x, -50, 14, fill, line) +
    circle(x + 1, -51, 9.5, "#fdf3c4") +
    ellipse(x + 2, -51, 5, 6.4, EYE) +
    circle(x + 4, -53, 2.2, "#ffffff");
  return {
    body: group([
      ellipse(-36, 12, 26, 20, bodyFill(defs, tone.dark, -10, 34), line),
      path("M-56 32Q-30 22 -18 32Z", fill, line),
      path("M-44 22Q-46 -20 -14 -38Q14 -54 44 -34Q58 -18 46 2Q30 30 -4 32Q-36 34 -44 22Z", fill, line),
      path("M46 -4Q36 26 4 31Q-10 8 6 -8Q26 2 46 -4Z", tone.pale, { opacity: 0.9 }),
      path("M14 8Q10 24 14 32H36Q34 26 28 24Q30 12 28 4Z", fill, line),
      eye(12),
      eye(38),
      stroke("M-2 -18Q24 0 52 -18", tone.ink, 2.8),
      ellipse(8, -8, 5, 3.4, "#f0806f", { opacity: 0.5 }),
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

/** A long neck out of the water, humps behind it. */
function seaMonster({ defs, color }: Sketch): Art {
  const coat = color ?? "#3f8a7c";
  const tone = tones(coat);
  const line = { stroke: tone.ink, "stroke-width": 5, "stroke-linejoin": "round", "paint-order": "stroke" };
  const fill = bodyFill(defs, coat, -150, 30);
  const hump = (x: number, r: number): string => {
    const d = `M${x - r} 30Q${x - r} ${30 - r * 1.5} ${x} ${30 - r * 1.55}Q${x + r} ${30 - r * 1.5} ${x + r} 30Z`;
    const fins = [-0.45, 0, 0.45].map((at) =>
      path(`M${x + r * at - 8} ${30 - r * (1.5 - Math.abs(at) * 0.5)}l4 -20l12 17Z`, "#e8b04a", {
        stroke: tone.ink,
        "stroke-width": 2,
      }),
    );
    return fins.join("") + path(d, fill, line);
  };
  const neck = limb([
    [40, 34, 34],
    [44, -20, 26],
    [26, -74, 21],
    [38, -118, 20],
    [64, -132, 22],
  ]);
  const clip = defs.add((id) => `<clipPath id="${id}">${path(neck, "#000")}</clipPath>`);
  const bands = [-6, -30, -54, -78, -100].map((y) =>
    stroke(`M34 ${y + 8}Q56 ${y + 16} 76 ${y}`, tone.dark, 2.4, { opacity: 0.6 }),
  );
  return {
    body: group([
      path("M-152 30Q-170 -6 -196 -14Q-188 10 -200 22Q-180 20 -168 30Z", fill, { ...line, "stroke-width": 3 }),
      hump(-118, 26),
      hump(-48, 38),
      ...[
        [18, -34],
        [6, -64],
        [6, -92],
        [18, -116],
      ].map(([x = 0, y = 0]) =>
        path(`M${x + 6} ${y - 8}l-24 -4l16 22Z`, "#e8b04a", {
          stroke: tone.ink,
          "stroke-width": 2,
          "stroke-linejoin": "round",
        }),
      ),
      path(neck, fill, line),
      group([path("M62 40Q76 -20 46 -76Q56 -110 70 -112L110 -60V40Z", tone.pale, { opacity: 0.8 }), ...bands], {
        "clip-path": clip,
      }),
      path(
        limb([
          [56, -136, 25],
          [86, -128, 21],
          [108, -122, 15],
        ]),
        fill,
        line,
      ),
      path("M112 -116Q90 -104 68 -114", "none", { stroke: tone.ink, "stroke-width": 2.6, "stroke-linecap": "round" }),
      path("M46 -156Q36 -182 20 -186Q26 -166 34 -148ZM62 -160Q58 -184 46 -194Q46 -172 50 -156Z", tone.pale, {
        stroke: tone.ink,
        "stroke-width": 2.4,
      }),
      ellipse(74, -142, 7.4, 9, "#fdf3c4", { stroke: tone.ink, "stroke-width": 1.6 }),
      ellipse(76, -142, 4, 6.4, EYE),
      circle(77.6, -145, 1.9, "#ffffff"),
      ellipse(112, -130, 3, 2, tone.ink),
    ]),
    shine: "",
  };
}

/** A furry beast with horns, more grump than terror. */
function monster({ defs, color }: Sketch): Art {
  const coat = color ?? "#6f62a8";
  const tone = tones(coat);
  const line = { stroke: tone.ink, "stroke-width": 3.4, "stroke-linejoin": "round" };
  const fill = bodyFill(defs, coat, -110, 70);
  const fur = Array.from({ length: 40 }, (_, index) => {
    const angle = (index / 40) * Math.PI * 2;
    const reach = index % 2 === 0 ? 1 : 0.93;
    return [Math.cos(angle) * 74 * reach, -22 + Math.sin(angle) * 88 * reach] as const;
  });
  const claw = (x: number): string => [0, 9, 18].map((dx) => path(`M${x + dx} 70l4 -9l5 9Z`, "#f6eed8")).join("");
  return {
    body: group([
      path(
        limb([
          [-30, 40, 20],
          [-34, 60, 18],
        ]),
        fill,
        line,
      ),
      path(
        limb([
          [34, 40, 20],
          [38, 60, 18],
        ]),
        fill,
        line,
      ),
      path(
        limb([
          [-62, -30, 16],
          [-92, 6, 15],
          [-88, 34, 17],
        ]),
        fill,
        line,
      ),
      path("M-36 -96Q-64 -110 -60 -140Q-36 -132 -18 -104ZM36 -96Q64 -110 60 -140Q36 -132 18 -104Z", "#f0e2bf", line),
      path(blob(fur, 0.5), fill, line),
      ellipse(6, 20, 44, 38, tone.light, { opacity: 0.5 }),
      path(
        limb([
          [62, -30, 16],
          [92, 6, 15],
          [90, 34, 17],
        ]),
        fill,
        line,
      ),
      claw(-44),
      claw(28),
      ellipse(-14, -54, 17, 19, "#fdf6d8", { stroke: tone.ink, "stroke-width": 2 }),
      ellipse(30, -54, 17, 19, "#fdf6d8", { stroke: tone.ink, "stroke-width": 2 }),
      circle(-8, -52, 8, EYE),
      circle(35, -52, 8, EYE),
      circle(-5, -55, 3, "#ffffff"),
      circle(38, -55, 3, "#ffffff"),
      stroke("M-34 -78L-2 -72M50 -78L20 -72", tone.ink, 5),
      path("M-28 -14Q8 8 46 -14Q40 20 8 22Q-22 20 -28 -14Z", "#5a2038", { stroke: tone.ink, "stroke-width": 2.4 }),
      path("M-22 -10l8 14l8 -9ZM40 -10l-8 14l-8 -9Z", "#ffffff"),
    ]),
    shine: "",
  };
}

export const SEA: Readonly<Record<string, Drawing>> = {
  fish,
  whale,
  dolphin,
  turtle: (sketch) => turtle(sketch),
  "sea-turtle": (sketch) => turtle(sketch, true),
  frog,
  butterfly: (sketch) => butterfly("#5f8fe0", sketch, "#24325e"),
  "monarch-butterfly": (sketch) => butterfly("#ee8a2c", sketch, "#3a2420"),
  "sea-monster": seaMonster,
  monster,
};
