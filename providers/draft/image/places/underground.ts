/** Caves, dungeons and tombs. */

import type { Random } from "../../random.ts";
import { lighten, mix } from "../drawing/color.ts";
import { circle, ellipse, group, type Point, path, polygon, rectangle, round, stroke } from "../drawing/svg.ts";
import { mouth } from "../scenery/framing.ts";
import { ground, rocks } from "../scenery/land.ts";
import { backWall, glowAt, shell } from "../scenery/room.ts";
import type { Stage } from "../stage.ts";
import { bigColumn, torch, vignette } from "./halls.ts";
import type { Place } from "./types.ts";

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
    const spike = (top: boolean, depth: number): string => dripstone(stage, random, top, depth);
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
        crystals(stage, random, crystal ? 13 : 5),
        rocks(stage, "stones", { from: h + 30, to: height, size: 46, count: 14, sides: true }),
      ]),
      front: group([mouth(stage, "#120d1c", 1), vignette(stage, 0.3)]),
    };
  },
};

function dripstone(stage: Stage, random: Random, top: boolean, depth: number): string {
  const { width: w, horizon: h, scale: k } = stage;
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
}

function crystals(stage: Stage, random: Random, count: number): string {
  const { width: w, horizon: h, scale: k } = stage;
  const gems = Array.from({ length: count }, () =>
    gem(
      stage,
      random.chance(0.5) ? random.between(0, w * 0.3) : random.between(w * 0.7, w),
      h + random.between(0, 110),
      random.between(26, 74) * k,
      random.pick(["#4fe0ff", "#b07bff", "#ff6fd0", "#5effb0"]),
    ),
  );
  return group(gems);
}

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
