/** What quests are about: chests, crowns, gems, keys, amulets, and the arms of legends. */
import { circle, ellipse, group, path, polygon, rectangle, stroke } from "../../drawing/svg.ts";
import type { Art } from "../relight.ts";
import { cut, type Drawing, halo, inked, limb, rounded, type Sketch, shaded, tones } from "./canvas.ts";
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

function gem(base: string, { defs, color }: Sketch): Art {
  const hue = color ?? base;
  const tone = tones(hue);
  const line = { ...inked(hue, 2.4) };
  const facet = (points: [number, number][], fill: string): string =>
    polygon(points, fill, { stroke: tone.pale, "stroke-width": 1, "stroke-opacity": 0.5 });
  return {
    body: group([
      polygon(
        [
          [-70, -20],
          [-42, -58],
          [42, -58],
          [70, -20],
          [0, 66],
        ],
        tone.base,
        { ...line, "stroke-width": 5 },
      ),
      facet(
        [
          [-70, -20],
          [-42, -58],
          [-22, -20],
        ],
        tone.light,
      ),
      facet(
        [
          [-42, -58],
          [0, -58],
          [-22, -20],
        ],
        tone.pale,
      ),
      facet(
        [
          [0, -58],
          [22, -20],
          [-22, -20],
        ],
        tone.light,
      ),
      facet(
        [
          [0, -58],
          [42, -58],
          [22, -20],
        ],
        tone.base,
      ),
      facet(
        [
          [42, -58],
          [70, -20],
          [22, -20],
        ],
        tone.dark,
      ),
      facet(
        [
          [-70, -20],
          [-22, -20],
          [0, 66],
        ],
        tone.base,
      ),
      facet(
        [
          [-22, -20],
          [22, -20],
          [0, 66],
        ],
        tone.light,
      ),
      facet(
        [
          [22, -20],
          [70, -20],
          [0, 66],
        ],
        tone.dark,
      ),
    ]),
    shine: group([
      circle(0, -6, 130, halo(defs, tone.light, 0.55)),
      sparkle(-34, -40, 20),
      sparkle(50, 20, 10),
      sparkle(66, -52, 13),
    ]),
  };
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

export const TREASURES: Readonly<Record<string, Drawing>> = {
  chest: (sketch) => chest(sketch, true),
  "locked-chest": (sketch) => chest(sketch, false),
  crown,
  gem: (sketch) => gem("#3f9fe8", sketch),
  ruby: (sketch) => gem("#d83a52", sketch),
  emerald: (sketch) => gem("#2fae6c", sketch),
  key,
  amulet,
  sword,
  shield,
  hammer,
  bow,
  staff,
};
