/** Flowers, leaves and what grows on the ground. */
import { circle, ellipse, group, path, stroke } from "../../drawing/svg.ts";
import type { Art } from "../relight.ts";
import { cut, type Drawing, halo, inked, limb, rounded, type Sketch, shaded, through, tones } from "./canvas.ts";
import { sparkle } from "./wonders.ts";

function stem(defs: Sketch["defs"], height: number): string {
  const leaf = (side: number, y: number): string =>
    path(
      `M0 ${y}Q${side * 16} ${y - 26} ${side * 46} ${y - 24}Q${side * 34} ${y + 6} 0 ${y}Z`,
      shaded(defs, "#5aa04a"),
      inked("#5aa04a", 2),
    ) + stroke(`M0 ${y}Q${side * 20} ${y - 12} ${side * 36} ${y - 18}`, "#2f5f34", 1.5, { opacity: 0.5 });
  return (
    path(
      limb([
        [0, 0, 3.4],
        [-4, height * 0.5, 3.6],
        [0, height, 4],
      ]),
      "#4f9344",
      inked("#4f9344", 2),
    ) +
    leaf(1, height * 0.6) +
    leaf(-1, height * 0.78)
  );
}

/** Petals in two rings round a golden heart. */
function flower(base: string, { defs, color }: Sketch): Art {
  const petal = color ?? base;
  const tone = tones(petal);
  const ring = (count: number, reach: number, width: number, shift: number, fill: string): string[] =>
    Array.from({ length: count }, (_, index) =>
      path(
        `M0 0Q${-width} ${-reach * 0.5} ${-width * 0.5} ${-reach * 0.9}Q0 ${-reach * 1.1} ${width * 0.5} ${-reach * 0.9}Q${width} ${-reach * 0.5} 0 0Z`,
        fill,
        { ...inked(petal, 2), transform: `translate(0 -20) rotate(${(index / count) * 360 + shift})` },
      ),
    );
  return {
    body: group([
      stem(defs, 110),
      ...ring(8, 60, 25, 22, shaded(defs, tone.dark)),
      ...ring(8, 52, 24, 0, shaded(defs, petal)),
      circle(0, -20, 17, shaded(defs, "#f5c542"), inked("#f5c542")),
      ...[0, 60, 120, 180, 240, 300].map((turn) =>
        circle(0, -29, 2.2, "#b5782a", { transform: `rotate(${turn} 0 -20)` }),
      ),
    ]),
    shine: group([sparkle(34, -56, 8), sparkle(-40, -4, 6)]),
  };
}

function rose({ defs, color }: Sketch): Art {
  const petal = color ?? "#cf2f44";
  const tone = tones(petal);
  const line = inked(petal, 2.2);
  return {
    body: group([
      stem(defs, 120),
      path(
        "M-30 4Q-40 24 -54 22Q-36 34 -8 22L0 28L8 22Q36 34 54 22Q40 24 30 4Z",
        shaded(defs, "#4f9344"),
        inked("#4f9344", 2),
      ),
      path("M-52 -36Q-60 14 0 22Q60 14 52 -36Q34 -20 0 -18Q-34 -20 -52 -36Z", shaded(defs, petal), line),
      path(
        "M-44 -52Q-62 -14 -22 10Q-40 -22 -18 -50ZM44 -52Q62 -14 22 10Q40 -22 18 -50Z",
        shaded(defs, tone.light),
        line,
      ),
      path("M-36 -56Q-34 -6 0 14Q34 -6 36 -56Q22 -40 0 -42Q-22 -40 -36 -56Z", shaded(defs, petal), line),
      path("M-30 -60Q0 -84 30 -60Q36 -40 0 -28Q-36 -40 -30 -60Z", tone.dark, line),
      path("M-18 -56Q0 -70 18 -56Q20 -44 0 -38Q-20 -44 -18 -56Z", petal, { ...line, "stroke-width": 1.8 }),
      stroke("M-8 -54Q2 -62 10 -53Q6 -44 -3 -48", tone.ink, 2),
    ]),
    shine: "",
  };
}

function lotus({ defs, color }: Sketch): Art {
  const petal = color ?? "#ee8fb0";
  const tone = tones(petal);
  const leaf = (turn: number, reach: number, width: number, fill: string): string =>
    path(`M0 0Q${-width} ${-reach * 0.45} 0 ${-reach}Q${width} ${-reach * 0.45} 0 0Z`, fill, {
      ...inked(petal, 2.2),
      transform: `translate(0 34) rotate(${turn})`,
    });
  return {
    body: group([
      ellipse(0, 44, 104, 20, shaded(defs, "#4f9a5a"), inked("#4f9a5a")),
      stroke("M0 44L-80 38M0 44L84 40M0 44L-40 56M0 44L44 56", "#2f6a40", 1.6, { opacity: 0.5 }),
      ...[-74, 74, -50, 50].map((turn) => leaf(turn, 88, 30, shaded(defs, tone.dark))),
      ...[-26, 26, 0].map((turn) => leaf(turn, 104, 34, shaded(defs, petal))),
      ...[-60, 60, -36, 36].map((turn) => leaf(turn, 74, 30, shaded(defs, tone.light))),
      ...[-14, 14].map((turn) => leaf(turn, 76, 28, shaded(defs, tone.light))),
      leaf(0, 58, 26, shaded(defs, tone.pale)),
    ]),
    shine: group([circle(0, -20, 80, halo(defs, "#fff2b8", 0.35)), sparkle(40, -62, 9), sparkle(-48, -40, 7)]),
  };
}

function sprout({ defs }: Sketch): Art {
  return {
    body: group([
      path("M-62 60Q-40 26 0 26Q40 26 62 60Q0 74 -62 60Z", shaded(defs, "#7a5236"), inked("#7a5236")),
      path(
        limb([
          [0, 40, 5],
          [-3, 6, 4.6],
          [0, -26, 4],
        ]),
        "#5aa04a",
        inked("#5aa04a", 2),
      ),
      path("M0 -24Q-12 -66 -58 -62Q-54 -20 0 -24Z", shaded(defs, "#7fc25a"), inked("#5aa04a")),
      path("M0 -26Q10 -80 62 -84Q64 -32 0 -26Z", shaded(defs, "#8fd062"), inked("#5aa04a")),
      stroke("M0 -24Q-24 -40 -44 -50M0 -26Q26 -50 48 -70", "#3f7a3a", 2, { opacity: 0.5 }),
    ]),
    shine: group([circle(0, -30, 80, halo(defs, "#f2ffb8", 0.35)), sparkle(34, -104, 9), sparkle(-60, -80, 7)]),
  };
}

function leaf(base: string, { defs, color }: Sketch): Art {
  const hue = color ?? base;
  const shape = "M-60 54Q-76 -30 0 -62Q44 -76 74 -70Q72 -20 50 14Q16 58 -60 54Z";
  return {
    body: group([
      path(shape, shaded(defs, hue), inked(hue)),
      stroke(
        `${through([
          [-78, 74],
          [-40, 36],
          [10, -12],
          [62, -60],
        ])}M-30 26Q-34 0 -40 -10M-4 2Q-10 -30 -8 -46M-20 18Q10 20 24 34M6 -8Q36 -6 54 2`,
        tones(hue).ink,
        3,
        { opacity: 0.55 },
      ),
    ]),
    shine: "",
  };
}

function mushroom({ defs, color }: Sketch): Art {
  const cap = color ?? "#d8443c";
  const dome = "M-76 -2Q-70 -78 0 -80Q70 -78 76 -2Q40 16 0 14Q-40 16 -76 -2Z";
  const spots = [
    [-36, -34, 12],
    [8, -56, 14],
    [44, -24, 11],
    [-4, -14, 9],
    [-58, -8, 7],
    [34, -58, 6],
  ] as const;
  return {
    body: group([
      path("M-20 4Q-16 40 -28 74Q0 86 28 74Q16 40 20 4Z", rounded(defs, "#f3e7d0"), inked("#c9ae86")),
      path("M-24 20Q0 34 24 20L20 8H-20Z", "#fff6e2", inked("#c9ae86", 2)),
      path(dome, shaded(defs, cap), inked(cap)),
      cut(
        defs,
        dome,
        spots.map(([x, y, r]) => ellipse(x, y, r, r * 0.82, "#fff4e2")),
      ),
      path("M-46 76Q-38 58 -28 72Q-20 58 -12 76ZM16 78Q24 60 32 74Q40 62 48 78Z", "#6f9a4a"),
    ]),
    shine: "",
  };
}

function pumpkin({ defs, color }: Sketch): Art {
  const skin = color ?? "#ee8a2c";
  const lobe = (x: number, w: number): string => ellipse(x, 10, w, 52, shaded(defs, skin), inked(skin, 2.2));
  return {
    body: group([
      lobe(-48, 32),
      lobe(48, 32),
      lobe(-26, 34),
      lobe(26, 34),
      lobe(0, 32),
      path("M-10 -38Q-4 -66 -22 -78L-6 -84Q12 -66 12 -38Z", shaded(defs, "#6f8f3f"), inked("#6f8f3f")),
      path("M10 -52Q36 -76 58 -58Q48 -38 14 -42Z", shaded(defs, "#5a9a4a"), inked("#5a9a4a", 2)),
    ]),
    shine: "",
  };
}

export const FLOWERS: Readonly<Record<string, Drawing>> = {
  flower: (sketch) => flower("#9a6fe0", sketch),
  violet: (sketch) => flower("#8450c8", sketch),
  rose,
  lotus,
  sprout,
  leaf: (sketch) => leaf("#6ab04a", sketch),
  "autumn-leaf": (sketch) => leaf("#dd7a2c", sketch),
  mushroom,
  pumpkin,
};
