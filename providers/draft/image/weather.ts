/** What falls or drifts between the camera and the scene. Not here: what weather does to light and sky. */
import { mix } from "./drawing/color.ts";
import { circle, ellipse, group, round, stroke } from "./drawing/svg.ts";
import type { Stage } from "./stage.ts";

/** Weather over the whole finished scene; indoors nothing falls. */
export function drawWeather(stage: Stage): string {
  switch (stage.atmosphere.weather) {
    case "rain":
      return rain(stage, 0.14, 230);
    case "storm":
      return rain(stage, 0.34, 320);
    case "snow":
      return snow(stage);
    default:
      return stage.atmosphere.weather === "clear" ? motes(stage) : "";
  }
}

function rain(stage: Stage, slant: number, count: number): string {
  const { width, height, atmosphere } = stage;
  const random = stage.random.fork("rain");
  const color = mix(atmosphere.sky[3], "#ffffff", 0.55);
  const area = (width * height) / (1280 * 720);
  const layers = [
    { share: 0.6, length: 20, size: 1, opacity: 0.3 },
    { share: 0.3, length: 38, size: 1.5, opacity: 0.4 },
    { share: 0.1, length: 64, size: 2.3, opacity: 0.32 },
  ];
  const drops = layers.map((layer) => {
    let d = "";
    for (let index = 0; index < count * area * layer.share; index++) {
      const x = random.between(-40, width + 120);
      const y = random.between(-40, height);
      d += `M${round(x)} ${round(y)}l${round(-layer.length * slant)} ${layer.length}`;
    }
    return stroke(d, color, layer.size, { opacity: layer.opacity });
  });
  const splashes = Array.from({ length: 46 }, () => {
    const y = random.between(stage.horizon + 60, height);
    return ellipse(
      random.between(0, width),
      y,
      3 + (y - stage.horizon) * 0.018,
      1 + (y - stage.horizon) * 0.005,
      "none",
      {
        stroke: color,
        "stroke-width": 1,
        opacity: 0.4,
      },
    );
  });
  return group([...drops, ...splashes]);
}

function snow(stage: Stage): string {
  const { width, height, defs } = stage;
  const random = stage.random.fork("snow");
  const soft = defs.radial([
    [0, "#ffffff", 0.95],
    [0.45, "#ffffff", 0.55],
    [1, "#ffffff", 0],
  ]);
  const area = (width * height) / (1280 * 720);
  const flakes: string[] = [];
  for (let index = 0; index < 240 * area; index++) {
    const r = random.next() ** 3 * 3 + 1;
    flakes.push(
      circle(random.between(0, width), random.between(0, height), r, "#ffffff", {
        opacity: round(random.between(0.5, 0.95)),
      }),
    );
  }
  for (let index = 0; index < 26 * area; index++) {
    flakes.push(circle(random.between(0, width), random.between(0, height), random.between(6, 13), soft));
  }
  return group(flakes);
}

/** Fog lies between the distance and those who are near. */
export function drawFog(stage: Stage): string {
  if (stage.atmosphere.weather !== "fog") return "";
  const { width, height, horizon, atmosphere, defs } = stage;
  const random = stage.random.fork("fog");
  const color = mix(atmosphere.haze, "#ffffff", 0.12 * (1 - atmosphere.darkness));
  const fill = defs.radial([
    [0, color, 0.46],
    [0.5, color, 0.24],
    [1, color, 0],
  ]);
  return group(
    Array.from({ length: 11 }, (_, index) => {
      const y = horizon - 60 + (index / 10) * (height - horizon + 40);
      return ellipse(random.between(0, width), y, random.between(300, 620), random.between(34, 74), fill, {
        opacity: round(1 - (index / 10) * 0.7),
      });
    }),
  );
}

/** Dust in the light, fireflies at night: air that is not empty. */
function motes(stage: Stage): string {
  const { width, horizon, height, atmosphere, defs } = stage;
  const random = stage.random.fork("motes");
  const night = atmosphere.darkness > 0.5;
  const color = night ? "#ffe9a0" : atmosphere.key;
  const fill = defs.radial([
    [0, color, 1],
    [0.3, color, 0.5],
    [1, color, 0],
  ]);
  return group(
    Array.from({ length: night ? 26 : 18 }, () =>
      circle(
        random.between(0, width),
        random.between(horizon * 0.6, height * 0.95),
        random.between(2, night ? 8 : 6),
        fill,
        {
          opacity: round(random.between(0.25, night ? 0.8 : 0.5)),
        },
      ),
    ),
  );
}
