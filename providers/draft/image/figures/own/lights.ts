/** What burns or shines: lanterns, candles, fires. */
import { circle, ellipse, group, path, rectangle, stroke } from "../../drawing/svg.ts";
import type { Art } from "../relight.ts";
import { type Drawing, halo, inked, rounded, type Sketch, shaded } from "./canvas.ts";

/** Three tongues, one inside the other. */
export function flames(x: number, y: number, size: number): string {
  const tongue = (s: number, color: string, dx = 0): string =>
    path(
      `M${x + dx - s * 0.42} ${y}Q${x + dx - s * 0.62} ${y - s * 0.45} ${x + dx - s * 0.2} ${y - s * 0.78}Q${x + dx - s * 0.2} ${y - s * 0.52} ${x + dx - s * 0.02} ${y - s * 0.5}Q${x + dx - s * 0.14} ${y - s * 0.9} ${x + dx + s * 0.12} ${y - s * 1.2}Q${x + dx + s * 0.14} ${y - s * 0.86} ${x + dx + s * 0.36} ${y - s * 0.66}Q${x + dx + s * 0.62} ${y - s * 0.3} ${x + dx + s * 0.4} ${y}Q${x + dx} ${y + s * 0.16} ${x + dx - s * 0.42} ${y}Z`,
      color,
    );
  return (
    tongue(size, "#e8502a") +
    tongue(size * 0.74, "#f58f2e", size * 0.02) +
    tongue(size * 0.46, "#fdd257", 0) +
    tongue(size * 0.22, "#fffbe0")
  );
}

function lantern({ defs, color, glow }: Sketch): Art {
  const metal = color ?? "#6b5138";
  const line = inked(metal);
  const frame = shaded(defs, metal);
  const glass = defs.vertical([
    [0, "#ffd98a"],
    [0.6, "#fff3c4"],
    [1, "#f7b34c"],
  ]);
  return {
    body: group([
      path("M-26 -92Q0 -142 26 -92", "none", { ...line, "stroke-width": 7 }),
      path("M-26 -92Q0 -142 26 -92", "none", { stroke: metal, "stroke-width": 3.4 }),
      path("M-12 -104H12L30 -80H-30Z", frame, line),
      rectangle(-42, -82, 84, 12, frame, { rx: 4, ...line }),
      path("M-36 -70H36L42 24H-42Z", glass, line),
      path("M-36 -70L-42 24H-34L-29 -70ZM36 -70L42 24H34L29 -70ZM-4 -70H4V24H-4Z", frame, {
        ...line,
        "stroke-width": 1.4,
      }),
      rectangle(-50, 22, 100, 14, frame, { rx: 4, ...line }),
      path("M-38 36H38L46 50H-46Z", frame, line),
    ]),
    shine: group([
      circle(0, -22, 150, halo(defs, glow, 0.6)),
      circle(0, -22, 50, halo(defs, "#fff2b8", 0.95)),
      group(flames(0, 4, 34)),
    ]),
  };
}

function paperLantern({ defs, color, glow }: Sketch): Art {
  const paper = color ?? "#e5483a";
  const line = inked(paper);
  const skin = defs.radial([
    [0, "#ffe9a8"],
    [0.55, paper],
    [1, shadeOf(paper)],
  ]);
  return {
    body: group([
      stroke("M0 -96V-70", "#5a3b2a", 3),
      ellipse(0, 0, 62, 58, skin, line),
      path("M-58 -20Q0 -8 58 -20M-62 2Q0 16 62 2M-56 24Q0 40 56 24", "none", {
        ...line,
        "stroke-width": 1.6,
        opacity: 0.4,
      }),
      path("M-34 -58V58M0 -60V60M34 -58V58", "none", { ...line, "stroke-width": 1.2, opacity: 0.3 }),
      rectangle(-26, -68, 52, 12, shaded(defs, "#e5b23c"), { rx: 3, ...inked("#e5b23c", 2) }),
      rectangle(-26, 54, 52, 12, shaded(defs, "#e5b23c"), { rx: 3, ...inked("#e5b23c", 2) }),
      path("M0 66V78M-6 78H6L8 108H-8Z", "#d8403a", inked("#d8403a", 1.6)),
    ]),
    shine: group([circle(0, 0, 150, halo(defs, glow, 0.55)), ellipse(0, 6, 36, 34, halo(defs, "#fff6d0", 0.8))]),
  };
}

function shadeOf(color: string): string {
  return color === "#e5483a" ? "#a8242a" : color;
}

function candle({ defs, color, glow }: Sketch): Art {
  const wax = color ?? "#f2e6cc";
  return {
    body: group([
      ellipse(0, 62, 44, 12, shaded(defs, "#b58a3a"), inked("#b58a3a")),
      path("M-20 60V-40Q-10 -48 0 -44Q12 -50 20 -40V60Q0 68 -20 60Z", rounded(defs, wax), inked(wax)),
      path("M-20 -40V-14Q-14 -4 -12 -20V-36M20 -40V-22Q14 -14 12 -30", shaded(defs, wax), { ...inked(wax, 1.6) }),
      stroke("M0 -46V-58", "#3a2c26", 3),
    ]),
    shine: circle(0, -76, 120, halo(defs, glow, 0.7)),
    flame: flames(0, -54, 30),
  };
}

function torch({ defs, color, glow }: Sketch): Art {
  const wood = color ?? "#8a5f38";
  return {
    body: group([
      path("M-9 -20H9L6 96Q0 102 -6 96Z", rounded(defs, wood), inked(wood)),
      path("M-20 -44H20L14 -14H-14Z", shaded(defs, "#5a4438"), inked("#5a4438")),
      path("M-18 -36L17 -30M-16 -28L15 -22", "none", { stroke: "#c9a070", "stroke-width": 4 }),
    ]),
    shine: circle(0, -74, 140, halo(defs, glow, 0.7)),
    flame: flames(0, -40, 52),
  };
}

function campfire({ defs, color, glow }: Sketch): Art {
  const wood = color ?? "#7d5232";
  const log = (turn: string): string =>
    group(
      [
        rectangle(-62, -10, 124, 20, shaded(defs, wood), { rx: 9, ...inked(wood) }),
        ellipse(-60, 0, 7, 10, "#d9ae78", inked(wood, 2)),
        ellipse(-60, 0, 3, 5, "none", { stroke: "#8a6038", "stroke-width": 1.4 }),
      ],
      { transform: turn },
    );
  const stones = [-70, -46, -18, 14, 44, 70].map((x, index) =>
    ellipse(x, 34 - (index % 2) * 3, 17, 12, shaded(defs, "#8d8a92"), inked("#8d8a92", 2)),
  );
  return {
    body: group([log("translate(0 16) rotate(-16)"), log("translate(2 16) rotate(196)"), ...stones]),
    flame: flames(0, 12, 96),
    shine: group([
      circle(0, -30, 190, halo(defs, glow, 0.6)),
      circle(-34, -100, 3, "#ffc24a"),
      circle(28, -120, 2.4, "#ffd77a"),
      circle(44, -84, 3, "#ff9a3c"),
    ]),
  };
}

function flame({ defs, glow }: Sketch): Art {
  return { body: "", flame: flames(0, 0, 100), shine: group(circle(0, -50, 130, halo(defs, glow, 0.4))) };
}

function lamppost({ defs, color, glow }: Sketch): Art {
  const metal = color ?? "#3f4652";
  const line = inked(metal, 2.2);
  const iron = rounded(defs, metal);
  return {
    body: group([
      path("M-16 150L-8 132H8L16 150Z", iron, line),
      rectangle(-5, -70, 10, 204, iron, line),
      rectangle(-9, 20, 18, 8, iron, { rx: 3, ...line }),
      path("M-12 -70H12L20 -116H-20Z", "#ffe9ae", line),
      path("M-24 -116H24L10 -136H-10Z", iron, line),
      circle(0, -141, 5, iron, line),
      stroke("M0 -70V-116", metal, 2),
    ]),
    shine: group([circle(0, -94, 120, halo(defs, glow, 0.75)), ellipse(0, -92, 12, 18, "#fffbe0", { opacity: 0.95 })]),
  };
}

export const LIGHTS: Readonly<Record<string, Drawing>> = {
  lantern,
  "paper-lantern": paperLantern,
  candle,
  torch,
  campfire,
  flame,
  lamppost,
};
