/** Moons, stars, planets, clouds: what hangs in the sky when it is the subject of a picture. */
import { createRandom } from "../../drawing/random.ts";
import { circle, ellipse, group, type Point, path, polygon, stroke } from "../../drawing/svg.ts";
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

function planet({ defs, color }: Sketch, base: string, ring: boolean): Art {
  const hue = color ?? base;
  const tone = tones(hue);
  const bands = path(
    "M-90 -34Q0 -14 90 -34V-18Q0 2 -90 -18ZM-90 12Q0 34 90 12V22Q0 46 -90 22ZM-90 46Q0 66 90 46V54Q0 74 -90 54Z",
    tone.dark,
    { opacity: 0.5 },
  );
  const half = (front: boolean): string =>
    path(
      front
        ? "M-128 14A130 30 0 0 0 128 -14L100 -11A102 20 0 0 1 -100 11Z"
        : "M-128 14A130 30 0 0 1 128 -14L100 -11A102 20 0 0 0 -100 11Z",
      shaded(defs, "#e8cf9a"),
      { ...inked("#e8cf9a", 2), transform: "rotate(-8)" },
    );
  return {
    body: group([
      ring ? half(false) : "",
      path(
        disc(72),
        defs.radial([
          [0, tone.light],
          [0.75, hue],
          [1, tone.dark],
        ]),
        inked(hue, 2),
      ),
      cut(
        defs,
        disc(72),
        ring || base !== "#c8553a"
          ? [bands]
          : [
              circle(-24, -20, 16, tone.dark, { opacity: 0.5 }),
              circle(26, 10, 22, tone.dark, { opacity: 0.4 }),
              circle(-10, 36, 12, tone.dark, { opacity: 0.5 }),
              ellipse(0, -70, 40, 12, "#fff2e6", { opacity: 0.8 }),
            ],
      ),
      ring ? half(true) : "",
    ]),
    shine: circle(0, 0, 150, halo(defs, tone.light, 0.2)),
  };
}

function galaxy({ defs, color }: Sketch): Art {
  const hue = color ?? "#8a6ff0";
  const arm = (turn: number): string =>
    path("M0 0Q50 -70 130 -30Q170 0 150 40Q130 0 90 -8Q40 -16 0 0Z", halo(defs, tones(hue).light, 0.9), {
      transform: `rotate(${turn}) scale(1.1)`,
    });
  const random = createRandom("galaxy");
  const dots = Array.from({ length: 40 }, () =>
    circle(random.between(-150, 150), random.between(-70, 70), random.between(0.8, 2.6), "#ffffff", { opacity: 0.9 }),
  );
  return {
    body: group([
      ellipse(0, 0, 170, 100, halo(defs, hue, 0.9)),
      arm(0),
      arm(120),
      arm(240),
      circle(0, 0, 50, halo(defs, "#fff2d0", 1)),
    ]),
    shine: group(dots),
  };
}

function constellation({ defs }: Sketch): Art {
  const points: readonly Point[] = [
    [-100, 20],
    [-60, -30],
    [-14, -14],
    [30, -44],
    [84, -30],
    [70, 26],
    [20, 40],
    [-14, -14],
  ];
  const line = `M${points.map(([x, y]) => `${x} ${y}`).join("L")}M20 40L30 84`;
  return {
    body: group([stroke(line, "#bcd0ff", 1.8, { opacity: 0.7 }), circle(0, 0, 4, "#ffffff")]),
    shine: group(
      [...points, [30, 84] as const].map(
        ([x, y], index) => circle(x, y, 22, halo(defs, "#dfe8ff", 0.6)) + sparkle(x, y, index % 3 === 0 ? 15 : 10),
      ),
    ),
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

/** Three bursts, one above the other. */
function fireworks({ defs, color }: Sketch): Art {
  const burst = (x: number, y: number, reach: number, hue: string): string => {
    const sparks = Array.from({ length: 16 }, (_, index) => {
      const angle = (index / 16) * Math.PI * 2;
      const far = reach * (index % 2 === 0 ? 1 : 0.72);
      const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
      const line = `M${x + dx * far * 0.25} ${y + dy * far * 0.25}Q${x + dx * far * 0.7} ${y + dy * far * 0.7} ${x + dx * far} ${y + dy * far + 5}`;
      return stroke(line, hue, 3) + circle(x + dx * far, y + dy * far + 5, 3.4, tones(hue).pale);
    });
    return circle(x, y, reach * 1.2, halo(defs, hue, 0.4)) + group(sparks) + sparkle(x, y, reach * 0.24);
  };
  const bursts = [burst(0, -50, 80, color ?? "#f8c84a"), burst(-84, 26, 58, "#f06a8a"), burst(78, 34, 62, "#6fb8f5")];
  return { body: circle(0, 0, 2, "#ffffff"), flame: group(bursts), shine: "" };
}

export const SKY_DRAWINGS: Readonly<Record<string, Drawing>> = {
  "full-moon": fullMoon,
  "crescent-moon": crescent,
  star,
  "shooting-star": shootingStar,
  meteor,
  comet,
  sun,
  planet: (sketch) => planet(sketch, "#d9a566", false),
  mars: (sketch) => planet(sketch, "#c8553a", false),
  "ringed-planet": (sketch) => planet(sketch, "#d9b06a", true),
  galaxy,
  constellation,
  cloud,
  rainbow,
  lightning,
  fireworks,
};
