/** Streets, skylines, roads, arenas: the town of today and of tomorrow. */
import { lighten, mix } from "../drawing/color.ts";
import type { Random } from "../drawing/random.ts";
import { circle, ellipse, group, line, type Point, path, polygon, rectangle, round, stroke } from "../drawing/svg.ts";
import { lamp, pane, skyline } from "../scenery/buildings.ts";
import { blades, boughs } from "../scenery/framing.ts";
import { grass, ground, hill, mountains } from "../scenery/land.ts";
import { nativeTree, tree, wood } from "../scenery/trees.ts";
import { glitter, lake as lakeWater } from "../scenery/water.ts";
import type { Stage } from "../stage.ts";
import { bench, shadySide } from "./built.ts";
import type { Place } from "./types.ts";
import { cover, turf } from "./wild.ts";

const NEON = ["#ff4fd8", "#38e1ff", "#ffd34f", "#8a6bff", "#4fffb0"] as const;

export const street: Place = {
  name: "street",
  indoors: false,
  horizon: 0.6,
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height } = stage;
    const curb = h + (height - h) * 0.42;
    return {
      back: group([
        skyline(stage, { y: h, height: 330 * k, color: "#8294ad", depth: 0.78, name: "far", lights: 0.4 }),
        skyline(stage, { y: h + 4, height: 240 * k, color: "#6d7f99", depth: 0.5, name: "mid", lights: 0.5 }),
        shops(stage, curb - 46 * k, 230 * k),
        rectangle(
          0,
          curb - 48 * k,
          w,
          60 * k,
          stage.defs.vertical([
            [0, stage.shade("#b9b4ac")],
            [1, stage.shade("#8f8b88")],
          ]),
        ),
        asphalt(stage, curb),
      ]),
      middle: group([
        ...[0.1, 0.9].map((share) => lamp(stage, { x: w * share, y: curb - 4, height: 290 * k })),
        tree(
          stage,
          { kind: nativeTree(stage), x: shadySide(stage, 0.25), y: curb - 16 * k, height: 230 * k, depth: 0.06 },
          stage.random.fork("street-tree"),
        ),
        bench(stage, shadySide(stage, 0.36), curb - 14 * k, 110 * k),
      ]),
      front: "",
    };
  },
};

/** A wet or dry carriageway with markings. */
function asphalt(stage: Stage, y: number): string {
  const { width: w, height } = stage;
  const wet = stage.atmosphere.weather === "rain" || stage.atmosphere.weather === "storm";
  const dashes = Array.from({ length: 9 }, (_, index) => {
    const x = (index / 8) * w * 1.1 - w * 0.05;
    return polygon(
      [
        [x, y + (height - y) * 0.42],
        [x + 70, y + (height - y) * 0.42],
        [x + 66, y + (height - y) * 0.48],
        [x - 8, y + (height - y) * 0.48],
      ],
      stage.shade("#e9e4d2"),
      { opacity: 0.75 },
    );
  });
  return group([
    rectangle(
      0,
      y,
      w,
      height - y,
      stage.defs.vertical([
        [0, stage.shade(stage.traits.snowy ? "#cfd9e6" : "#6b6f78")],
        [1, stage.shade(stage.traits.snowy ? "#8795a8" : "#34373f")],
      ]),
    ),
    rectangle(0, y - 5, w, 10, stage.shade("#d6d1c8")),
    ...dashes,
    wet ? shine(stage, y) : "",
  ]);
}

/** Lights mirrored in wet ground. */
function shine(
  stage: Stage,
  y: number,
  colors: readonly [string, ...string[]] = ["#ffd27a", "#9fd8ff", "#ffb26b"],
): string {
  const random = stage.random.fork("shine");
  return group(
    Array.from({ length: 34 }, () => {
      const near = random.next();
      return ellipse(
        random.between(0, stage.width),
        y + near * (stage.height - y),
        random.between(20, 110),
        2 + near * 5,
        random.pick(colors),
        { opacity: round(random.between(0.12, 0.42)) },
      );
    }),
  );
}

function shops(stage: Stage, y: number, size: number): string {
  const random = stage.random.fork("shops");
  const parts: string[] = [];
  let x = -random.between(0, 80);
  while (x < stage.width) {
    const width = size * random.between(0.8, 1.15);
    parts.push(shopFront(stage, { x, y, width, height: size * random.between(1.15, 1.7) }, random));
    x += width;
  }
  return group(parts);
}

/** A town house: shop with awning below, windows above. */
function shopFront(stage: Stage, at: { x: number; y: number; width: number; height: number }, random: Random): string {
  const { x, y, width, height } = at;
  const wall = random.pick(["#c9785c", "#d9b98c", "#8fa3ad", "#b5908f", "#cfc7b6", "#7f8f7c"]);
  const trim = stage.shade(lighten(wall, 0.35), 0.12);
  const floor = height > width * 1.4 ? 3 : 2;
  const shopHigh = width * 0.44;
  const awning = random.pick(["#d8473f", "#3f8f6a", "#3f6fb0", "#e0a63c", "#8a4f9e"]);
  const parts = [
    rectangle(
      x,
      y - height,
      width,
      height,
      stage.defs.vertical([
        [0, stage.shade(lighten(wall, 0.08), 0.16)],
        [1, stage.shade(mix(wall, "#2a2030", 0.22), 0.06)],
      ]),
    ),
    rectangle(x - 3, y - height - 8, width + 6, 14, trim),
    stage.traits.snowy ? rectangle(x - 3, y - height - 16, width + 6, 10, stage.shade("#f3f8ff"), { rx: 5 }) : "",
    rectangle(x + width - 3, y - height, 3, height, stage.shade("#2a2433"), { opacity: 0.35 }),
  ];
  const storey = (height - shopHigh - 20) / floor;
  for (let level = 0; level < floor; level++) {
    for (let column = 0; column < 3; column++) {
      const left = x + width * (0.12 + column * 0.29);
      const top = y - height + 20 + level * storey;
      parts.push(
        rectangle(left - 4, top - 4, width * 0.18 + 8, storey * 0.66 + 8, trim),
        pane(stage, left, top, width * 0.18, storey * 0.66, random.chance(0.6), 0.08),
      );
    }
  }
  parts.push(
    pane(stage, x + width * 0.08, y - shopHigh * 0.78, width * 0.5, shopHigh * 0.66, true, 0),
    rectangle(x + width * 0.68, y - shopHigh * 0.82, width * 0.2, shopHigh * 0.82, stage.shade("#4a3a36")),
  );
  const stripes = 8;
  for (let stripe = 0; stripe < stripes; stripe++) {
    const left = x + width * 0.04 + (stripe / stripes) * width * 0.92;
    const wide = (width * 0.92) / stripes;
    parts.push(
      path(
        `M${round(left)} ${round(y - shopHigh)}h${round(wide)}v${round(shopHigh * 0.24)}a${round(wide / 2)} ${round(wide / 2)} 0 0 1 ${round(-wide)} 0Z`,
        stage.shade(stripe % 2 === 0 ? awning : "#f6efe0"),
      ),
    );
  }
  return group(parts);
}

export const skylinePlace: Place = {
  name: "city skyline",
  indoors: false,
  horizon: 0.62,
  water: { from: 0.64, to: 0.74 },
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height } = stage;
    const roof = h + (height - h) * 0.42;
    return {
      back: group([
        skyline(stage, { y: h + 4, height: 400 * k, color: "#8fa0ba", depth: 0.86, name: "far", lights: 0.35 }),
        skyline(stage, { y: h + 6, height: 330 * k, color: "#74879f", depth: 0.58, name: "mid", lights: 0.5 }),
        skyline(stage, { y: h + 8, height: 220 * k, color: "#5b6c86", depth: 0.3, name: "near", lights: 0.6 }),
        lakeWater(stage, { from: h + 6, to: roof + 8, color: "#2b5f86" }),
        glitter(stage, { from: h + 8, to: roof, color: "#2b5f86" }),
        rectangle(
          0,
          roof,
          w,
          height - roof,
          stage.defs.vertical([
            [0, stage.shade("#a39d97")],
            [1, stage.shade("#55525a")],
          ]),
        ),
        rectangle(0, roof - 8, w, 16, stage.shade("#c4beb6")),
      ]),
      middle: group([
        railing(stage, roof - 4),
        lamp(stage, { x: shadySide(stage, 0.1), y: roof + 30, height: 260 * k }),
      ]),
      front: "",
    };
  },
};

function railing(stage: Stage, y: number): string {
  const iron = stage.shade("#39424f");
  const posts = Array.from({ length: 26 }, (_, index) =>
    rectangle((index / 25) * stage.width - 2, y - 54, 4, 56, iron),
  );
  return group([...posts, rectangle(0, y - 58, stage.width, 7, iron), rectangle(0, y - 12, stage.width, 4, iron)]);
}

export const futureCity: Place = {
  name: "future city",
  indoors: false,
  horizon: 0.64,
  draw: (stage) => {
    const { horizon: h, scale: k, height } = stage;
    const lights = ["#38e1ff", "#ff4fd8", "#ffd34f", "#b9a0ff"] as const;
    const row = (name: string, high: number, depth: number) =>
      skyline(stage, {
        y: h + 6,
        height: high * k,
        color: "#4b4f86",
        depth,
        name,
        lights: 0.42,
        lightColors: lights,
        future: true,
      });
    return {
      back: group([
        row("far", 470, 0.85),
        spires(stage, h + 6, 0.6),
        row("mid", 350, 0.55),
        traffic(stage),
        row("near", 220, 0.26),
        plaza(stage, h),
      ]),
      middle: group(holograms(stage)),
      front: group([sideTower(stage, 0, height), sideTower(stage, 1, height)]),
    };
  },
};

function spires(stage: Stage, y: number, depth: number): string {
  const random = stage.random.fork("spires");
  return group(
    Array.from({ length: 6 }, (_, index) => {
      const x = ((index + random.between(0.2, 0.8)) / 6) * stage.width;
      const high = random.between(260, 430) * stage.scale;
      const wide = high * 0.1;
      const fill = stage.defs.horizontal([
        [0, stage.shade("#9aa6e0", depth)],
        [1, stage.shade("#3f3f78", depth)],
      ]);
      const rings = [0.35, 0.55, 0.72].map((share) =>
        ellipse(x, y - high * share, wide * (1.5 - share), wide * 0.2, "none", {
          stroke: "#38e1ff",
          "stroke-width": 2,
          opacity: 0.8,
        }),
      );
      return group([
        path(
          `M${round(x - wide)} ${round(y)}Q${round(x - wide * 0.3)} ${round(y - high * 0.5)} ${round(x)} ${round(y - high)}Q${round(x + wide * 0.3)} ${round(y - high * 0.5)} ${round(x + wide)} ${round(y)}Z`,
          fill,
        ),
        ...rings,
        circle(x, y - high, 3, "#ff6f91"),
      ]);
    }),
  );
}

/** Flying cars as lights with short trails. */
function traffic(stage: Stage): string {
  const random = stage.random.fork("traffic");
  const tail = stage.defs.horizontal([
    [0, "#38e1ff", 0],
    [1, "#dffaff", 0.95],
  ]);
  const head = stage.defs.horizontal([
    [0, "#ffe0f6", 0.95],
    [1, "#ff4fd8", 0],
  ]);
  return group(
    Array.from({ length: 24 }, (_, index) => {
      const lane = stage.horizon * (0.35 + (index % 4) * 0.13);
      const x = random.between(-40, stage.width);
      return rectangle(x, lane + random.between(-8, 8), random.between(30, 80), 2.6, index % 2 === 0 ? tail : head, {
        rx: 1.3,
      });
    }),
  );
}

/** A floor of dark glass with light lines that meet at the horizon. */
function plaza(stage: Stage, y: number): string {
  const { width: w, height } = stage;
  const lines = Array.from({ length: 17 }, (_, index) => {
    const share = (index - 8) / 8;
    return stroke(
      line([
        [w / 2 + share * w * 0.5, y],
        [w / 2 + share * w * 1.9, height],
      ]),
      "#4fd8ff",
      1.5,
      { opacity: 0.3 },
    );
  });
  const cross = Array.from({ length: 8 }, (_, index) =>
    stroke(
      line([
        [0, y + ((index + 1) / 8) ** 2 * (height - y)],
        [w, y + ((index + 1) / 8) ** 2 * (height - y)],
      ]),
      "#b56bff",
      1 + index * 0.25,
      { opacity: 0.34 },
    ),
  );
  return group([
    rectangle(
      0,
      y,
      w,
      height - y,
      stage.defs.vertical([
        [0, stage.shade("#7a6fd0", 0.4)],
        [0.3, stage.shade("#34346e")],
        [1, stage.shade("#15152f")],
      ]),
    ),
    ...lines,
    ...cross,
    shine(stage, y + 10, NEON),
  ]);
}

function holograms(stage: Stage): string[] {
  const random = stage.random.fork("signs");
  const { width: w, horizon: h, scale: k } = stage;
  return [0.13, 0.3, 0.7, 0.88].map((share) => {
    const color = random.pick(NEON);
    const x = w * share;
    const y = h - random.between(110, 250) * k;
    const wide = random.between(34, 60) * k;
    const high = random.between(70, 130) * k;
    const glow = stage.defs.radial([
      [0, color, 0.4],
      [1, color, 0],
    ]);
    return group([
      ellipse(x, y, wide * 1.6, high * 1.1, glow),
      rectangle(x - wide / 2, y - high / 2, wide, high, mix(color, "#120a2a", 0.75), {
        rx: 6,
        opacity: 0.85,
        stroke: color,
        "stroke-width": 2.5,
      }),
      ...Array.from({ length: 4 }, (_, bar) =>
        rectangle(
          x - wide * 0.3,
          y - high * 0.34 + bar * high * 0.19,
          wide * random.between(0.25, 0.6),
          high * 0.08,
          color,
          { rx: 2 },
        ),
      ),
    ]);
  });
}

function sideTower(stage: Stage, side: number, height: number): string {
  const wide = Math.min(stage.width * 0.09, 110);
  const x = side === 0 ? 0 : stage.width - wide;
  const edge = side === 0 ? wide - 4 : stage.width - wide;
  const color = side === 0 ? "#38e1ff" : "#ff4fd8";
  const random = stage.random.fork(`side${side}`);
  const panes = Array.from({ length: 16 }, (_, row) =>
    rectangle(x + wide * 0.22, row * (height / 16) + 10, wide * 0.5, height / 40, random.pick(NEON), {
      opacity: round(random.between(0.1, 0.5)),
    }),
  );
  return group([
    rectangle(x, -10, wide, height + 20, mix(stage.shade("#3a3f70"), "#05040f", 0.2 + stage.atmosphere.darkness * 0.5)),
    ...panes,
    rectangle(edge, -10, 4, height + 20, color, { opacity: 0.9 }),
  ]);
}

export const road: Place = {
  name: "road",
  indoors: false,
  horizon: 0.56,
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height } = stage;
    const far = w * 0.5;
    const wide = Math.min(w, 1280) * 0.44;
    const dashes = Array.from({ length: 8 }, (_, index) => {
      const a = (index / 8) ** 1.8;
      const b = ((index + 0.55) / 8) ** 1.8;
      const at = (share: number): number => h + 6 + share * (height - h);
      return polygon(
        [
          [far - 2 - a * 9, at(a)],
          [far + 2 + a * 9, at(a)],
          [far + 2 + b * 9, at(b)],
          [far - 2 - b * 9, at(b)],
        ],
        stage.shade("#f5e6a8"),
      );
    });
    const posts = Array.from({ length: 7 }, (_, index) => {
      const near = ((index + 1) / 7) ** 2;
      const y = h + 4 + near * (height - h) * 0.72;
      const size = 14 + near * 150 * k;
      return [-1, 1]
        .map((side) =>
          rectangle(
            far + side * (10 + near * wide * 0.92) - size * 0.025,
            y - size * 0.4,
            size * 0.05,
            size * 0.4,
            stage.shade("#f1ece2", 0.4 * (1 - near)),
          ),
        )
        .join("");
    });
    return {
      back: group([
        mountains(stage, {
          y: h + 6,
          height: 230 * k,
          color: "#7c8cab",
          depth: 0.78,
          snow: true,
          count: 6,
          name: "peaks",
        }),
        hill(stage, { y: h - 20, swing: 22, color: turf(stage, "#7aa562"), depth: 0.55, name: "hills" }),
        wood(stage, {
          kinds: [nativeTree(stage), "pine"],
          y: h + 2,
          spread: 14,
          height: 84 * k,
          depth: 0.42,
          count: 20,
          name: "trees",
          clearing: 0.2,
        }),
        ground(stage, { y: h + 4, color: turf(stage, "#7ba353"), swing: 4, depth: 0.2 }),
      ]),
      middle: group([
        cover(stage),
        polygon(
          [
            [far - 9, h + 5],
            [far + 9, h + 5],
            [far + wide * 1.05, height],
            [far - wide * 1.05, height],
          ],
          stage.defs.vertical([
            [0, stage.shade("#8a8d96", 0.4)],
            [1, stage.shade("#43464f")],
          ]),
        ),
        ...[-1, 1].map((side) =>
          polygon(
            [
              [far + side * 8, h + 5],
              [far + side * 8.6, h + 5],
              [far + side * wide, height],
              [far + side * wide * 0.965, height],
            ],
            stage.shade("#f1ece2"),
          ),
        ),
        ...dashes,
        ...posts,
      ]),
      front: blades(stage, stage.traits.snowy ? "#9fb6d2" : "#44602f", 46),
    };
  },
};

export const arena: Place = {
  name: "arena",
  indoors: false,
  horizon: 0.58,
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height } = stage;
    const floor = floorOf(stage);
    return {
      back: group([
        crowd(stage, h - 210 * k, h + 6),
        rectangle(
          0,
          h - 4,
          w,
          34 * k,
          stage.defs.vertical([
            [0, stage.shade("#f1f1ee")],
            [1, stage.shade("#b9bec8")],
          ]),
        ),
        ...Array.from({ length: 8 }, (_, index) =>
          rectangle(
            (index / 8) * w + 8,
            h + 3,
            w / 8 - 16,
            18 * k,
            stage.shade(["#d8413f", "#3f6fc4", "#f0c24b", "#3f9a6a"][index % 4] ?? "#d8413f"),
          ),
        ),
        rectangle(
          0,
          h + 30 * k,
          w,
          height - h,
          stage.defs.vertical([
            [0, stage.shade(lighten(floor.color, 0.14))],
            [1, stage.shade(mix(floor.color, "#10161c", 0.35))],
          ]),
        ),
        floor.track ? lanes(stage, h + 30 * k) : markings(stage, h + 30 * k),
        ...[0.1, 0.9].map((share) => floodlight(stage, w * share, h - 4, 330 * k)),
      ]),
      middle: "",
      front: stage.mentions("tennis", "net", "volleyball", "badminton") ? net(stage) : "",
    };
  },
};

function floorOf(stage: Stage): { color: string; track: boolean } {
  if (stage.mentions("tennis", "clay")) return { color: "#c0683f", track: false };
  if (stage.mentions("basketball", "gym", "volleyball")) return { color: "#d39a58", track: false };
  if (stage.mentions("ice", "skating", "hockey")) return { color: "#dcecf8", track: false };
  if (stage.mentions("colosseum", "gladiator", "bull", "sand")) return { color: "#d6b27a", track: false };
  if (stage.mentions("track", "race", "racing", "racecourse", "run")) return { color: "#b3513c", track: true };
  return { color: "#4f9a48", track: false };
}

function crowd(stage: Stage, top: number, foot: number): string {
  const random = stage.random.fork("crowd");
  const colors = ["#e0605a", "#f0c24b", "#4f8fd0", "#f2f2f2", "#6fbf7a", "#b57bd8", "#e89a5a"] as const;
  const paths = new Map<string, string>();
  const rows = 11;
  for (let row = 0; row < rows; row++) {
    const y = top + 16 + (row / rows) * (foot - top - 20);
    for (let x = (row % 2) * 8; x < stage.width; x += 15) {
      if (random.chance(0.14)) continue;
      const color = random.pick(colors);
      paths.set(color, `${paths.get(color) ?? ""}M${round(x)} ${round(y + 14)}v-6a5 5 0 0 1 10 0v6Z`);
    }
  }
  const heads = Array.from({ length: rows }, (_, row) =>
    stroke(
      `M${(row % 2) * 8 + 5} ${round(top + 14 + (row / rows) * (foot - top - 20))}H${stage.width}`,
      stage.shade("#e3b08c", 0.3),
      6,
      { "stroke-dasharray": "0.1 14.9" },
    ),
  );
  return group([
    polygon(
      [
        [0, top - 26],
        [stage.width / 2, top + 6],
        [stage.width, top - 26],
        [stage.width, foot],
        [0, foot],
      ],
      stage.defs.vertical([
        [0, stage.shade("#6b7690", 0.4)],
        [1, stage.shade("#3f475c", 0.2)],
      ]),
    ),
    ...[...paths].map(([color, d]) => path(d, stage.shade(color, 0.3))),
    ...heads,
    polygon(
      [
        [0, top - 70],
        [stage.width, top - 70],
        [stage.width, top - 26],
        [stage.width / 2, top + 2],
        [0, top - 26],
      ],
      stage.shade("#dfe5ee", 0.35),
    ),
  ]);
}

function lanes(stage: Stage, y: number): string {
  const { width: w, height } = stage;
  const vanish: Point = [w / 2, y - 190];
  return group(
    Array.from({ length: 11 }, (_, index) => {
      const foot = ((index - 5) / 5) * w * 1.15 + w / 2;
      const share = (y - vanish[1]) / (height - vanish[1]);
      return stroke(
        line([
          [vanish[0] + (foot - vanish[0]) * share, y],
          [foot, height],
        ]),
        stage.shade("#fbf3ea"),
        4,
        { opacity: 0.85 },
      );
    }),
  );
}

function markings(stage: Stage, y: number): string {
  const { width: w, height } = stage;
  const white = stage.shade("#ffffff");
  const deep = height - y;
  const stripes = Array.from({ length: 5 }, (_, index) =>
    rectangle(0, y + ((index * 2) / 10) ** 1.4 * deep, w, deep * 0.1 * (0.5 + index * 0.25), "#ffffff", {
      opacity: 0.06,
    }),
  );
  return group([
    ...stripes,
    stroke(
      line([
        [0, y + deep * 0.12],
        [w, y + deep * 0.12],
      ]),
      white,
      3,
      { opacity: 0.8 },
    ),
    stroke(
      line([
        [w / 2, y + deep * 0.12],
        [w / 2, height],
      ]),
      white,
      4,
      { opacity: 0.8 },
    ),
    ellipse(w / 2, y + deep * 0.56, w * 0.2, deep * 0.2, "none", { stroke: white, "stroke-width": 4, opacity: 0.8 }),
  ]);
}

function floodlight(stage: Stage, x: number, y: number, size: number): string {
  const glow = stage.defs.radial([
    [0, "#fffbe6", 0.9],
    [0.4, "#fffbe6", 0.3],
    [1, "#fffbe6", 0],
  ]);
  const lit = stage.atmosphere.darkness > 0.2;
  const lamps = [0, 1, 2, 3, 4, 5].map((index) =>
    circle(
      x - size * 0.08 + (index % 3) * size * 0.08,
      y - size * 1.02 + Math.floor(index / 3) * size * 0.08,
      size * 0.03,
      lit ? "#fffdf0" : stage.shade("#dfe7ee"),
    ),
  );
  return group([
    rectangle(x - size * 0.018, y - size, size * 0.036, size, stage.shade("#59626f", 0.2)),
    rectangle(x - size * 0.13, y - size * 1.08, size * 0.26, size * 0.19, stage.shade("#39424f", 0.1)),
    ...lamps,
    lit ? circle(x, y - size, size * 0.6, glow) : "",
  ]);
}

function net(stage: Stage): string {
  const y = stage.height * 0.985;
  const lines = Array.from(
    { length: 50 },
    (_, index) => `M${round((index / 49) * stage.width)} ${round(y - 62)}V${stage.height}`,
  ).join("");
  return group([
    stroke(`${lines}M0 ${y - 40}H${stage.width}M0 ${y - 20}H${stage.width}`, "#20262e", 1.4, { opacity: 0.6 }),
    rectangle(0, y - 68, stage.width, 9, "#f6f4ee"),
  ]);
}

export const station: Place = {
  name: "station",
  indoors: false,
  horizon: 0.58,
  draw: (stage) => {
    const { horizon: h, scale: k, width: w, height } = stage;
    const edge = h + (height - h) * 0.34;
    const sleepers = Array.from({ length: 34 }, (_, index) =>
      rectangle((index / 33) * w, edge - 40, 20, 30, stage.shade("#5b4a3f")),
    );
    return {
      back: group([
        hill(stage, { y: h - 30, swing: 18, color: turf(stage, "#7aa06a"), depth: 0.65, name: "hills" }),
        wood(stage, {
          kinds: [nativeTree(stage)],
          y: h - 6,
          spread: 12,
          height: 110 * k,
          depth: 0.5,
          count: 22,
          name: "trees",
        }),
        train(stage, w * 0.5, edge - 26, 150 * k),
        rectangle(0, edge - 42, w, 46, stage.shade("#8c857d", 0.1)),
        ...sleepers,
        rectangle(0, edge - 34, w, 5, stage.shade("#d0d5db")),
        rectangle(0, edge - 18, w, 5, stage.shade("#d0d5db")),
      ]),
      middle: group([
        rectangle(
          0,
          edge,
          w,
          height - edge,
          stage.defs.vertical([
            [0, stage.shade("#c9c2b8")],
            [1, stage.shade("#7d7670")],
          ]),
        ),
        rectangle(0, edge, w, 12, stage.shade("#f0c24b")),
        bench(stage, shadySide(stage, 0.2), edge + 66 * k, 150 * k),
        canopy(stage, edge),
        clock(stage, w * 0.5, 96 * k, 40 * k),
      ]),
      front: "",
    };
  },
};

function train(stage: Stage, x: number, y: number, size: number): string {
  const color = stage.random.fork("train").pick(["#b8423a", "#2f6f8f", "#3f7f5a"]);
  const cars = Math.ceil(stage.width / (size * 2.9)) + 1;
  return group(
    Array.from({ length: cars }, (_, index) => {
      const left = x - (cars / 2 - index) * size * 2.9;
      const windows = Array.from({ length: 6 }, (_, seat) =>
        pane(stage, left + size * (0.2 + seat * 0.44), y - size * 0.86, size * 0.3, size * 0.32, true, 0.1),
      );
      return group([
        rectangle(
          left,
          y - size * 1.1,
          size * 2.8,
          size,
          stage.defs.vertical([
            [0, stage.shade(lighten(color, 0.14), 0.1)],
            [1, stage.shade(mix(color, "#15101c", 0.4), 0.1)],
          ]),
          { rx: size * 0.1 },
        ),
        rectangle(left, y - size * 0.42, size * 2.8, size * 0.07, stage.shade("#f3e6c4", 0.1)),
        rectangle(left + size * 0.05, y - size * 1.17, size * 2.7, size * 0.12, stage.shade("#575e6a", 0.1), { rx: 5 }),
        ...windows,
        ...[0.45, 0.85, 1.95, 2.35].map((dx) =>
          circle(left + dx * size, y - size * 0.06, size * 0.14, stage.shade("#2b2d33")),
        ),
      ]);
    }),
  );
}

function canopy(stage: Stage, y: number): string {
  const { width: w, scale: k } = stage;
  const iron = stage.shade("#3d5a4f");
  const posts = [0.08, 0.92].map((share) =>
    group([
      rectangle(w * share - 7, 60 * k, 14, y - 40 * k, iron),
      stroke(
        `M${round(w * share)} ${round(150 * k)}q${share < 0.5 ? 60 : -60} -10 ${share < 0.5 ? 100 : -100} -80`,
        iron,
        8,
      ),
    ]),
  );
  const trim = Array.from({ length: Math.ceil(w / 36) }, (_, index) =>
    polygon(
      [
        [index * 36, 62 * k],
        [index * 36 + 36, 62 * k],
        [index * 36 + 18, 84 * k],
      ],
      iron,
    ),
  );
  return group([
    rectangle(
      0,
      0,
      w,
      64 * k,
      stage.defs.vertical([
        [0, stage.shade("#2d3f3a")],
        [1, stage.shade("#52756a")],
      ]),
    ),
    ...trim,
    ...posts,
  ]);
}

export function clock(stage: Stage, x: number, y: number, size: number): string {
  return group([
    circle(x, y, size, stage.shade("#39424f")),
    circle(x, y, size * 0.86, stage.shade("#fbf6e8")),
    stroke(
      `M${round(x)} ${round(y)}V${round(y - size * 0.6)}M${round(x)} ${round(y)}l${round(size * 0.42)} ${round(size * 0.2)}`,
      "#2b2d33",
      size * 0.07,
    ),
    ...Array.from({ length: 12 }, (_, hour) =>
      circle(
        x + Math.cos((hour / 6) * Math.PI) * size * 0.72,
        y + Math.sin((hour / 6) * Math.PI) * size * 0.72,
        size * 0.04,
        "#2b2d33",
      ),
    ),
  ]);
}

export const playground: Place = {
  name: "playground",
  indoors: false,
  horizon: 0.6,
  draw: (stage) => {
    const { horizon: h, scale: k } = stage;
    const x = shadySide(stage, 0.24);
    const base = h + 52 * k;
    const red = stage.shade("#e0524a");
    const blue = stage.shade("#3f7fc4");
    const swing = shadySide(stage, 0.6);
    return {
      back: group([
        skyline(stage, { y: h, height: 150 * k, color: "#9fb0c4", depth: 0.75, name: "town", lights: 0.4 }),
        wood(stage, {
          kinds: [nativeTree(stage), "bush"],
          y: h + 4,
          spread: 16,
          height: 150 * k,
          depth: 0.4,
          count: 16,
          name: "trees",
        }),
        ground(stage, { y: h + 12, color: turf(stage, "#74b354"), swing: 4, depth: 0.16 }),
      ]),
      middle: group([
        cover(stage),
        ellipse(stage.width / 2, base + 40 * k, stage.width * 0.42, 60 * k, stage.shade("#e6cf9c")),
        stroke(
          line([
            [x - 60 * k, base],
            [x - 60 * k, base - 150 * k],
            [x, base - 150 * k],
          ]),
          red,
          10 * k,
        ),
        stroke(
          `M${round(x)} ${round(base - 150 * k)}C${round(x + 60 * k)} ${round(base - 140 * k)} ${round(x + 60 * k)} ${round(base)} ${round(x + 150 * k)} ${round(base)}`,
          stage.shade("#f0c24b"),
          20 * k,
        ),
        ...[0, 1, 2, 3, 4].map((rung) =>
          stroke(
            line([
              [x - 76 * k, base - (20 + rung * 28) * k],
              [x - 44 * k, base - (20 + rung * 28) * k],
            ]),
            blue,
            5 * k,
          ),
        ),
        stroke(
          line([
            [swing - 110 * k, base],
            [swing - 80 * k, base - 180 * k],
            [swing + 80 * k, base - 180 * k],
            [swing + 110 * k, base],
          ]),
          blue,
          9 * k,
          { "stroke-linejoin": "round" },
        ),
        ...[-36, 36].map((dx) =>
          group([
            stroke(
              `M${round(swing + (dx - 14) * k)} ${round(base - 178 * k)}v${round(120 * k)}M${round(swing + (dx + 14) * k)} ${round(base - 178 * k)}v${round(120 * k)}`,
              stage.shade("#59626f"),
              2,
            ),
            rectangle(swing + (dx - 17) * k, base - 60 * k, 34 * k, 7 * k, red),
          ]),
        ),
      ]),
      front: group([
        boughs(stage, "#2f5a38"),
        grass(stage, "front-grass", { y: stage.height + 4, spread: 6, size: 40, color: "#2f5a2f", count: 90 }),
      ]),
    };
  },
};
