/** Moons, stars, the sun, clouds: what hangs in the sky when it is the subject of a picture. */
import { circle, group, type Point, path, polygon } from "../../drawing/svg.ts";
import type { Art } from "../relight.ts";
import { blob, cut, type Drawing, halo, inked, type Sketch, shaded, tones } from "./canvas.ts";
import { sparkle } from "./wonders.ts";

const MOON = "#f6e9b8";

function disc(r: number): string {
  return `M0 ${-r}A${r} ${r} 0 1 1 0 ${r}A${r} ${r} 0 1 1 0 ${-r}Z`;
}

function fullMoon({ defs, color }: Sketch): Art {
  const base = color ?? MOON;
  const craters = [
    [-26, -30, 16],
    [24, -8, 22],
    [-16, 30, 13],
    [36, 36, 9],
    [-48, 8, 9],
    [10, -52, 8],
  ] as const;
  return {
    body: group([
      path(
        disc(78),
        defs.radial([
          [0, tones(base).pale],
          [0.7, base],
          [1, tones(base).dark],
        ]),
      ),
      cut(
        defs,
        disc(78),
        craters.map(
          ([x, y, r]) =>
            circle(x, y, r, tones(base).dark, { opacity: 0.28 }) +
            circle(x + 2, y + 2, r * 0.84, tones(base).light, { opacity: 0.35 }),
        ),
      ),
    ]),
    shine: circle(0, 0, 210, halo(defs, tones(base).light, 0.4)),
  };
}

function crescent({ defs, color }: Sketch): Art {
  const base = color ?? MOON;
  return {
    body: path(
      "M34 -76A80 80 0 1 0 60 54A66 66 0 0 1 34 -76Z",
      defs.vertical([
        [0, tones(base).pale],
        [1, base],
      ]),
      inked(base, 1.6),
    ),
    shine: group([
      circle(-10, 0, 180, halo(defs, tones(base).light, 0.4)),
      sparkle(48, -20, 15),
      sparkle(24, 24, 9),
      sparkle(70, 20, 8),
    ]),
  };
}

function starPoints(reach: number, inner: number): Point[] {
  return Array.from({ length: 10 }, (_, index): Point => {
    const angle = (index / 10) * Math.PI * 2 - Math.PI / 2;
    const r = index % 2 === 0 ? reach : inner;
    return [Math.cos(angle) * r, Math.sin(angle) * r];
  });
}

function star({ defs, color }: Sketch): Art {
  const base = color ?? "#f8cf4a";
  const points = starPoints(80, 38);
  const facets = points.map((point, index) =>
    polygon(
      [[0, 0], point, points[(index + 1) % 10] ?? point],
      index % 2 === 0 ? tones(base).light : tones(base).dark,
      { opacity: 0.5 },
    ),
  );
  return {
    body: group([polygon(points, shaded(defs, base), { ...inked(base, 7), stroke: base }), ...facets]),
    shine: group([circle(0, 0, 170, halo(defs, tones(base).light, 0.6)), sparkle(58, -56, 14), sparkle(-66, 34, 10)]),
  };
}

/** A head that flies to the lower right, its tail behind it. */
function trail(colors: readonly [string, string], { defs }: Sketch): string {
  const fade = defs.add(
    (id) =>
      `<linearGradient id="${id}" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${colors[1]}" stop-opacity="0"/><stop offset="1" stop-color="${colors[0]}" stop-opacity=".95"/></linearGradient>`,
  );
  return group([
    path("M-200 -150Q-60 -70 30 -26L-22 34Q-90 -40 -200 -150Z", fade),
    path("M-150 -140Q-40 -60 12 -22L-6 4Q-60 -50 -150 -140Z", fade, { opacity: 0.8 }),
  ]);
}

function shootingStar(sketch: Sketch): Art {
  const base = sketch.color ?? "#fbdc6a";
  return {
    body: group([
      trail([tones(base).pale, tones(base).light], sketch),
      polygon(starPoints(44, 21), shaded(sketch.defs, base), { ...inked(base, 5), stroke: base }),
    ]),
    shine: group([
      circle(0, 0, 110, halo(sketch.defs, tones(base).light, 0.7)),
      sparkle(-70, -80, 9),
      sparkle(-110, -60, 7),
    ]),
  };
}

function meteor(sketch: Sketch): Art {
  const rock = sketch.color ?? "#7a5a50";
  const shape = blob([
    [-36, -20],
    [-6, -42],
    [32, -30],
    [42, 6],
    [20, 38],
    [-20, 40],
    [-44, 14],
  ]);
  return {
    body: group([
      trail(["#ff9a3c", "#e8402a"], sketch),
      path(shape, shaded(sketch.defs, rock), inked(rock)),
      circle(-8, -8, 9, tones(rock).dark),
      circle(16, 14, 7, tones(rock).dark),
      circle(14, -18, 5, tones(rock).dark),
      path("M42 6Q40 34 20 38Q0 42 -20 40Q14 30 42 6Z", "#ffb04a"),
    ]),
    shine: circle(6, 6, 100, halo(sketch.defs, "#ff8a3c", 0.6)),
  };
}

function comet(sketch: Sketch): Art {
  const ice = sketch.color ?? "#a5dcf5";
  return {
    body: group([
      trail([tones(ice).pale, ice], sketch),
      circle(
        4,
        6,
        32,
        sketch.defs.radial([
          [0, "#ffffff"],
          [1, ice],
        ]),
      ),
    ]),
    shine: circle(4, 6, 110, halo(sketch.defs, ice, 0.65)),
  };
}

function sun({ defs, color }: Sketch): Art {
  const base = color ?? "#f9c440";
  const rays = Array.from({ length: 16 }, (_, index) =>
    path(
      index % 2 === 0 ? "M-11 -74L0 -118L11 -74Z" : "M-8 -74L0 -100L8 -74Z",
      index % 2 === 0 ? base : tones(base).light,
      { transform: `rotate(${index * 22.5})` },
    ),
  );
  return {
    body: group([
      ...rays,
      circle(
        0,
        0,
        70,
        defs.radial([
          [0, "#fff6c8"],
          [0.7, base],
          [1, tones(base).dark],
        ]),
      ),
    ]),
    shine: circle(0, 0, 220, halo(defs, tones(base).light, 0.5)),
  };
}

function cloud({ defs, color }: Sketch): Art {
  const hue = color ?? "#f4f7fa";
  return {
    body: path(
      "M-104 40Q-140 34 -132 2Q-122 -24 -92 -18Q-84 -62 -36 -58Q-12 -92 30 -78Q62 -68 66 -36Q112 -42 122 -6Q130 34 92 40Z",
      shaded(defs, hue),
      inked(hue, 2),
    ),
    shine: "",
  };
}

function rainbow({ defs }: Sketch): Art {
  const bands = ["#e8504a", "#f59a3c", "#f8d84a", "#6abf5a", "#4f9fe0", "#6a5ac8"].map((hue, index) =>
    path(`M${-150 + index * 12} 60A${150 - index * 12} ${150 - index * 12} 0 0 1 ${150 - index * 12} 60`, "none", {
      stroke: hue,
      "stroke-width": 12.6,
      opacity: 0.85,
    }),
  );
  const puff = (x: number): string =>
    path(
      `M${x - 50} 76Q${x - 66} 70 ${x - 56} 52Q${x - 46} 30 ${x - 20} 40Q${x} 20 ${x + 22} 38Q${x + 54} 34 ${x + 54} 58Q${x + 58} 74 ${x + 42} 76Z`,
      shaded(defs, "#f6f9fc"),
    );
  return { body: group([...bands, puff(-118), puff(118)]), shine: "" };
}

function lightning({ defs, color, glow }: Sketch): Art {
  const hue = color ?? "#fbd84a";
  return {
    body: path("M18 -120L-52 14H-6L-30 110L58 -26H8L44 -120Z", shaded(defs, hue), inked(hue, 3)),
    shine: group([
      circle(0, -4, 150, halo(defs, glow, 0.45)),
      path("M18 -104L-32 2H8L-8 66L36 -14H-4L26 -104Z", "#fffbe0", { opacity: 0.7 }),
    ]),
  };
}

export const SKY_DRAWINGS: Readonly<Record<string, Drawing>> = {
  "full-moon": fullMoon,
  "crescent-moon": crescent,
  star,
  "shooting-star": shootingStar,
  meteor,
  comet,
  sun,
  cloud,
  rainbow,
  lightning,
};
