/** Windows, and the light that comes through them. */
import { lighten, mix } from "../drawing/color.ts";
import { circle, group, line, path, polygon, rectangle, round, stroke } from "../drawing/svg.ts";
import type { Stage } from "../stage.ts";

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
  const foot = stage.down(0.92);
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
