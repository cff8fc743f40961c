/** Trees and bushes. */

import { createRandom } from "../../../random.ts";
import { circle, ellipse, group, type Point, path, stroke } from "../../drawing/svg.ts";
import type { Art } from "../relight.ts";
import {
  blob,
  bodyFill,
  type Drawing,
  inked,
  type Joint,
  limb,
  rounded,
  type Sketch,
  shaded,
  tones,
} from "./canvas.ts";

const BARK = "#7d5a3c";

/** A crown of leaves: heaped clouds, dark below, light above. */
function crown(
  clumps: readonly (readonly [x: number, y: number, r: number])[],
  leaf: string,
  defs: Sketch["defs"],
): string {
  const tone = tones(leaf);
  const top = Math.min(...clumps.map(([, y, r]) => y - r));
  const bottom = Math.max(...clumps.map(([, y, r]) => y + r));
  const fill = bodyFill(defs, leaf, top, bottom);
  const puff = (x: number, y: number, r: number): string => {
    const points = Array.from({ length: 14 }, (_, index): Point => {
      const angle = (index / 14) * Math.PI * 2;
      const reach = r * (index % 2 === 0 ? 1 : 0.9);
      return [x + Math.cos(angle) * reach, y + Math.sin(angle) * reach];
    });
    return blob(points, 1.4);
  };
  return group([
    ...clumps.map(([x, y, r]) => path(puff(x, y, r), tone.ink, inked(leaf, 5))),
    ...clumps.map(([x, y, r]) => path(puff(x, y, r), fill)),
    ...clumps.map(([x, y, r]) => path(puff(x - r * 0.2, y - r * 0.28, r * 0.58), tone.light, { opacity: 0.45 })),
    ...clumps
      .slice(0, 5)
      .map(([x, y, r]) =>
        stroke(
          `M${x - r * 0.1} ${y + r * 0.55}q${r * 0.2} ${r * 0.22} ${r * 0.42} 0t${r * 0.36} -${r * 0.1}`,
          tone.ink,
          2,
          { opacity: 0.35 },
        ),
      ),
  ]);
}

const CLUMPS = [
  [0, -60, 56],
  [-62, -20, 44],
  [62, -22, 46],
  [-40, -96, 44],
  [44, -98, 42],
  [0, -132, 42],
  [0, -14, 46],
] as const;

function tree({ defs, color }: Sketch, leaf: string, dots: string | null): Art {
  const tint = color ?? leaf;
  const trunk =
    "M-20 122Q-10 70 -14 20L-54 -14L-46 -22L-8 2L0 -40L10 2L48 -24L56 -16L16 22Q10 72 24 122Q34 128 44 130H-42Q-30 128 -20 122Z";
  const petals = dots
    ? Array.from({ length: 30 }, (_, index) => {
        const [x, y, r] = CLUMPS[index % CLUMPS.length] ?? [0, 0, 1];
        return circle(x + Math.cos(index * 2.4) * r * 0.62, y + Math.sin(index * 2.4) * r * 0.62, 4.6, dots);
      })
    : [];
  return {
    body: group([
      path(trunk, rounded(defs, BARK), inked(BARK)),
      stroke("M-4 112Q2 80 -2 40M8 100Q12 70 8 50", tones(BARK).ink, 2, { opacity: 0.4 }),
      crown(CLUMPS, tint, defs),
      ...petals,
    ]),
    shine: "",
  };
}

/** The boughs of a crooked tree: x, y and thickness of each joint. */
const BOUGHS = [
  "0 130 26,-8 60 19,6 0 17,-6 -50 13",
  "-2 20 12,-40 -20 9,-76 -44 6,-108 -40 3",
  "2 0 11,44 -34 8,84 -48 6,112 -80 2.6",
  "-6 -40 11,-34 -86 7,-40 -124 3",
  "-4 -44 10,26 -92 7,34 -140 2.6",
  "-70 -40 5,-84 -74 4,-80 -100 2",
  "70 -44 5,76 -82 4,66 -112 2",
].map((bough) =>
  bough.split(",").map((joint): Joint => {
    const [x = 0, y = 0, radius = 1] = joint.split(" ").map(Number);
    return [x, y, radius];
  }),
);

/** A crooked tree with more branches than leaves. */
function oldTree({ defs, color, seed }: Sketch): Art {
  const bark = "#6b4e3a";
  const leaf = color ?? "#c9953c";
  const random = createRandom(`old-tree/${seed}`);
  const hues: readonly [string, ...string[]] = [leaf, tones(leaf).light, tones(leaf).dark];
  const ends = BOUGHS.slice(1).flatMap((bough) => bough.slice(-2));
  const leaves = ends.flatMap(([x, y]) =>
    Array.from({ length: 8 }, () => {
      const at = `translate(${Math.round(x + random.between(-28, 28))} ${Math.round(y + random.between(-24, 18))})`;
      const turn = `rotate(${random.whole(0, 359)}) scale(${random.between(1.1, 1.7).toFixed(2)})`;
      return path("M0 0Q6 -8 14 0Q6 8 0 0Z", random.pick(hues), { ...inked(leaf, 1.1), transform: `${at} ${turn}` });
    }),
  );
  const shapes = BOUGHS.map(limb);
  return {
    body: group([
      path("M-26 118Q-60 124 -84 136H84Q56 124 24 116Z", shaded(defs, bark), inked(bark)),
      ...shapes.map((d) => path(d, tones(bark).ink, inked(bark, 5))),
      ...shapes.map((d) => path(d, bodyFill(defs, bark, -140, 136))),
      ellipse(0, 46, 9, 14, tones(bark).ink, { opacity: 0.8 }),
      stroke("M-14 110Q-4 80 -12 62M12 112Q14 90 10 70M-10 20Q-2 0 -8 -20", tones(bark).ink, 2.4, { opacity: 0.5 }),
      ...leaves,
    ]),
    shine: "",
  };
}

function pine({ defs, color }: Sketch): Art {
  const leaf = color ?? "#3a7a56";
  const tier = (y: number, w: number, h: number): string => {
    const d = `M0 ${y - h}Q${w * 0.42} ${y - h * 0.34} ${w} ${y}Q${w * 0.78} ${y + 5} ${w * 0.62} ${y - 4}Q${w * 0.5} ${y + 12} ${w * 0.26} ${y + 1}Q0 ${y + 18} ${-w * 0.26} ${y + 1}Q${-w * 0.5} ${y + 12} ${-w * 0.62} ${y - 4}Q${-w * 0.78} ${y + 5} ${-w} ${y}Q${-w * 0.42} ${y - h * 0.34} 0 ${y - h}Z`;
    return (
      path(d, shaded(defs, leaf), inked(leaf)) +
      path(
        `M0 ${y - h}Q${-w * 0.42} ${y - h * 0.34} ${-w} ${y}Q${-w * 0.4} ${y - h * 0.16} 0 ${y - h}Z`,
        tones(leaf).light,
        { opacity: 0.4 },
      )
    );
  };
  return {
    body: group([
      path("M-11 60H11L16 112H-16Z", rounded(defs, BARK), inked(BARK)),
      tier(78, 82, 96),
      tier(26, 68, 90),
      tier(-26, 54, 84),
      tier(-74, 38, 74),
    ]),
    shine: "",
  };
}

function bush({ defs, color }: Sketch): Art {
  const leaf = color ?? "#5a9a4a";
  const berries = [
    [-40, 4],
    [-8, -22],
    [28, -8],
    [52, 14],
    [4, 16],
    [-58, 22],
  ].map(([x = 0, y = 0]) => circle(x, y, 5, "#d8405a", inked("#d8405a", 1.4)));
  return {
    body: group([
      crown(
        [
          [-50, 14, 34],
          [50, 14, 36],
          [0, -10, 44],
          [-24, 22, 32],
          [26, 24, 32],
        ],
        leaf,
        defs,
      ),
      ...berries,
    ]),
    shine: "",
  };
}

export const PLANT_DRAWINGS: Readonly<Record<string, Drawing>> = {
  tree: (sketch) => tree(sketch, "#63a34a", null),
  "blossom-tree": (sketch) => tree(sketch, "#f0a5bd", "#fff2f5"),
  "old-tree": oldTree,
  "pine-tree": pine,
  bush,
};
