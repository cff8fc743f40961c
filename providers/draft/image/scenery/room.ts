/** The shell of a room: walls, floor, ceiling, windows, and the light in it. Not here: what stands in it. */
import { lighten, mix, multiply } from "../drawing/color.ts";
import { circle, ellipse, group, line, type Point, path, polygon, rectangle, round, stroke } from "../drawing/svg.ts";
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
  return group([
    rectangle(0, 0, w, height, tone(kind.wall, 0.3)),
    polygon(
      [
        [0, -4],
        [w, -4],
        [wall.right, wall.top],
        [wall.left, wall.top],
      ],
      stage.defs.vertical([
        [0, tone(ceiling, 0.45)],
        [1, tone(ceiling, 0.18)],
      ]),
    ),
    polygon(
      [
        [0, -4],
        [wall.left, wall.top],
        [wall.left, wall.foot],
        [0, height * 0.9],
      ],
      tone(kind.wall, sunnyLeft ? 0.36 : 0.16),
    ),
    polygon(
      [
        [w, -4],
        [wall.right, wall.top],
        [wall.right, wall.foot],
        [w, height * 0.9],
      ],
      tone(kind.wall, sunnyLeft ? 0.16 : 0.36),
    ),
    rectangle(wall.left, wall.top, wall.right - wall.left, wall.foot - wall.top, wallFill),
    kind.panel ? panel(stage, wall, kind.panel) : "",
    floor(stage, wall, kind),
    stroke(
      line([
        [0, -4],
        [wall.left, wall.top],
        [wall.left, wall.foot],
        [0, height * 0.9],
      ]),
      tone(kind.wall, 0.55),
      1.5,
      { opacity: 0.5 },
    ),
    stroke(
      line([
        [w, -4],
        [wall.right, wall.top],
        [wall.right, wall.foot],
        [w, height * 0.9],
      ]),
      tone(kind.wall, 0.55),
      1.5,
      { opacity: 0.5 },
    ),
    rectangle(wall.left, wall.foot - 12, wall.right - wall.left, 12, tone(kind.panel ?? lighten(kind.wall, 0.4), 0.1)),
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

function floor(stage: Stage, wall: Wall, kind: Shell): string {
  const { width: w, height } = stage;
  const fill = stage.defs.vertical([
    [0, stage.shade(lighten(kind.floor, 0.1))],
    [1, stage.shade(mix(kind.floor, "#140e18", 0.4))],
  ]);
  const base = polygon(
    [
      [wall.left, wall.foot],
      [wall.right, wall.foot],
      [w, height * 0.9],
      [w, height + 4],
      [0, height + 4],
      [0, height * 0.9],
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
      `<clipPath id="${id}"><path d="M${round(wall.left)} ${round(wall.foot)}L${round(wall.right)} ${round(wall.foot)}L${w} ${round(height * 0.9)}V${height}H0V${round(height * 0.9)}Z"/></clipPath>`,
  );
  return base + group(stroke(along + across, joint, 2, { opacity: 0.45 }), { "clip-path": clip });
}

/** A window with the sky of this hour in it, bars, sill and curtains. */
export function skyWindow(
  stage: Stage,
  at: { x: number; y: number; width: number; height: number; curtain?: string; round?: boolean },
): string {
  const { x, y, width, height } = at;
  const { atmosphere } = stage;
  const sky = stage.defs.vertical(atmosphere.sky.map((color, index): [number, string] => [index / 3, color]));
  const arch =
    at.round === true
      ? `M${round(x)} ${round(y + height)}V${round(y + width / 2)}a${round(width / 2)} ${round(width / 2)} 0 0 1 ${round(width)} 0V${round(y + height)}Z`
      : `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}Z`;
  const clip = stage.defs.add((id) => `<clipPath id="${id}"><path d="${arch}"/></clipPath>`);
  const frame = stage.shade("#f3eadb");
  const bars = `M${round(x + width / 2)} ${round(y)}V${round(y + height)}M${round(x)} ${round(y + height * 0.42)}H${round(x + width)}`;
  return group([
    path(arch, sky),
    group(view(stage, at), { "clip-path": clip }),
    path(arch, "none", { stroke: frame, "stroke-width": 11 }),
    stroke(bars, frame, 5),
    rectangle(x - 14, y + height, width + 28, 12, frame),
    at.curtain ? curtains(stage, at, at.curtain) : "",
  ]);
}

function view(stage: Stage, at: { x: number; y: number; width: number; height: number }): string {
  const { x, y, width, height } = at;
  const { atmosphere } = stage;
  const random = stage.random.fork("window");
  const parts: string[] = [];
  const clear = atmosphere.weather === "clear" || atmosphere.weather === "cloudy";
  if (atmosphere.darkness > 0.7)
    for (let star = 0; star < 22; star++)
      parts.push(
        circle(x + random.between(0, width), y + random.between(0, height * 0.7), random.between(0.7, 1.8), "#ffffff", {
          opacity: 0.8,
        }),
      );
  if (clear) {
    const cx = x + width * 0.72;
    const cy = y + height * (atmosphere.timeOfDay === "day" || atmosphere.timeOfDay === "night" ? 0.26 : 0.62);
    parts.push(
      circle(
        cx,
        cy,
        width * 0.5,
        stage.defs.radial([
          [0, atmosphere.key, 0.7],
          [1, atmosphere.key, 0],
        ]),
      ),
      circle(cx, cy, width * 0.11, lighten(atmosphere.key, 0.4)),
    );
  }
  const far = mix(atmosphere.haze, "#3f6f5a", 0.35);
  parts.push(
    path(
      `M${round(x)} ${round(y + height)}V${round(y + height * 0.78)}q${round(width * 0.3)} ${round(-height * 0.12)} ${round(width * 0.55)} 0t${round(width * 0.45)} ${round(-height * 0.04)}V${round(y + height)}Z`,
      stage.traits.snowy ? mix(atmosphere.haze, "#ffffff", 0.5) : far,
    ),
  );
  if (atmosphere.weather === "rain" || atmosphere.weather === "storm") {
    const drops = Array.from(
      { length: 30 },
      () => `M${round(x + random.between(0, width))} ${round(y + random.between(0, height))}l-5 22`,
    ).join("");
    parts.push(stroke(drops, "#dce8f5", 1.4, { opacity: 0.6 }));
  }
  if (atmosphere.weather === "snow")
    for (let flake = 0; flake < 26; flake++)
      parts.push(
        circle(x + random.between(0, width), y + random.between(0, height), random.between(1.4, 3.4), "#ffffff", {
          opacity: 0.9,
        }),
      );
  if (atmosphere.weather === "storm")
    parts.push(
      stroke(
        line([
          [x + width * 0.3, y],
          [x + width * 0.4, y + height * 0.3],
          [x + width * 0.32, y + height * 0.34],
          [x + width * 0.46, y + height * 0.7],
        ]),
        "#f4f7ff",
        3,
      ),
    );
  return parts.join("");
}

function curtains(stage: Stage, at: { x: number; y: number; width: number; height: number }, color: string): string {
  const { x, y, width, height } = at;
  const drape = (side: number): string => {
    const edge = side < 0 ? x - 26 : x + width + 26;
    const inner = edge - side * width * 0.3;
    const folds = [0.25, 0.5, 0.75].map((share) =>
      stroke(
        `M${round(edge + (inner - edge) * share)} ${round(y - 16)}Q${round(edge + (inner - edge) * share * 0.9)} ${round(y + height * 0.5)} ${round(edge + (inner - edge) * share * 0.5)} ${round(y + height + 40)}`,
        stage.shade(mix(color, "#1a0f1c", 0.35)),
        3,
        { opacity: 0.5 },
      ),
    );
    return group([
      path(
        `M${round(edge)} ${round(y - 18)}H${round(inner)}Q${round(inner + side * width * 0.02)} ${round(y + height * 0.5)} ${round(edge - side * width * 0.14)} ${round(y + height + 44)}H${round(edge)}Z`,
        stage.shade(color),
      ),
      ...folds,
    ]);
  };
  return group([drape(-1), drape(1), rectangle(x - 44, y - 24, width + 88, 9, stage.shade("#8a6a4a"), { rx: 4 })]);
}

/** The light that falls through a window onto the floor. */
export function windowLight(stage: Stage, at: { x: number; y: number; width: number; height: number }): string {
  const { atmosphere } = stage;
  if (atmosphere.weather !== "clear" && atmosphere.weather !== "cloudy") return "";
  const lean = at.x + at.width / 2 < stage.width / 2 ? 1 : -1;
  const foot = stage.height * 0.92;
  const fill = stage.defs.vertical([
    [0, atmosphere.key, atmosphere.darkness > 0.7 ? 0.22 : 0.36],
    [1, atmosphere.key, 0.02],
  ]);
  const shift = lean * stage.width * 0.2;
  return polygon(
    [
      [at.x, at.y],
      [at.x + at.width, at.y],
      [at.x + at.width * 1.3 + shift, foot],
      [at.x - at.width * 0.2 + shift, foot],
    ],
    fill,
  );
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
