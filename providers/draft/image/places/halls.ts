/** Great and strange insides: throne hall, library, cave, dungeon, museum, stage, spaceship, temple. */
import { lighten, mix } from "../drawing/color.ts";
import { circle, group, line, path, polygon, rectangle, round, stroke } from "../drawing/svg.ts";
import { pictures } from "../scenery/furniture.ts";
import { backWall, glowAt, lampLit, shell } from "../scenery/room.ts";
import { skyWindow, windowLight } from "../scenery/window.ts";
import type { Stage } from "../stage.ts";
import { column } from "./ruins.ts";
import type { Place } from "./types.ts";

export function vignette(stage: Stage, strength = 0.4): string {
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

export function bigColumn(stage: Stage, side: number): string {
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
