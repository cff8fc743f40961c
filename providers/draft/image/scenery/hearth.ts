/** Hearth and kitchen. */
import { lighten, mix } from "../drawing/color.ts";
import { circle, ellipse, group, path, rectangle, round } from "../drawing/svg.ts";
import { contact, type Piece, timber } from "./furniture.ts";
import { glowAt } from "./room.ts";

export const fireplace: Piece = (stage, x, y, size) => {
  const random = stage.random.fork("bricks");
  const stone = "#9a8478";
  const bricks = Array.from({ length: 26 }, () =>
    rectangle(
      x + random.between(-0.8, 0.6) * size,
      y - random.between(0.1, 1.3) * size,
      size * 0.18,
      size * 0.08,
      stage.shade(random.pick(["#a8938a", "#86716a", "#b5a096"])),
    ),
  );
  const flame = (dx: number, high: number, color: string) =>
    path(
      `M${round(x + (dx - 0.14) * size)} ${round(y - size * 0.12)}q${round(-size * 0.05)} ${round(-size * high * 0.5)} ${round(size * 0.12)} ${round(-size * high)}q${round(size * 0.05)} ${round(size * high * 0.4)} ${round(size * 0.14)} ${round(size * high * 0.5)}q${round(size * 0.06)} ${round(size * high * 0.3)} ${round(-size * 0.02)} ${round(size * high * 0.5)}Z`,
      color,
    );
  return group([
    rectangle(x - size * 0.85, y - size * 1.4, size * 1.7, size * 1.4, stage.shade(stone)),
    rectangle(x - size * 0.5, y - size * 3, size, size * 1.6, stage.shade(mix(stone, "#1a1018", 0.15))),
    ...bricks,
    path(
      `M${round(x - size * 0.5)} ${round(y)}v${round(-size * 0.6)}a${round(size * 0.5)} ${round(size * 0.4)} 0 0 1 ${round(size)} 0v${round(size * 0.6)}Z`,
      "#1c0f0d",
    ),
    glowAt(stage, x, y - size * 0.35, size * 1.6, "#ff9a3d", 0.75),
    flame(-0.12, 0.5, "#ff7a2e"),
    flame(0.14, 0.42, "#ff8f3a"),
    flame(0.02, 0.34, "#ffd75e"),
    rectangle(x - size * 0.34, y - size * 0.14, size * 0.68, size * 0.1, "#4a2d1c", { rx: 6 }),
    rectangle(x - size, y - size * 1.5, size * 2, size * 0.13, timber(stage)),
  ]);
};

export const kitchenLine: Piece = (stage, x, y, size) => {
  const front = stage.random.fork("kitchen").pick(["#7fa8a0", "#d9cdb8", "#8fa3bd", "#c48f7a"]);
  const doors = [-1.9, -1.15, 0.4, 1.15].map(
    (dx) =>
      rectangle(x + dx * size, y - size * 0.8, size * 0.68, size * 0.74, stage.shade(lighten(front, 0.08)), {
        rx: 4,
        stroke: stage.shade(mix(front, "#1a1420", 0.35)),
        "stroke-width": 2,
      }) + circle(x + dx * size + size * 0.58, y - size * 0.45, size * 0.035, stage.shade("#e8d9a8")),
  );
  const upper = [-1.95, 1.1].map((dx) =>
    rectangle(x + dx * size, y - size * 2.3, size * 0.85, size * 0.75, stage.shade(lighten(front, 0.05)), {
      rx: 4,
      stroke: stage.shade(mix(front, "#1a1420", 0.35)),
      "stroke-width": 2,
    }),
  );
  return group([
    contact(stage, x, y, size * 2.1),
    rectangle(x - size * 2, y - size * 0.88, size * 4, size * 0.88, stage.shade(mix(front, "#1a1420", 0.12))),
    ...doors,
    rectangle(x - size * 0.4, y - size * 0.86, size * 0.74, size * 0.84, stage.shade("#dfe2e4"), { rx: 4 }),
    rectangle(x - size * 0.32, y - size * 0.58, size * 0.58, size * 0.42, stage.shade("#2f2d35"), { rx: 4 }),
    ...[-0.24, -0.08, 0.08, 0.24].map((dx) =>
      circle(x + dx * size - size * 0.03, y - size * 0.72, size * 0.04, stage.shade("#59626f")),
    ),
    rectangle(x - size * 2.06, y - size * 0.98, size * 4.12, size * 0.11, timber(stage, "#b98d62")),
    ...upper,
    path(
      `M${round(x - size * 0.2)} ${round(y - size * 0.98)}v${round(-size * 0.22)}h${round(size * 0.36)}v${round(size * 0.22)}Z`,
      stage.shade("#c4513f"),
    ),
    ellipse(x - size * 0.02, y - size * 1.2, size * 0.18, size * 0.03, stage.shade("#7d2f28")),
    ...[0, 1, 2].map((puff) =>
      circle(x + puff * 6, y - size * (1.35 + puff * 0.16), size * (0.06 + puff * 0.03), "#ffffff", {
        opacity: round(0.35 - puff * 0.1),
      }),
    ),
    ...[-1.5, -1.3, 0.7, 0.86].map((dx, index) =>
      rectangle(
        x + dx * size,
        y - size * (index % 2 === 0 ? 1.26 : 1.2),
        size * 0.12,
        size * (index % 2 === 0 ? 0.28 : 0.22),
        stage.shade(["#d9a04a", "#5f8a5a", "#e9dcc4", "#8a4f3a"][index] ?? "#d9a04a"),
        { rx: 3 },
      ),
    ),
  ]);
};
