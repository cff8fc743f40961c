/** The city of tomorrow. */
import { mix } from "../drawing/color.ts";
import { circle, ellipse, group, line, path, rectangle, round, stroke } from "../drawing/svg.ts";
import { skyline } from "../scenery/skyline.ts";
import type { Stage } from "../stage.ts";
import { shine } from "./town.ts";
import type { Place } from "./types.ts";

const NEON = ["#ff4fd8", "#38e1ff", "#ffd34f", "#8a6bff", "#4fffb0"] as const;

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
