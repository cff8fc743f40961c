/** Places by, on and under water. */
import { lighten, mix } from "../drawing/color.ts";
import type { Random } from "../drawing/random.ts";
import {
  circle,
  curve,
  ellipse,
  group,
  line,
  type Point,
  path,
  polygon,
  rectangle,
  round,
  stroke,
} from "../drawing/svg.ts";
import { houses } from "../scenery/buildings.ts";
import { blades, boughs, boulders, leafShape, silhouette, trunks } from "../scenery/framing.ts";
import { grass, ground, hill, mountains, patches, rock, rocks } from "../scenery/land.ts";
import { nativeTree, tree, wood } from "../scenery/trees.ts";
import { waterfall as fall, lake as lakeWater, river as riverWater, sea as seaWater } from "../scenery/water.ts";
import type { Stage } from "../stage.ts";
import type { Place } from "./types.ts";
import { cover, turf } from "./wild.ts";

const SEA = "#1f6f9e";

export const sea: Place = {
  name: "sea",
  indoors: false,
  horizon: 0.56,
  water: { from: 0.58, to: 0.8 },
  footing: seaFooting,
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height } = stage;
    const random = stage.random.fork("cliff");
    const side = stage.sun.x < w / 2 ? 1 : 0;
    const cliff = Array.from({ length: 4 }, (_, index) =>
      rock(
        stage,
        {
          x: side * w + (side === 0 ? 1 : -1) * index * 60 * k,
          y: height * 0.99 + index * 6,
          size: (150 - index * 26) * k,
          color: "#4f5866",
        },
        random,
      ),
    );
    return {
      back: group([
        hill(stage, { y: h - 6, swing: 12, color: "#6f8fb0", depth: 0.9, name: "coast", bottom: h + 8 }),
        seaWater(stage, { from: h, to: height, color: SEA }),
      ]),
      middle: "",
      front: group(cliff),
    };
  },
};

/** A deck for those who sail, else a flat rock by the water. */
function seaFooting(stage: Stage): string {
  const { width: w, height } = stage;
  const y = height * 0.74;
  if (
    !stage.mentions("ship", "boat", "deck", "sail", "sailor", "captain", "pirate", "crew", "raft", "yacht", "voyage")
  ) {
    const random = stage.random.fork("ledge");
    const ledge = Array.from(
      { length: 12 },
      (_, index): Point => [
        (index / 11) * (w + 80) - 40,
        y + Math.sin(index * 1.7) * 12 + Math.abs(index - 5.5) * 9 + random.between(-8, 8),
      ],
    );
    return group([
      path(
        `${line(ledge)}L${w + 40} ${height + 10}L-40 ${height + 10}Z`,
        stage.defs.vertical([
          [0, stage.shade("#8b93a0")],
          [0.25, stage.shade("#646c7a")],
          [1, stage.shade("#343a47")],
        ]),
      ),
      stroke(line(ledge), stage.shade("#d9e6ee"), 4, { opacity: 0.6 }),
      ...ledge
        .slice(1, 11)
        .map(([x, top]) =>
          stroke(
            `M${round(x)} ${round(top + 8)}l${round(random.between(-30, 30))} ${round(random.between(30, 90))}`,
            stage.shade("#3a414e"),
            2.5,
            { opacity: 0.5 },
          ),
        ),
    ]);
  }
  const planks = Array.from({ length: 19 }, (_, index) =>
    stroke(
      line([
        [w / 2 + (index - 9) * w * 0.062, y],
        [w / 2 + (index - 9) * w * 0.13, height],
      ]),
      stage.shade("#4a3222"),
      2.5,
      { opacity: 0.6 },
    ),
  );
  const posts = Array.from({ length: 13 }, (_, index) =>
    rectangle(
      (index / 12) * w - 6,
      y - 92,
      12,
      96,
      stage.defs.horizontal([
        [0, stage.shade("#a5774c")],
        [1, stage.shade("#5f4028")],
      ]),
      { rx: 4 },
    ),
  );
  return group([
    rectangle(
      0,
      y,
      w,
      height - y,
      stage.defs.vertical([
        [0, stage.shade("#b5824f")],
        [1, stage.shade("#5f3f27")],
      ]),
    ),
    ...planks,
    ...posts,
    rectangle(-4, y - 100, w + 8, 14, stage.shade("#8a5c38"), { rx: 5 }),
    rectangle(0, y - 6, w, 12, stage.shade("#7a5030")),
  ]);
}

export const beach: Place = {
  name: "beach",
  indoors: false,
  horizon: 0.52,
  water: { from: 0.53, to: 0.66 },
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height } = stage;
    const random = stage.random.fork("palms");
    const shore = h + (height - h) * 0.34;
    const points: Point[] = Array.from(
      { length: 14 },
      (_, index): Point => [(index / 12) * w - 40, shore + Math.sin(index * 1.1) * 14],
    );
    const rim = curve(points);
    const edge = stage.sun.x < w / 2 ? 0.93 : 0.07;
    const tropical = !stage.mentions("cold", "rocky", "northern", "cliff") && !stage.traits.snowy;
    return {
      back: group([
        hill(stage, { y: h - 14 * k, swing: 20, color: "#6f9aa0", depth: 0.85, name: "cape", bottom: h + 4 }),
        lakeWater(stage, { from: h, to: shore + 40, color: tropical ? "#1fa0b8" : SEA }),
        stroke(rim, "#ffffff", 26, { opacity: 0.35 }),
        path(
          `${rim}L${w + 60} ${height}L-60 ${height}Z`,
          stage.defs.vertical([
            [0, stage.shade("#c9a877")],
            [0.12, stage.shade("#f0d9a8")],
            [1, stage.shade("#d3ae74")],
          ]),
        ),
        stroke(rim, "#ffffff", 7, { opacity: 0.85 }),
      ]),
      middle: group([
        patches(stage, "sand", stage.shade("#a9834f"), 0.3),
        rocks(stage, "stones", { from: shore + 20, to: height - 40, size: 30, count: 7, sides: true }),
        tropical ? tree(stage, { kind: "palm", x: w * edge, y: height * 0.86, height: 460 * k, depth: 0 }, random) : "",
        tropical
          ? tree(
              stage,
              {
                kind: "palm",
                x: w * (edge < 0.5 ? edge + 0.07 : edge - 0.07),
                y: height * 0.8,
                height: 330 * k,
                depth: 0.08,
              },
              random,
            )
          : "",
        shells(stage, random),
      ]),
      front: tropical ? palmFrame(stage) : boulders(stage, "#50586a"),
    };
  },
};

function shells(stage: Stage, random: Random): string {
  return group(
    Array.from({ length: 16 }, () => {
      const y = random.between(stage.height * 0.74, stage.height * 0.98);
      return ellipse(
        random.between(0, stage.width),
        y,
        random.between(3, 7),
        random.between(2, 4),
        stage.shade(random.pick(["#fff1e0", "#f6b8a6", "#e9d2f0"])),
      );
    }),
  );
}

function palmFrame(stage: Stage): string {
  const random = stage.random.fork("palm-frame");
  const side = stage.sun.x < stage.width / 2 ? 1 : 0;
  const x = side * stage.width;
  return group(
    Array.from({ length: 7 }, (_, index) => {
      const angle = side === 0 ? random.between(-0.1, 1.3) : Math.PI - random.between(-0.1, 1.3);
      return leafShape(x, index * 12 - 30, random.between(180, 330), angle, silhouette(stage, "#1f5c43"));
    }),
  );
}

export const island: Place = {
  ...beach,
  name: "island",
  draw: (stage) => {
    const layers = beach.draw(stage);
    const { horizon: h, scale: k, width: w } = stage;
    const x = w * (stage.sun.x < w / 2 ? 0.62 : 0.36);
    const random = stage.random.fork("isle");
    const isle = group([
      path(
        `M${round(x - 190 * k)} ${h + 8}Q${round(x - 90 * k)} ${round(h - 70 * k)} ${round(x)} ${round(h - 120 * k)}Q${round(x + 60 * k)} ${round(h - 70 * k)} ${round(x + 190 * k)} ${h + 8}Z`,
        stage.shade("#5d8a6a", 0.4),
      ),
      ...[-110, -70, 60, 120].map((dx) =>
        tree(stage, { kind: "palm", x: x + dx * k, y: h + 4, height: random.between(60, 95) * k, depth: 0.4 }, random),
      ),
    ]);
    return { ...layers, back: layers.back + isle };
  },
};

export const harbour: Place = {
  name: "harbour",
  indoors: false,
  horizon: 0.5,
  water: { from: 0.52, to: 0.7 },
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height } = stage;
    const quay = h + (height - h) * 0.48;
    const random = stage.random.fork("boats");
    const boats = Array.from({ length: 4 }, (_, index) =>
      sailBoat(stage, w * ((index + random.between(0.2, 0.8)) / 4), h + 30 + index * 14, (46 + index * 12) * k, random),
    );
    const planks = Array.from({ length: 16 }, (_, index) => {
      const x = (index / 15) * w;
      return stroke(
        line([
          [w / 2 + (x - w / 2) * 0.8, quay],
          [w / 2 + (x - w / 2) * 1.9, height],
        ]),
        stage.shade("#4f3826"),
        2.4,
        { opacity: 0.6 },
      );
    });
    const posts = [0.04, 0.2, 0.82, 0.97].map((share) =>
      group([
        rectangle(
          w * share - 13,
          quay - 44,
          26,
          74,
          stage.defs.horizontal([
            [0, stage.shade("#8a6747")],
            [1, stage.shade("#4a3424")],
          ]),
        ),
        ellipse(w * share, quay - 44, 13, 4.5, stage.shade("#b08a62")),
        stroke(`M${w * share - 14} ${quay - 26}h28`, stage.shade("#e8dcc0"), 4),
      ]),
    );
    return {
      back: group([
        hill(stage, { y: h - 60 * k, swing: 26, color: "#6d8f86", depth: 0.75, name: "cape" }),
        houses(stage, { y: h + 4, size: 78 * k, count: 13, depth: 0.42, name: "town" }),
        lakeWater(stage, { from: h, to: quay + 6, color: SEA }),
        ...boats,
        rectangle(
          0,
          quay,
          w,
          height - quay,
          stage.defs.vertical([
            [0, stage.shade("#a97f56")],
            [1, stage.shade("#5d4028")],
          ]),
        ),
        rectangle(0, quay, w, 9, stage.shade("#c89e70")),
      ]),
      middle: group([...planks, ...posts]),
      front: "",
    };
  },
};

function sailBoat(stage: Stage, x: number, y: number, size: number, random: Random): string {
  const hull = stage.shade(random.pick(["#c4513f", "#3f6fa0", "#e9e2d0", "#4f8a6a"]), 0.15);
  return group([
    stroke(`M${round(x)} ${round(y - size * 0.2)}V${round(y - size * 1.9)}`, stage.shade("#5d4632"), size * 0.04),
    path(
      `M${round(x + size * 0.05)} ${round(y - size * 1.85)}Q${round(x + size * 0.8)} ${round(y - size)} ${round(x + size * 0.75)} ${round(y - size * 0.35)}L${round(x + size * 0.05)} ${round(y - size * 0.35)}Z`,
      stage.shade("#fbf6e8", 0.15),
    ),
    path(
      `M${round(x - size * 0.05)} ${round(y - size * 1.6)}Q${round(x - size * 0.6)} ${round(y - size)} ${round(x - size * 0.55)} ${round(y - size * 0.35)}L${round(x - size * 0.05)} ${round(y - size * 0.35)}Z`,
      stage.shade("#e9dfc6", 0.15),
    ),
    path(
      `M${round(x - size)} ${round(y - size * 0.3)}L${round(x + size)} ${round(y - size * 0.3)}Q${round(x + size * 0.8)} ${round(y)} ${round(x + size * 0.6)} ${round(y)}L${round(x - size * 0.6)} ${round(y)}Q${round(x - size * 0.85)} ${round(y)} ${round(x - size)} ${round(y - size * 0.3)}Z`,
      hull,
    ),
    ellipse(x, y + size * 0.1, size * 0.9, size * 0.08, stage.shade("#0d2f4a"), { opacity: 0.4 }),
  ]);
}

export const underwater: Place = {
  name: "underwater",
  indoors: true,
  afloat: true,
  horizon: 0.74,
  water: { from: 0.2, to: 0.86 },
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height, atmosphere } = stage;
    const random = stage.random.fork("reef");
    const dim = atmosphere.darkness * 0.6;
    const deep = mix("#0b3f7a", "#041029", dim);
    const bright = mix("#5fd6e8", "#1b4f8f", dim);
    const tone = (color: string, depth: number) =>
      mix(mix(color, deep, 0.2 + dim * 0.3), mix(bright, deep, 0.45), depth);
    const water = rectangle(
      0,
      0,
      w,
      height,
      stage.defs.vertical([
        [0, bright],
        [0.35, mix(bright, deep, 0.5)],
        [1, deep],
      ]),
    );
    const ray = stage.defs.vertical([
      [0, "#ffffff", 0.34],
      [1, "#ffffff", 0],
    ]);
    const rays = Array.from({ length: 8 }, () => {
      const x = random.between(-0.1, 1) * w;
      const wide = random.between(20, 80);
      return polygon(
        [
          [x, -10],
          [x + wide, -10],
          [x + wide * 2.4 + 120, height * 0.86],
          [x + 60, height * 0.86],
        ],
        ray,
        { opacity: 0.6 },
      );
    });
    const floor = (y: number, depth: number, name: string) => {
      const points: Point[] = Array.from(
        { length: 16 },
        (_, index): Point => [(index / 14) * w - 30, y + Math.sin(index * 1.3 + name.length) * 14],
      );
      return path(
        `${curve(points)}L${w + 60} ${height}L-40 ${height}Z`,
        stage.defs.vertical([
          [0, tone("#e3d29b", depth)],
          [1, tone("#7d7a63", depth * 0.6)],
        ]),
      );
    };
    const reef = Array.from({ length: 15 }, (_, index) =>
      coral(
        w * (index % 2 === 0 ? random.next() ** 1.6 * 0.42 : 1 - random.next() ** 1.6 * 0.42),
        h + random.between(10, 90),
        random.between(40, 100) * k,
        tone,
        random,
      ),
    );
    const bubbles = Array.from({ length: 40 }, () => {
      const r = random.between(2, 9);
      const x = random.between(0, w);
      const y = random.between(0, height * 0.9);
      return circle(x, y, r, "#ffffff", {
        "fill-opacity": 0.14,
        stroke: "#ffffff",
        "stroke-opacity": 0.6,
        "stroke-width": 1,
      });
    });
    const weed = Array.from({ length: 16 }, (_, index) =>
      kelp(
        (index % 2 === 0 ? random.next() * 0.16 : 1 - random.next() * 0.16) * w,
        height + 10,
        random.between(160, 400) * k,
        mix(tone("#2f8a5d", 0), "#04162b", 0.35),
        random,
      ),
    );
    return {
      back: group([water, ...rays, schools(stage, tone), floor(h - 34 * k, 0.6, "far"), floor(h, 0.25, "near")]),
      middle: group([...reef]),
      front: group([...weed, ...bubbles]),
    };
  },
};

function schools(stage: Stage, tone: (color: string, depth: number) => string): string {
  const random = stage.random.fork("schools");
  let d = "";
  for (let school = 0; school < 3; school++) {
    const cx = random.between(0.1, 0.9) * stage.width;
    const cy = random.between(0.15, 0.5) * stage.height;
    for (let fish = 0; fish < 11; fish++) {
      const x = cx + random.between(-90, 90);
      const y = cy + random.between(-36, 36);
      const size = random.between(6, 13);
      d += `M${round(x)} ${round(y)}q${round(size)} ${round(-size * 0.7)} ${round(size * 2)} 0l${round(size * 0.7)} ${round(-size * 0.4)}v${round(size * 0.8)}l${round(-size * 0.7)} ${round(-size * 0.4)}q${round(-size)} ${round(size * 0.7)} ${round(-size * 2)} 0Z`;
    }
  }
  return path(d, tone("#0f3f66", 0.35), { opacity: 0.75 });
}

function coral(
  x: number,
  y: number,
  size: number,
  tone: (color: string, depth: number) => string,
  random: Random,
): string {
  const color = tone(random.pick(["#ff7f6e", "#ffb25e", "#e46ab0", "#8f7bf0", "#ffd86e"]), 0.05);
  const kind = random.whole(0, 2);
  if (kind === 0) {
    const fan = Array.from({ length: 9 }, (_, index) => {
      const angle = -Math.PI / 2 + (index - 4) * 0.24;
      return stroke(
        `M${round(x)} ${round(y)}q${round(Math.cos(angle) * size * 0.4)} ${round(-size * 0.5)} ${round(Math.cos(angle) * size)} ${round(Math.sin(angle) * size)}`,
        color,
        size * 0.1,
      );
    });
    return group(fan);
  }
  if (kind === 1) {
    return group(
      [0, 1, 2, 3].map((tube) => {
        const tubeX = x + (tube - 1.5) * size * 0.3;
        const high = size * random.between(0.5, 1);
        return group([
          rectangle(tubeX - size * 0.11, y - high, size * 0.22, high, color, { rx: size * 0.1 }),
          ellipse(tubeX, y - high + 3, size * 0.11, size * 0.05, mix(color, "#20103a", 0.5)),
        ]);
      }),
    );
  }
  return group([
    ellipse(x, y - size * 0.28, size * 0.6, size * 0.42, color),
    ...[-0.3, 0, 0.3].map((dx) =>
      stroke(
        `M${round(x + dx * size)} ${round(y - size * 0.62)}q${round(size * 0.06)} ${round(size * 0.2)} ${round(-size * 0.04)} ${round(size * 0.42)}`,
        lighten(color, 0.3),
        size * 0.035,
        { opacity: 0.7 },
      ),
    ),
  ]);
}

function kelp(x: number, y: number, height: number, color: string, random: Random): string {
  const sway = random.between(-40, 40);
  const points: Point[] = Array.from(
    { length: 9 },
    (_, index): Point => [x + Math.sin(index * 0.9 + sway) * 16 + (sway * index) / 9, y - (height * index) / 8],
  );
  const leaves = points
    .slice(1)
    .map(([px, py], index) => leafShape(px, py, 44 * (1 - index / 12), index % 2 === 0 ? -0.6 : -2.5, color));
  return group([stroke(curve(points), color, 6), ...leaves]);
}

export const lake: Place = {
  name: "lake",
  indoors: false,
  horizon: 0.52,
  water: { from: 0.55, to: 0.72 },
  draw: (stage) => {
    const { horizon: h, scale: k, height } = stage;
    const bank = h + (height - h) * 0.5;
    return {
      back: group([
        mountains(stage, { y: h, height: 210 * k, color: "#7288a8", depth: 0.75, snow: true, count: 5, name: "peaks" }),
        hill(stage, { y: h - 26 * k, swing: 18, color: turf(stage, "#5f8f68"), depth: 0.6, name: "shore-hill" }),
        wood(stage, {
          kinds: ["pine", nativeTree(stage)],
          y: h - 4,
          spread: 10,
          height: 74 * k,
          depth: 0.5,
          count: 44,
          name: "shore",
        }),
        lakeWater(stage, { from: h, to: bank + 30, color: "#2a6f95" }),
        mirrored(stage, h, k),
        ground(stage, { y: bank, color: turf(stage, "#5f8f48"), swing: 20, depth: 0.12, name: "bank" }),
      ]),
      middle: group([
        cover({ ...stage, horizon: bank }),
        rocks(stage, "stones", { from: bank, to: height - 40, size: 32, count: 8, sides: true }),
        reeds(stage, bank),
      ]),
      front: group([
        stage.traits.snowy ? trunks(stage, "pine") : boughs(stage, "#2f5a3f"),
        blades(stage, stage.traits.snowy ? "#9fb6d2" : "#2f4f35", 60),
      ]),
    };
  },
};

/** The dark mirror of the far shore. */
function mirrored(stage: Stage, y: number, k: number): string {
  return rectangle(
    0,
    y,
    stage.width,
    64 * k,
    stage.defs.vertical([
      [0, stage.shade("#24485a", 0.3), 0.65],
      [1, stage.shade("#24485a", 0.2), 0],
    ]),
  );
}

function reeds(stage: Stage, bank: number): string {
  const random = stage.random.fork("reeds");
  const stems = Array.from({ length: 26 }, (_, index) => {
    const x = (index % 2 === 0 ? random.next() * 0.2 : 1 - random.next() * 0.2) * stage.width;
    const high = random.between(70, 150) * stage.scale;
    const y = bank + random.between(10, 70);
    return group([
      stroke(
        `M${round(x)} ${round(y)}q${round(random.between(-8, 8))} ${round(-high * 0.6)} ${round(random.between(-10, 10))} ${round(-high)}`,
        stage.shade("#53783f"),
        2.6,
      ),
      index % 3 === 0 ? ellipse(x, y - high, 4, 15, stage.shade("#6b4528")) : "",
    ]);
  });
  return group([
    ...stems,
    grass(stage, "reed-grass", { y: bank + 12, spread: 30, size: 34, color: turf(stage, "#5f8a3f"), count: 60 }),
  ]);
}

export const river: Place = {
  name: "river",
  indoors: false,
  horizon: 0.56,
  water: { from: 0.66, to: 0.8 },
  draw: (stage) => {
    const { horizon: h, scale: k } = stage;
    return {
      back: group([
        mountains(stage, { y: h, height: 190 * k, color: "#7d90ad", depth: 0.8, snow: true, count: 5, name: "peaks" }),
        hill(stage, { y: h - 30 * k, swing: 24, color: turf(stage, "#6a9a62"), depth: 0.6, name: "hills" }),
        wood(stage, {
          kinds: [nativeTree(stage), "pine"],
          y: h - 6,
          spread: 20,
          height: 96 * k,
          depth: 0.45,
          count: 26,
          name: "far-wood",
        }),
        ground(stage, { y: h + 8, color: turf(stage), depth: 0.22 }),
      ]),
      middle: group([
        cover(stage),
        riverWater(stage, "#3f9cc4", { far: 0.52, near: stage.sun.x < stage.width / 2 ? 0.76 : 0.24, width: 0.42 }),
        rocks(stage, "stones", { from: h + 60, to: stage.height - 30, size: 30, count: 14 }),
        wood(stage, {
          kinds: [nativeTree(stage)],
          y: h + 70 * k,
          spread: 40,
          height: 300 * k,
          depth: 0.08,
          count: 4,
          name: "near-wood",
          clearing: 0.72,
        }),
      ]),
      front: group([boughs(stage, "#2f5a3f"), blades(stage, stage.traits.snowy ? "#9fb6d2" : "#2f4f35", 58)]),
    };
  },
};

export const cascade: Place = {
  name: "waterfall",
  tall: true,
  indoors: false,
  horizon: 0.6,
  water: { from: 0.62, to: 0.74 },
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height } = stage;
    const x = w * (stage.sun.x < w / 2 ? 0.64 : 0.36);
    const bank = h + (height - h) * 0.36;
    return {
      back: group([
        wood(stage, {
          kinds: [nativeTree(stage), "jungle"],
          y: h - 150 * k,
          spread: 60,
          height: 170 * k,
          depth: 0.55,
          count: 18,
          name: "top-wood",
        }),
        fall(stage, { x, top: h - 330 * k, foot: h + 20, width: 130 * k }),
        wood(stage, {
          kinds: [nativeTree(stage), "bush"],
          y: h + 6,
          spread: 20,
          height: 150 * k,
          depth: 0.35,
          count: 14,
          name: "side-wood",
          clearing: 0.4,
        }),
        lakeWater(stage, { from: h + 8, to: bank + 40, color: "#3fa3b8" }),
        ellipse(x, h + 22, 190 * k, 26 * k, "#ffffff", { opacity: 0.4 }),
        ground(stage, { y: bank, color: turf(stage, "#5a8a45"), swing: 18, depth: 0.1, name: "bank" }),
      ]),
      middle: group([
        cover({ ...stage, horizon: bank }),
        rocks(stage, "stones", { from: bank - 10, to: height - 30, size: 46, count: 13, sides: true }),
      ]),
      front: group([boughs(stage, "#24553a"), blades(stage, "#2a4f33", 60)]),
    };
  },
};
