/** What quests are about: chests, crowns, gems, keys, amulets. */
import { circle, ellipse, group, path, polygon, rectangle, stroke } from "../../drawing/svg.ts";
import type { Art } from "../relight.ts";
import { type Drawing, halo, inked, rounded, type Sketch, shaded, tones } from "./canvas.ts";
import { sparkle } from "./wonders.ts";

const GOLD = "#e8b33a";

function chest({ defs, color }: Sketch, open: boolean): Art {
  const wood = color ?? "#9a6236";
  const line = inked(wood, 3);
  const planks = shaded(defs, wood);
  const gold = shaded(defs, GOLD);
  const brass = inked(GOLD, 2.2);
  const front = [
    rectangle(-78, -8, 156, 74, planks, { rx: 5, ...line }),
    stroke("M-76 16H76M-76 42H76", tones(wood).ink, 2, { opacity: 0.45 }),
    rectangle(-70, -8, 16, 74, gold, brass),
    rectangle(54, -8, 16, 74, gold, brass),
    rectangle(-78, -12, 156, 13, gold, brass),
    path("M-17 -16H17V16Q0 30 -17 16Z", gold, brass),
    circle(0, 1, 5, tones(GOLD).ink),
    path("M-3 2h6l2 12h-10Z", tones(GOLD).ink),
  ];
  if (!open) {
    const lid = [
      path("M-78 -10V-30Q-74 -70 -44 -72H44Q74 -70 78 -30V-10Z", planks, line),
      stroke("M-76 -36H76M-66 -56H66", tones(wood).ink, 2, { opacity: 0.4 }),
      path("M-70 -10V-32Q-68 -60 -54 -68V-10ZM70 -10V-32Q68 -60 54 -68V-10Z", gold, brass),
    ];
    return { body: group([...lid, ...front]), shine: "" };
  }
  const coins = [-52, -32, -10, 12, 34, 54].map((x, index) => ellipse(x, -18 - (index % 3) * 7, 17, 11, gold, brass));
  const jewels = [
    polygon(
      [
        [-28, -40],
        [-14, -48],
        [-2, -38],
        [-15, -22],
      ],
      "#3fa8e0",
      inked("#3fa8e0", 2),
    ),
    polygon(
      [
        [20, -36],
        [34, -46],
        [46, -34],
        [33, -18],
      ],
      "#d8405a",
      inked("#d8405a", 2),
    ),
    circle(6, -30, 8, "#f6f0e8", inked("#d8d0c8", 1.6)),
  ];
  const lid = [
    path("M-80 -30L-70 -92Q-66 -112 -40 -112H40Q66 -112 70 -92L80 -30Z", shaded(defs, tones(wood).dark), line),
    path("M-66 -34L-59 -86Q-56 -98 -38 -98H38Q56 -98 59 -86L66 -34Z", "#3a2430"),
    path("M-80 -30L-70 -92Q-69 -98 -66 -102L-56 -96L-64 -30ZM80 -30L70 -92Q69 -98 66 -102L56 -96L64 -30Z", gold, brass),
  ];
  const shine = [
    ellipse(0, -46, 120, 84, halo(defs, "#ffe28a", 0.75)),
    sparkle(-44, -62, 13),
    sparkle(28, -78, 17),
    sparkle(58, -48, 9),
    sparkle(-12, -44, 8),
  ];
  return { body: group([...lid, ...coins, ...jewels, ...front]), shine: group(shine) };
}

function crown({ defs, color }: Sketch): Art {
  const metal = color ?? GOLD;
  const line = inked(metal, 2.8);
  const stone = (x: number, y: number, r: number, hue: string): string =>
    circle(x, y, r, shaded(defs, hue), inked(hue, 1.8)) +
    circle(x - r * 0.3, y - r * 0.35, r * 0.28, "#ffffff", { opacity: 0.8 });
  const front = "M-70 40L-80 -34L-42 2L-26 -56L0 -4L26 -56L42 2L80 -34L70 40Q0 56 -70 40Z";
  return {
    body: group([
      ellipse(0, 30, 66, 14, tones(metal).dark, line),
      path(front, shaded(defs, metal), line),
      path("M-68 28Q0 44 68 28L70 42Q0 58 -70 42Z", shaded(defs, tones(metal).dark), line),
      stone(-80, -38, 8, "#d8405a"),
      stone(-26, -62, 9, "#3f8fe0"),
      stone(26, -62, 9, "#3f8fe0"),
      stone(80, -38, 8, "#d8405a"),
      stone(0, 22, 12, "#d8405a"),
      stone(-36, 16, 8, "#3fb07a"),
      stone(36, 16, 8, "#3fb07a"),
    ]),
    shine: group([sparkle(-30, -24, 10), sparkle(52, -6, 8)]),
  };
}

/** The faces of a cut stone, and how the light falls on each. */
const FACETS: readonly (readonly [corners: string, tone: "light" | "pale" | "base" | "dark"])[] = [
  ["-70 -20L-42 -58L-22 -20", "light"],
  ["-42 -58L0 -58L-22 -20", "pale"],
  ["0 -58L22 -20L-22 -20", "light"],
  ["0 -58L42 -58L22 -20", "base"],
  ["42 -58L70 -20L22 -20", "dark"],
  ["-70 -20L-22 -20L0 66", "base"],
  ["-22 -20L22 -20L0 66", "light"],
  ["22 -20L70 -20L0 66", "dark"],
];

function gem(base: string, { defs, color }: Sketch): Art {
  const hue = color ?? base;
  const tone = tones(hue);
  const edge = { stroke: tone.pale, "stroke-width": 1, "stroke-opacity": 0.5 };
  const facets = FACETS.map(([corners, name]) => path(`M${corners}Z`, tone[name], edge));
  const outline = path("M-70 -20L-42 -58H42L70 -20L0 66Z", tone.base, inked(hue, 5));
  const shine = [
    circle(0, -6, 130, halo(defs, tone.light, 0.55)),
    sparkle(-34, -40, 20),
    sparkle(50, 20, 10),
    sparkle(66, -52, 13),
  ];
  return { body: group([outline, ...facets]), shine: group(shine) };
}

function key({ defs, color }: Sketch): Art {
  const metal = color ?? GOLD;
  const line = inked(metal);
  const fill = shaded(defs, metal);
  return {
    body: group(
      [
        path("M-6 -30H6V92H-6Z", rounded(defs, metal), line),
        path("M6 56H32V70H22V64H18V72H6ZM6 78H28V94H16V88H12V94H-6V88H6Z", fill, line),
        path("M0 -110A40 40 0 1 1 0 -30A40 40 0 1 1 0 -110ZM0 -92A22 22 0 1 0 0 -48A22 22 0 1 0 0 -92Z", fill, {
          ...line,
          "fill-rule": "evenodd",
        }),
        circle(-28, -98, 9, fill, line),
        circle(28, -98, 9, fill, line),
        circle(0, -114, 10, fill, line),
        rectangle(-12, -34, 24, 12, fill, { rx: 4, ...line }),
        circle(0, -70, 7, "#d8405a", inked("#d8405a", 1.6)),
      ],
      { transform: "rotate(28)" },
    ),
    shine: group([sparkle(44, -92, 12), sparkle(-20, 20, 8)]),
  };
}

function amulet({ defs, color }: Sketch): Art {
  const stone = color ?? "#3fb5a0";
  const tone = tones(stone);
  const line = inked(GOLD, 2.4);
  const links = Array.from({ length: 26 }, (_, index) => {
    const angle = (index / 26) * Math.PI * 2;
    const [x, y] = [Math.cos(angle) * 54, -66 + Math.sin(angle) * 66];
    const turn = `rotate(${(Math.atan2(Math.cos(angle) * 66, -Math.sin(angle) * 54) * 180) / Math.PI} ${x} ${y})`;
    return ellipse(x, y, 7, 4.4, shaded(defs, GOLD), { ...line, "stroke-width": 1.6, transform: turn });
  });
  const rays = Array.from({ length: 12 }, (_, index) =>
    path("M-7 -44L0 -64L7 -44Z", shaded(defs, GOLD), { ...line, transform: `translate(0 46) rotate(${index * 30})` }),
  );
  return {
    body: group([
      ...links,
      ...rays,
      circle(0, 46, 48, shaded(defs, GOLD), line),
      circle(0, 46, 37, tones(GOLD).dark, { ...line, "stroke-width": 1.6 }),
      circle(
        0,
        46,
        30,
        defs.radial([
          [0, "#ffffff"],
          [0.35, tone.light],
          [1, tone.dark],
        ]),
        inked(stone, 2),
      ),
    ]),
    shine: group([
      circle(0, 46, 105, halo(defs, tone.light, 0.55)),
      ellipse(-10, 34, 8, 11, "#ffffff", { opacity: 0.8 }),
      sparkle(42, 8, 14),
      sparkle(-44, 74, 9),
    ]),
  };
}

export const TREASURES: Readonly<Record<string, Drawing>> = {
  chest: (sketch) => chest(sketch, true),
  "locked-chest": (sketch) => chest(sketch, false),
  crown,
  gem: (sketch) => gem("#3f9fe8", sketch),
  ruby: (sketch) => gem("#d83a52", sketch),
  emerald: (sketch) => gem("#2fae6c", sketch),
  key,
  amulet,
};
