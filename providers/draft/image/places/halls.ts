/** Great and strange insides: throne hall, library, cave, dungeon, museum, stage, spaceship, temple. */
import { lighten, mix } from "../drawing/color.ts";
import { circle, ellipse, group, line, type Point, path, polygon, rectangle, round, stroke } from "../drawing/svg.ts";
import { mouth } from "../scenery/framing.ts";
import { bookshelf, consolePanel, pictures, table } from "../scenery/furniture.ts";
import { ground, rocks } from "../scenery/land.ts";
import { backWall, glowAt, lampLit, shell, skyWindow, windowLight } from "../scenery/room.ts";
import type { Stage } from "../stage.ts";
import { column } from "./built.ts";
import { starField } from "./heavens.ts";
import type { Place } from "./types.ts";

function vignette(stage: Stage, strength = 0.4): string {
  return rectangle(
    0,
    0,
    stage.width,
    stage.height,
    stage.defs.radial([
      [0, "#000000", 0],
      [0.7, "#000000", 0],
      [1, "#07040d", strength],
    ]),
  );
}

/** A burning torch on a wall or a column. */
export function torch(stage: Stage, x: number, y: number, size: number): string {
  return group([
    glowAt(stage, x, y - size * 0.3, size * 3.4, "#ff9a3d", 0.7),
    polygon(
      [
        [x - size * 0.12, y],
        [x + size * 0.12, y],
        [x + size * 0.05, y + size * 0.8],
        [x - size * 0.05, y + size * 0.8],
      ],
      stage.shade("#4a3022"),
    ),
    path(
      `M${round(x - size * 0.18)} ${round(y)}q${round(-size * 0.12)} ${round(-size * 0.4)} ${round(size * 0.16)} ${round(-size * 0.8)}q${round(size * 0.06)} ${round(size * 0.26)} ${round(size * 0.18)} ${round(size * 0.38)}q${round(size * 0.1)} ${round(size * 0.26)} ${round(size * 0.02)} ${round(size * 0.42)}Z`,
      "#ff8a2e",
    ),
    path(
      `M${round(x - size * 0.09)} ${round(y)}q${round(-size * 0.04)} ${round(-size * 0.22)} ${round(size * 0.09)} ${round(-size * 0.44)}q${round(size * 0.14)} ${round(size * 0.22)} ${round(size * 0.09)} ${round(size * 0.44)}Z`,
      "#ffe27a",
    ),
  ]);
}

function banner(stage: Stage, x: number, y: number, size: number, color: string): string {
  const fill = stage.defs.horizontal([
    [0, stage.shade(lighten(color, 0.12))],
    [0.5, stage.shade(color)],
    [1, stage.shade(mix(color, "#14080f", 0.4))],
  ]);
  return group([
    rectangle(x - size * 0.32, y - 5, size * 0.64, 8, stage.shade("#d9b45a")),
    polygon(
      [
        [x - size * 0.26, y],
        [x + size * 0.26, y],
        [x + size * 0.26, y + size * 1.5],
        [x, y + size * 1.25],
        [x - size * 0.26, y + size * 1.5],
      ],
      fill,
    ),
    circle(x, y + size * 0.62, size * 0.15, stage.shade("#e8c868")),
    polygon(
      [
        [x, y + size * 0.5],
        [x + size * 0.04, y + size * 0.6],
        [x + size * 0.12, y + size * 0.62],
        [x, y + size * 0.74],
        [x - size * 0.12, y + size * 0.62],
        [x - size * 0.04, y + size * 0.6],
      ],
      stage.shade(color),
    ),
  ]);
}

export const throneHall: Place = {
  name: "throne hall",
  indoors: true,
  horizon: 0.66,
  draw: (outside) => {
    const stage = lampLit(outside);
    const { width: w, height, scale: k } = stage;
    const wall = backWall(stage);
    const red = stage.random.fork("hall").pick(["#a8303a", "#3f4f9e", "#6f2f7a"]);
    const m = 120 * k;
    const pane = (share: number) => ({
      x: w * share - m * 0.42,
      y: wall.top + m * 0.3,
      width: m * 0.84,
      height: m * 2.2,
      round: true,
    });
    const windows = [0.26, 0.74].map(pane);
    return {
      back: group([
        shell(stage, { wall: "#b5a48e", floor: "#8f8378", kind: "stone", ceiling: "#6f6258" }),
        ...windows.map((at) => skyWindow({ ...outside, shade: stage.shade }, at)),
        throne(stage, w / 2, wall.foot + 8, m * 1.1, red),
        ...[0.14, 0.38, 0.62, 0.86].map((share) =>
          column(stage, w * share, wall.foot + 16, (wall.foot - wall.top) * 0.98, "#cdbfa8", 0),
        ),
        ...[0.14, 0.86].map((share) => banner(stage, w * share, wall.top + m * 0.5, m * 0.8, red)),
        ...[0.38, 0.62].map((share) => torch(stage, w * share, wall.top + m * 1.5, m * 0.24)),
      ]),
      middle: group([
        polygon(
          [
            [w * 0.44, wall.foot + 4],
            [w * 0.56, wall.foot + 4],
            [w * 0.74, height],
            [w * 0.26, height],
          ],
          stage.defs.vertical([
            [0, stage.shade(mix(red, "#14080f", 0.2))],
            [1, stage.shade(red)],
          ]),
        ),
        ...[
          [0.445, 0.275],
          [0.555, 0.725],
        ].map(([top = 0, foot = 0]) =>
          stroke(
            line([
              [w * top, wall.foot + 4],
              [w * foot, height],
            ]),
            stage.shade("#e8c868"),
            5,
          ),
        ),
        ...windows.map((at) => windowLight(outside, at)),
      ]),
      front: group([bigColumn(stage, 0), bigColumn(stage, 1), vignette(stage, 0.3)]),
    };
  },
};

function throne(stage: Stage, x: number, y: number, size: number, color: string): string {
  const gold = stage.shade("#e0b84f");
  return group([
    ...[0, 1, 2].map((step) =>
      rectangle(
        x - size * (1.1 - step * 0.18),
        y - (step + 1) * size * 0.1,
        size * (2.2 - step * 0.36),
        size * 0.11,
        stage.shade(mix("#d9cdb8", "#3a2f3a", step * 0.08)),
      ),
    ),
    path(
      `M${round(x - size * 0.42)} ${round(y - size * 0.3)}V${round(y - size * 1.5)}l${round(size * 0.2)} ${round(size * 0.12)}l${round(size * 0.22)} ${round(-size * 0.34)}l${round(size * 0.22)} ${round(size * 0.34)}l${round(size * 0.2)} ${round(-size * 0.12)}V${round(y - size * 0.3)}Z`,
      gold,
    ),
    rectangle(x - size * 0.3, y - size * 1.3, size * 0.6, size * 0.72, stage.shade(color), { rx: 8 }),
    rectangle(x - size * 0.42, y - size * 0.68, size * 0.84, size * 0.2, stage.shade(lighten(color, 0.1)), { rx: 6 }),
    rectangle(x - size * 0.46, y - size * 0.5, size * 0.92, size * 0.22, gold),
  ]);
}

function bigColumn(stage: Stage, side: number): string {
  const wide = Math.min(stage.width * 0.08, 96);
  const x = side === 0 ? -wide * 0.25 : stage.width - wide * 0.75;
  const stone = mix(stage.shade("#8a7a6a"), stage.atmosphere.shadow, 0.5);
  return rectangle(
    x,
    -4,
    wide,
    stage.height + 8,
    stage.defs.horizontal([
      [0, mix(stone, "#000000", 0.3)],
      [0.5, stone],
      [1, mix(stone, "#000000", 0.45)],
    ]),
  );
}

export const library: Place = {
  name: "library",
  indoors: true,
  horizon: 0.66,
  draw: (outside) => {
    const stage = lampLit(outside);
    const { width: w, scale: k, height } = stage;
    const wall = backWall(stage);
    const m = Math.min(128 * k, w * 0.19);
    const opening = {
      x: w / 2 - m * 0.8,
      y: wall.top + m * 0.3,
      width: m * 1.6,
      height: (wall.foot - wall.top) * 0.62,
      round: true,
    };
    const rows = [0.06, 0.2, 0.34, 0.66, 0.8, 0.94];
    return {
      back: group([
        shell(stage, { wall: "#7a5540", floor: "#8a5a3a", kind: "boards", panel: "#5f3f2d", ceiling: "#5a3d2c" }),
        skyWindow({ ...outside, shade: stage.shade }, opening),
        ...rows.map((share) => bookshelf(stage, w * share, wall.foot - m * 2.15, m * 0.84)),
        rectangle(wall.left - 40, wall.foot - m * 2.15, w * 0.31, 12, stage.shade("#a8744a")),
        rectangle(w * 0.6, wall.foot - m * 2.15, w * 0.34, 12, stage.shade("#a8744a")),
        ...rows.map((share) => bookshelf(stage, w * share, wall.foot + 14, m * 0.84)),
        ladder(stage, w * 0.28, wall.foot + 22, m),
      ]),
      middle: group([
        table(stage, w * 0.84, wall.foot + (height - wall.foot) * 0.36, m * 1.1),
        books(stage, w * 0.84, wall.foot + (height - wall.foot) * 0.36 - m * 0.9, m),
        windowLight(outside, opening),
      ]),
      front: vignette(stage, 0.4),
    };
  },
};

function ladder(stage: Stage, x: number, y: number, m: number): string {
  const wood = stage.shade("#c49a68");
  const rungs = Array.from({ length: 10 }, (_, rung) =>
    stroke(
      line([
        [x + rung * m * 0.06, y - (rung + 0.6) * m * 0.36],
        [x + m * 0.5 + rung * m * 0.06, y - (rung + 0.6) * m * 0.36],
      ]),
      wood,
      5,
    ),
  );
  return group([
    ...rungs,
    ...[0, m * 0.5].map((dx) =>
      stroke(
        line([
          [x + dx, y],
          [x + dx + m * 0.62, y - m * 3.7],
        ]),
        wood,
        7,
      ),
    ),
  ]);
}

function books(stage: Stage, x: number, y: number, m: number): string {
  return group(
    [
      ["#a8483f", 0.44],
      ["#3f6f8f", 0.38],
      ["#c49a4a", 0.42],
    ]
      .map(([color, wide], index) =>
        rectangle(
          x - m * 0.5 + index * 4,
          y - index * m * 0.09,
          m * Number(wide),
          m * 0.09,
          stage.shade(String(color)),
        ),
      )
      .concat(
        glowAt(stage, x + m * 0.4, y - m * 0.25, m * 0.8),
        rectangle(x + m * 0.36, y - m * 0.16, m * 0.09, m * 0.26, stage.shade("#f4ecd8")),
        ellipse(x + m * 0.4, y - m * 0.22, m * 0.04, m * 0.08, "#ffd75e"),
      ),
  );
}

export const cave: Place = {
  name: "cave",
  indoors: true,
  horizon: 0.66,
  draw: (outside) => {
    const crystal = outside.mentions("crystal", "gem", "magic", "glowing", "treasure", "ice");
    const stage: Stage = {
      ...outside,
      shade: (color, depth = 0) =>
        mix(mix(color, "#1a1430", 0.42 + outside.atmosphere.darkness * 0.12), "#5a5488", depth * 0.5),
    };
    const { width: w, height, horizon: h, scale: k } = stage;
    const random = stage.random.fork("cave");
    const exit: Point = [w * (stage.sun.x < w / 2 ? 0.3 : 0.7), h - 130 * k];
    const sky = stage.defs.vertical(
      outside.atmosphere.sky.map((color, index): [number, string] => [index / 3, lighten(color, 0.15)]),
    );
    const spike = (top: boolean, depth: number): string => {
      const x = random.between(0, w);
      const long = random.between(50, 210) * k * (1 - depth * 0.4);
      const y = top ? -4 : h + random.between(0, 40);
      const tip = top ? long : y - long * 0.55;
      const half = random.between(14, 34) * k;
      return polygon(
        [
          [x - half, y],
          [x + random.between(-8, 8), tip],
          [x + half, y],
        ],
        stage.defs.horizontal([
          [0, stage.shade("#8a7f90", depth)],
          [1, stage.shade("#453d54", depth)],
        ]),
      );
    };
    const crystals = Array.from({ length: crystal ? 13 : 5 }, () =>
      gem(
        stage,
        random.chance(0.5) ? random.between(0, w * 0.3) : random.between(w * 0.7, w),
        h + random.between(0, 110),
        random.between(26, 74) * k,
        random.pick(["#4fe0ff", "#b07bff", "#ff6fd0", "#5effb0"]),
      ),
    );
    return {
      back: group([
        rectangle(
          0,
          0,
          w,
          height,
          stage.defs.vertical([
            [0, stage.shade("#2a2438")],
            [1, stage.shade("#5b5068")],
          ]),
        ),
        glowAt(stage, exit[0], exit[1], 420 * k, outside.atmosphere.sky[3], 0.7),
        path(
          `M${round(exit[0] - 120 * k)} ${round(h + 8)}Q${round(exit[0] - 130 * k)} ${round(exit[1] - 90 * k)} ${round(exit[0] - 10)} ${round(exit[1] - 120 * k)}Q${round(exit[0] + 140 * k)} ${round(exit[1] - 100 * k)} ${round(exit[0] + 120 * k)} ${round(h + 8)}Z`,
          sky,
        ),
        ...Array.from({ length: 18 }, () => spike(true, 0.7)),
        ...Array.from({ length: 9 }, () => spike(false, 0.6)),
        ground(stage, { y: h, color: "#6f6278", depth: 0.3 }),
        polygon(
          [
            [exit[0] - 110 * k, h + 4],
            [exit[0] + 110 * k, h + 4],
            [exit[0] + 330 * k, height],
            [exit[0] - 330 * k, height],
          ],
          stage.defs.vertical([
            [0, outside.atmosphere.sky[3], 0.5],
            [1, outside.atmosphere.sky[3], 0],
          ]),
        ),
        ...Array.from({ length: 9 }, () => spike(true, 0.1)),
      ]),
      middle: group([
        ...crystals,
        rocks(stage, "stones", { from: h + 30, to: height, size: 46, count: 14, sides: true }),
      ]),
      front: group([mouth(stage, "#120d1c", 1), vignette(stage, 0.3)]),
    };
  },
};

function gem(stage: Stage, x: number, y: number, size: number, color: string): string {
  const spike = (dx: number, long: number, lean: number): string => {
    const foot = x + dx * size;
    const tipX = foot + lean * size;
    const tip = y - long * size;
    const half = size * 0.16;
    return (
      polygon(
        [
          [foot - half, y],
          [tipX - half, tip + half * 1.6],
          [tipX, tip],
          [tipX, y],
        ],
        lighten(color, 0.35),
      ) +
      polygon(
        [
          [foot + half, y],
          [tipX + half, tip + half * 1.6],
          [tipX, tip],
          [tipX, y],
        ],
        mix(color, "#1a1040", 0.25),
      )
    );
  };
  return group([
    glowAt(stage, x, y - size * 0.4, size * 2, color, 0.6),
    spike(-0.3, 0.7, -0.22),
    spike(0.3, 0.8, 0.2),
    spike(0, 1.2, 0),
  ]);
}

export const dungeon: Place = {
  name: "dungeon",
  indoors: true,
  horizon: 0.66,
  draw: (outside) => {
    const tomb = outside.mentions("tomb", "pyramid", "egypt", "pharaoh", "crypt", "temple");
    const stone = tomb ? "#c9a86a" : "#7d7f8c";
    const stage: Stage = {
      ...outside,
      shade: (color, depth = 0) => mix(mix(color, "#2a1520", 0.34), "#0f0a14", depth * 0.6),
    };
    const { width: w, height, scale: k } = stage;
    const wall = backWall(stage);
    const m = 120 * k;
    return {
      back: group([
        shell(stage, {
          wall: stone,
          floor: mix(stone, "#3a3038", 0.3),
          kind: "stone",
          ceiling: mix(stone, "#1a141c", 0.5),
        }),
        brickwork(stage, wall, stone),
        path(
          `M${round(w / 2 - m * 0.8)} ${round(wall.foot)}v${round(-m * 1.4)}a${round(m * 0.8)} ${round(m * 0.8)} 0 0 1 ${round(m * 1.6)} 0v${round(m * 1.4)}Z`,
          stage.defs.vertical([
            [0, "#0d0910"],
            [1, "#2a1d20"],
          ]),
        ),
        ...(tomb
          ? [0.24, 0.76].map((share) => glyphs(stage, w * share, wall.foot - m * 0.9, m))
          : [bars(stage, w * 0.24, wall.foot, m), bars(stage, w * 0.78, wall.foot, m)]),
        ...[0.36, 0.64].map((share) => torch(stage, w * share, wall.top + (wall.foot - wall.top) * 0.4, m * 0.3)),
      ]),
      middle: group([
        glowAt(stage, w / 2, wall.foot + (height - wall.foot) * 0.5, w * 0.36, "#ff9a3d", 0.28),
        rocks(stage, "rubble", { from: wall.foot + 20, to: height, size: 30, count: 9, color: stone, sides: true }),
      ]),
      front: group([bigColumn(stage, 0), bigColumn(stage, 1), vignette(stage, 0.5)]),
    };
  },
};

function brickwork(
  stage: Stage,
  wall: { left: number; right: number; top: number; foot: number },
  stone: string,
): string {
  const random = stage.random.fork("bricks");
  const high = 36;
  const parts: string[] = [];
  for (let y = wall.top; y < wall.foot - 12; y += high) {
    let x = wall.left + (Math.round((y - wall.top) / high) % 2) * 36;
    while (x < wall.right - 20) {
      const wide = Math.min(random.between(52, 90), wall.right - x);
      parts.push(
        rectangle(
          x + 1.5,
          y + 1.5,
          wide - 3,
          high - 3,
          stage.shade(mix(stone, random.pick(["#ffffff", "#3a2f3a", "#8a6a4a"]), random.between(0, 0.14))),
          { rx: 3, opacity: 0.75 },
        ),
      );
      x += wide;
    }
  }
  return group([
    rectangle(
      wall.left,
      wall.top,
      wall.right - wall.left,
      wall.foot - wall.top,
      stage.shade(mix(stone, "#1a141c", 0.5)),
    ),
    ...parts,
  ]);
}

function glyphs(stage: Stage, x: number, y: number, m: number): string {
  const random = stage.random.fork(`glyphs${Math.round(x)}`);
  const ink = stage.shade("#6b3f24");
  const marks = Array.from({ length: 20 }, (_, index) => {
    const cx = x - m * 0.6 + (index % 4) * m * 0.4;
    const cy = y - m * 1 + Math.floor(index / 4) * m * 0.36;
    const shape = random.whole(0, 3);
    if (shape === 0) return circle(cx, cy, m * 0.09, "none", { stroke: ink, "stroke-width": 4 });
    if (shape === 1)
      return stroke(
        `M${round(cx - m * 0.12)} ${round(cy)}q${round(m * 0.06)} ${round(-m * 0.12)} ${round(m * 0.12)} 0t${round(m * 0.12)} 0`,
        ink,
        4,
      );
    if (shape === 2)
      return polygon(
        [
          [cx, cy - m * 0.12],
          [cx + m * 0.1, cy + m * 0.08],
          [cx - m * 0.1, cy + m * 0.08],
        ],
        ink,
      );
    return ellipse(cx, cy, m * 0.13, m * 0.06, ink) + circle(cx, cy, m * 0.04, stage.shade("#d9b878"));
  });
  return group([
    rectangle(x - m * 0.8, y - m * 1.25, m * 1.6, m * 1.95, stage.shade("#b08a4f"), { rx: 4, opacity: 0.7 }),
    ...marks,
  ]);
}

function bars(stage: Stage, x: number, y: number, m: number): string {
  return group([
    rectangle(x - m * 0.55, y - m * 1.7, m * 1.1, m * 1.7, "#0b080e"),
    ...[-0.4, -0.2, 0, 0.2, 0.4].map((dx) =>
      rectangle(x + dx * m - 3, y - m * 1.7, 7, m * 1.7, stage.shade("#6a707c")),
    ),
    rectangle(x - m * 0.55, y - m * 0.9, m * 1.1, 8, stage.shade("#6a707c")),
  ]);
}

export const museum: Place = {
  name: "museum",
  indoors: true,
  horizon: 0.66,
  draw: (outside) => {
    const stage = lampLit(outside);
    const { width: w, scale: k } = stage;
    const wall = backWall(stage);
    const m = 130 * k;
    const opening = { x: w / 2 - m * 0.7, y: wall.top + m * 0.2, width: m * 1.4, height: m * 1.7, round: true };
    return {
      back: group([
        shell(stage, { wall: "#c9d3d0", floor: "#b59a7a", kind: "tiles", panel: "#9fb0ac" }),
        skyWindow({ ...outside, shade: stage.shade }, opening),
        ...[0.22, 0.78].map((share) =>
          group([
            pictures(stage, w * share, wall.foot - m * 1.2, m * 1.35),
            glowAt(stage, w * share, wall.foot - m * 1.8, m, "#fff0c4", 0.35),
          ]),
        ),
        ...[0.1, 0.36, 0.64, 0.9].map((share) =>
          column(stage, w * share, wall.foot + 14, (wall.foot - wall.top) * 0.98, "#e6ded0", 0),
        ),
      ]),
      middle: windowLight(outside, opening),
      front: vignette(stage, 0.3),
    };
  },
};

export const theatre: Place = {
  name: "theatre",
  indoors: true,
  horizon: 0.7,
  draw: (outside) => {
    const stage = lampLit(outside);
    const { width: w, height, horizon: h, scale: k } = stage;
    const beam = (x: number, lean: number, color: string) =>
      polygon(
        [
          [x - 12, -6],
          [x + 12, -6],
          [x + lean + 150 * k, height * 0.92],
          [x + lean - 150 * k, height * 0.92],
        ],
        stage.defs.vertical([
          [0, color, 0.62],
          [1, color, 0.04],
        ]),
      );
    const folds = Array.from({ length: 26 }, (_, index) =>
      rectangle(
        (index / 26) * w,
        0,
        w / 26 + 1,
        h,
        stage.defs.horizontal([
          [0, stage.shade("#6f1726")],
          [0.5, stage.shade("#b02c3f")],
          [1, stage.shade("#6f1726")],
        ]),
      ),
    );
    return {
      back: group([
        ...folds,
        rectangle(
          0,
          h,
          w,
          height - h,
          stage.defs.vertical([
            [0, stage.shade("#b5804f")],
            [1, stage.shade("#5a3a26")],
          ]),
        ),
        stroke(
          Array.from(
            { length: 15 },
            (_, index) =>
              `M${round(w / 2 + (index - 7) * w * 0.075)} ${round(h)}L${round(w / 2 + (index - 7) * w * 0.16)} ${height}`,
          ).join(""),
          "#3a2418",
          2,
          { opacity: 0.5 },
        ),
      ]),
      middle: group([
        beam(w * 0.2, w * 0.22, "#fff0b8"),
        beam(w * 0.8, -w * 0.22, "#ffd0e6"),
        beam(w * 0.5, 0, "#dff1ff"),
        ellipse(w / 2, height * 0.84, 330 * k, 46 * k, "#fff4d0", { opacity: 0.3 }),
      ]),
      front: group([
        ...[0, 1].map((side) => drape(stage, side)),
        ...Array.from({ length: 9 }, (_, index) => circle(w * (0.1 + index * 0.1), height - 12, 10, "#ffe9a8")),
      ]),
    };
  },
};

function drape(stage: Stage, side: number): string {
  const { width: w, height } = stage;
  const wide = Math.min(w * 0.13, 160);
  const edge = side === 0 ? 0 : w;
  const way = side === 0 ? 1 : -1;
  return group(
    [0, 1, 2, 3].map((fold) =>
      path(
        `M${round(edge + way * fold * wide * 0.25)} -4h${round(way * wide * 0.3)}q${round(way * wide * 0.1)} ${round(height * 0.5)} ${round(-way * wide * fold * 0.1)} ${height + 8}h${round(-way * wide * 0.3)}Z`,
        stage.defs.horizontal([
          [0, stage.shade("#5a101e")],
          [0.5, stage.shade("#c23a4c")],
          [1, stage.shade("#5a101e")],
        ]),
      ),
    ),
  );
}

export const spaceship: Place = {
  name: "spaceship",
  indoors: true,
  horizon: 0.68,
  draw: (stage) => {
    const { width: w, height, scale: k } = stage;
    const lit: Stage = { ...stage, shade: (color) => mix(color, "#1d2a4f", 0.3) };
    const wall = backWall(lit);
    const m = 112 * k;
    const view = { x: w * 0.2, y: wall.top + m * 0.25, width: w * 0.6, height: (wall.foot - wall.top) * 0.58 };
    const clip = stage.defs.add(
      (id) =>
        `<clipPath id="${id}"><rect x="${round(view.x)}" y="${round(view.y)}" width="${round(view.width)}" height="${round(view.height)}" rx="40"/></clipPath>`,
    );
    const planet = stage.defs.radial([
      [0, "#ffd9a0"],
      [0.7, "#e0774f"],
      [1, "#7a2f4a"],
    ]);
    const ribs = [0.05, 0.95].map((share) =>
      rectangle(
        w * share - 20,
        0,
        40,
        height * 0.9,
        lit.defs.horizontal([
          [0, lit.shade("#9fb0cc")],
          [1, lit.shade("#4a5570")],
        ]),
      ),
    );
    return {
      back: group([
        shell(lit, { wall: "#9aa9c4", floor: "#5f6d8a", kind: "metal", panel: "#74839f", ceiling: "#6f7d98" }),
        group(
          [
            rectangle(view.x, view.y, view.width, view.height, "#070a1e"),
            starField(stage, 120),
            circle(view.x + view.width * 0.76, view.y + view.height * 0.5, 120 * k, planet),
            ellipse(view.x + view.width * 0.76, view.y + view.height * 0.5, 200 * k, 26 * k, "none", {
              stroke: "#ffe6c4",
              "stroke-width": 7,
              opacity: 0.6,
            }),
          ],
          { "clip-path": clip },
        ),
        rectangle(view.x, view.y, view.width, view.height, "none", {
          rx: 40,
          stroke: lit.shade("#dfe8f5"),
          "stroke-width": 14,
        }),
        consolePanel(lit, w * 0.2, wall.foot + 16, m * 0.95),
        consolePanel(lit, w * 0.8, wall.foot + 16, m * 0.95),
      ]),
      middle: group([
        ...ribs,
        ...[0.3, 0.7].map((share) => rectangle(w * share - 70, wall.top - 14, 140, 9, "#dff8ff", { rx: 4 })),
        ellipse(w / 2, height * 0.82, w * 0.3, 50, "#38e1ff", { opacity: 0.12 }),
      ]),
      front: vignette(stage, 0.4),
    };
  },
};
