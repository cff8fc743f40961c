/** The shell of a room: walls, floor, ceiling, windows, and the light in it. Not here: what stands in it. */
import { lighten, mix, multiply } from "../drawing/color.ts";
import { ellipse, group, line, type Point, polygon, rectangle, round, stroke } from "../drawing/svg.ts";
import type { Stage } from "../stage.ts";

export interface Shell {
  wall: string;
  floor: string;
  kind: "boards" | "tiles" | "stone" | "carpet" | "metal";
  /** A lower panel of the wall. */
  panel?: string;
  ceiling?: string;
}

/** The back wall, in units of the frame. */
export interface Wall {
  left: number;
  right: number;
  top: number;
  foot: number;
}

export function backWall(stage: Stage): Wall {
  const inset = stage.width > stage.height * 1.2 ? 0.11 : 0.07;
  return { left: stage.width * inset, right: stage.width * (1 - inset), top: stage.height * 0.07, foot: stage.horizon };
}

/** Indoors lamps are on when it is dark outside, so that a room is warm and not blue. */
export function lampLit(stage: Stage): Stage {
  const dark = stage.atmosphere.darkness;
  const eerie =
    stage.atmosphere.mood === "mysterious" ||
    stage.atmosphere.mood === "tense" ||
    stage.atmosphere.mood === "melancholic";
  const atmosphere = {
    ...stage.atmosphere,
    ambient: mix("#fff6e6", eerie ? "#8f86b8" : "#e2a878", dark),
    ambientStrength: 0.15 + dark * (eerie ? 0.7 : 0.55),
    haze: mix("#fff3dc", eerie ? "#3f3c63" : "#7a4f3f", dark),
    hazeStrength: 0.25,
  };
  return {
    ...stage,
    atmosphere,
    shade: (color, depth = 0) => {
      const lit = mix(color, multiply(color, atmosphere.ambient), atmosphere.ambientStrength);
      return mix(lit, atmosphere.haze, depth * atmosphere.hazeStrength);
    },
  };
}

export function shell(stage: Stage, kind: Shell): string {
  const { width: w, height } = stage;
  const wall = backWall(stage);
  const tone = (color: string, dark: number): string => stage.shade(mix(color, "#1a1320", dark));
  const wallFill = stage.defs.vertical([
    [0, tone(kind.wall, 0.22)],
    [0.6, tone(kind.wall, 0)],
    [1, tone(kind.wall, 0.12)],
  ]);
  const sunnyLeft = stage.sun.x < w / 2;
  const ceiling = kind.ceiling ?? lighten(kind.wall, 0.25);
  // Left and right wall, seen at a slant; `edge` is the frame's side.
  const side = (edge: number, inner: number, dark: number): string => {
    const outline: Point[] = [
      [edge, -4],
      [inner, wall.top],
      [inner, wall.foot],
      [edge, stage.down(0.9)],
    ];
    const corner = stroke(line(outline), tone(kind.wall, 0.55), 1.5, { opacity: 0.5 });
    return polygon(outline, tone(kind.wall, dark)) + corner;
  };
  const above: Point[] = [
    [0, -4],
    [w, -4],
    [wall.right, wall.top],
    [wall.left, wall.top],
  ];
  const ceilingFill = stage.defs.vertical([
    [0, tone(ceiling, 0.45)],
    [1, tone(ceiling, 0.18)],
  ]);
  const wide = wall.right - wall.left;
  return group([
    rectangle(0, 0, w, height, tone(kind.wall, 0.3)),
    polygon(above, ceilingFill),
    side(0, wall.left, sunnyLeft ? 0.36 : 0.16),
    side(w, wall.right, sunnyLeft ? 0.16 : 0.36),
    rectangle(wall.left, wall.top, wide, wall.foot - wall.top, wallFill),
    kind.panel ? panel(stage, wall, kind.panel) : "",
    floor(stage, wall, kind),
    rectangle(wall.left, wall.foot - 12, wide, 12, tone(kind.panel ?? lighten(kind.wall, 0.4), 0.1)),
  ]);
}

function panel(stage: Stage, wall: Wall, color: string): string {
  const high = (wall.foot - wall.top) * 0.32;
  const count = Math.max(4, Math.round((wall.right - wall.left) / 130));
  const wide = (wall.right - wall.left) / count;
  return group([
    rectangle(wall.left, wall.foot - high, wall.right - wall.left, high, stage.shade(color)),
    rectangle(wall.left, wall.foot - high - 8, wall.right - wall.left, 9, stage.shade(lighten(color, 0.25))),
    ...Array.from({ length: count }, (_, index) =>
      rectangle(wall.left + index * wide + 12, wall.foot - high + 14, wide - 24, high - 40, "none", {
        stroke: stage.shade(mix(color, "#1a1320", 0.4)),
        "stroke-width": 2,
        opacity: 0.6,
      }),
    ),
  ]);
}

export function floor(stage: Stage, wall: Wall, kind: Shell): string {
  const { width: w, height } = stage;
  const fill = stage.defs.vertical([
    [0, stage.shade(lighten(kind.floor, 0.1))],
    [1, stage.shade(mix(kind.floor, "#140e18", 0.4))],
  ]);
  const base = polygon(
    [
      [wall.left, wall.foot],
      [wall.right, wall.foot],
      [w, stage.down(0.9)],
      [w, height + 4],
      [0, height + 4],
      [0, stage.down(0.9)],
    ],
    fill,
  );
  if (kind.kind === "carpet") return base;
  const joint = stage.shade(mix(kind.floor, "#140e18", 0.5));
  const vanish: Point = [w / 2, wall.foot - (height - wall.foot) * 1.5];
  const along = Array.from({ length: 25 }, (_, index) => {
    const foot = w / 2 + ((index - 12) / 12) * w * 1.7;
    const share = (wall.foot - vanish[1]) / (height - vanish[1]);
    return `M${round(vanish[0] + (foot - vanish[0]) * share)} ${round(wall.foot)}L${round(foot)} ${height}`;
  }).join("");
  const across =
    kind.kind === "boards"
      ? ""
      : Array.from(
          { length: 9 },
          (_, index) => `M0 ${round(wall.foot + ((index + 1) / 9) ** 1.7 * (height - wall.foot))}H${w}`,
        ).join("");
  const clip = stage.defs.add(
    (id) =>
      `<clipPath id="${id}"><path d="M${round(wall.left)} ${round(wall.foot)}L${round(wall.right)} ${round(wall.foot)}L${w} ${round(stage.down(0.9))}V${height}H0V${round(stage.down(0.9))}Z"/></clipPath>`,
  );
  return base + group(stroke(along + across, joint, 2, { opacity: 0.45 }), { "clip-path": clip });
}

/** A lamp's pool of warm light on a wall. */
export function glowAt(
  stage: Stage,
  x: number,
  y: number,
  r: number,
  color = stage.atmosphere.glow,
  strength = 0.55,
): string {
  return ellipse(
    x,
    y,
    r,
    r,
    stage.defs.radial([
      [0, color, strength],
      [0.4, color, strength * 0.4],
      [1, color, 0],
    ]),
  );
}
