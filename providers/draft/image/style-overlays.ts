/** Textures and lines that a style lays over the finished picture. */
import { mix } from "./drawing/color.ts";
import { circle, ellipse, group, polygon, rectangle, round, stroke } from "./drawing/svg.ts";
import type { Stage } from "./stage.ts";
import type { StyleName } from "./style-names.ts";
import { edge, grain, paper, vignette } from "./style-textures.ts";

export function overlay(stage: Stage, style: StyleName): string {
  switch (style) {
    case "realistic":
      return group([vignette(stage, "#0a0c12", 0.34), grain(stage, 0.05)]);
    case "cinematic":
      return group([leak(stage), vignette(stage, "#04070f", 0.55)]);
    case "anime":
      return group([flare(stage), sparkles(stage)]);
    case "artistic":
      return group([strokes(stage), paper(stage, 0.05), vignette(stage, "#2a1a12", 0.25)]);
    case "watercolor":
      return group([blooms(stage), paper(stage, 0.07), edge(stage)]);
    case "vintage":
      return group([grain(stage, 0.08), scratches(stage), vignette(stage, "#1c1006", 0.72)]);
    case "futuristic":
      return group([scanlines(stage), brackets(stage), vignette(stage, "#060018", 0.5)]);
    case "noir":
      return group([blinds(stage), grain(stage, 0.08), vignette(stage, "#000000", 0.78)]);
    case "comic":
      return group([dots(stage), border(stage)]);
    case "sketch":
      return group([hatching(stage), paper(stage, 0.08), edge(stage)]);
    default:
      return "";
  }
}

function leak(stage: Stage): string {
  const fill = stage.defs.radial([
    [0, "#ffb066", 0.22],
    [1, "#ffb066", 0],
  ]);
  return ellipse(stage.sun.x, stage.sun.y, stage.width * 0.6, stage.height * 0.6, fill);
}

function flare(stage: Stage): string {
  const { sun, width: w, height: h } = stage;
  const steps = [0.3, 0.55, 0.8, 1.15];
  const soft = stage.defs.radial([
    [0, "#ffffff", 0.5],
    [1, "#ffe6f4", 0],
  ]);
  const ghosts = steps.map((share, index) =>
    circle(
      sun.x + (w * 0.5 - sun.x) * share * 1.6,
      sun.y + (h * 0.6 - sun.y) * share * 1.6,
      18 + index * 16,
      ["#9fe8ff", "#ffd0ec", "#fff0a8", "#c4b8ff"][index] ?? "#ffffff",
      { opacity: 0.14 },
    ),
  );
  const rays = Array.from({ length: 12 }, (_, index) => {
    const angle = (index / 12) * Math.PI * 2;
    const reach = w * (index % 2 === 0 ? 0.5 : 0.34);
    const thin = 0.02;
    return polygon(
      [
        [sun.x, sun.y],
        [sun.x + Math.cos(angle - thin) * reach, sun.y + Math.sin(angle - thin) * reach],
        [sun.x + Math.cos(angle + thin) * reach, sun.y + Math.sin(angle + thin) * reach],
      ],
      "#ffffff",
      { opacity: 0.07 },
    );
  });
  return group([circle(sun.x, sun.y, w * 0.3, soft), ...rays, ...ghosts]);
}

function sparkles(stage: Stage): string {
  const random = stage.random.fork("sparkles");
  const petals = stage.atmosphere.darkness < 0.8;
  return group(
    Array.from({ length: 26 }, () => {
      const x = random.between(0, stage.width);
      const y = random.between(0, stage.height * 0.95);
      const size = random.between(4, 11);
      if (petals && random.chance(0.55))
        return ellipse(x, y, size, size * 0.5, "#ffb7d2", {
          opacity: round(random.between(0.5, 0.9)),
          transform: `rotate(${random.whole(0, 180)} ${round(x)} ${round(y)})`,
        });
      return polygon(
        [
          [x, y - size],
          [x + size * 0.2, y - size * 0.2],
          [x + size, y],
          [x + size * 0.2, y + size * 0.2],
          [x, y + size],
          [x - size * 0.2, y + size * 0.2],
          [x - size, y],
          [x - size * 0.2, y - size * 0.2],
        ],
        "#ffffff",
        { opacity: round(random.between(0.4, 0.85)) },
      );
    }),
  );
}

/** Long soft brush marks in the picture's own colours. */
function strokes(stage: Stage): string {
  const random = stage.random.fork("strokes");
  const { sky, key, haze, shadow } = stage.atmosphere;
  const colors = [sky[0], sky[1], sky[2], key, haze, shadow] as const;
  return group(
    Array.from({ length: 190 }, () => {
      const x = random.between(-40, stage.width);
      const y = random.between(0, stage.height);
      const long = random.between(30, 110);
      const bend = random.between(-14, 14);
      return stroke(
        `M${round(x)} ${round(y)}q${round(long / 2)} ${round(bend)} ${round(long)} ${round(bend * 0.4)}`,
        random.pick(colors),
        random.between(3, 10),
        { opacity: round(random.between(0.04, 0.11)) },
      );
    }),
  );
}

function blooms(stage: Stage): string {
  const random = stage.random.fork("blooms");
  const { sky, key } = stage.atmosphere;
  return group(
    Array.from({ length: 13 }, () => {
      const color = random.pick([sky[1], sky[2], key, "#ffffff"]);
      const fill = stage.defs.radial([
        [0, color, 0.05],
        [0.82, color, 0.09],
        [0.93, mix(color, "#3a4a6a", 0.3), 0.1],
        [1, color, 0],
      ]);
      return ellipse(
        random.between(0, stage.width),
        random.between(0, stage.height),
        random.between(70, 210),
        random.between(50, 150),
        fill,
      );
    }),
  );
}

function scratches(stage: Stage): string {
  const random = stage.random.fork("scratches");
  const lines = Array.from({ length: 7 }, () =>
    stroke(
      `M${round(random.between(0, stage.width))} -4v${stage.height + 8}`,
      random.chance(0.6) ? "#fff3d9" : "#1c1006",
      random.between(0.6, 1.6),
      { opacity: round(random.between(0.12, 0.32)) },
    ),
  );
  const dust = Array.from({ length: 46 }, () =>
    circle(
      random.between(0, stage.width),
      random.between(0, stage.height),
      random.between(0.8, 2.6),
      random.chance(0.6) ? "#fff3d9" : "#1c1006",
      { opacity: 0.45 },
    ),
  );
  return group([...lines, ...dust]);
}

function scanlines(stage: Stage): string {
  const lines = Array.from(
    { length: Math.floor(stage.height / 6) },
    (_, index) => `M0 ${index * 6}H${stage.width}`,
  ).join("");
  return stroke(lines, "#08001e", 1.6, { opacity: 0.2 });
}

function brackets(stage: Stage): string {
  const { width: w, height: h } = stage;
  const m = 26;
  const l = 46;
  const d = `M${m} ${m + l}V${m}H${m + l}M${w - m - l} ${m}H${w - m}V${m + l}M${m} ${h - m - l}V${h - m}H${m + l}M${w - m - l} ${h - m}H${w - m}V${h - m - l}`;
  return stroke(d, "#38e1ff", 3, { opacity: 0.55 });
}

/** Light through blinds, over one side. */
function blinds(stage: Stage): string {
  const { width: w, height: h } = stage;
  const left = stage.sun.x < w / 2;
  return group(
    Array.from({ length: 8 }, (_, index) => {
      const y = h * (0.06 + index * 0.085);
      const x = left ? 0 : w * 0.5;
      return polygon(
        [
          [x, y],
          [x + w * 0.5, y + (left ? 44 : -44)],
          [x + w * 0.5, y + (left ? 62 : -26)],
          [x, y + 18],
        ],
        "#ffffff",
        { opacity: 0.07 },
      );
    }),
  );
}

function dots(stage: Stage): string {
  const pattern = stage.defs.add(
    (id) =>
      `<pattern id="${id}" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(30)"><circle cx="4.5" cy="4.5" r="1.9" fill="#160c22"/></pattern>`,
  );
  return rectangle(0, 0, stage.width, stage.height, pattern, { opacity: 0.15 });
}

function border(stage: Stage): string {
  return rectangle(5, 5, stage.width - 10, stage.height - 10, "none", { stroke: "#0d0a14", "stroke-width": 10 });
}

function hatching(stage: Stage): string {
  const { width: w, height: h } = stage;
  const random = stage.random.fork("hatching");
  const lines = Array.from({ length: 210 }, () => {
    const x = random.between(-40, w);
    const y = random.between(0, h);
    const long = random.between(50, 150);
    return `M${round(x)} ${round(y)}l${round(long)} ${round(-long * 0.8)}`;
  }).join("");
  return stroke(lines, "#4a4648", 1.1, { opacity: 0.2 });
}
