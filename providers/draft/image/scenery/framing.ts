/** Dark things close to the camera at the frame's edges: they give depth and lead the eye to the middle. */

import type { Random } from "../../random.ts";
import { mix } from "../drawing/color.ts";
import { group, type Point, path, polygon, round, stroke } from "../drawing/svg.ts";
import type { Stage } from "../stage.ts";
import type { TreeKind } from "./tree.ts";
import { tree } from "./trees.ts";

/** The colour of something so near that it is nearly a shadow. */
export function silhouette(stage: Stage, color: string): string {
  return mix(stage.shade(color), stage.atmosphere.shadow, 0.62);
}

/** Boughs with leaves that hang in from the upper corners. */
export function boughs(stage: Stage, color: string): string {
  const random = stage.random.fork("boughs");
  const dark = silhouette(stage, color);
  const parts: string[] = [];
  for (const side of [-1, 1]) {
    const origin: Point = [side < 0 ? -20 : stage.width + 20, random.between(-10, 60)];
    const long = Math.min(stage.width * 0.34, 380) * random.between(0.75, 1.15);
    const tip: Point = [origin[0] - side * long, origin[1] + random.between(10, 70)];
    const bend: Point = [(origin[0] + tip[0]) / 2, origin[1] - 34];
    parts.push(
      stroke(
        `M${round(origin[0])} ${round(origin[1])}Q${round(bend[0])} ${round(bend[1])} ${round(tip[0])} ${round(tip[1])}`,
        dark,
        7,
      ),
    );
    for (let leaf = 0; leaf < 42; leaf++) {
      const share = random.next() ** 0.8;
      const x = origin[0] + (tip[0] - origin[0]) * share + random.between(-22, 22);
      const y =
        origin[1] +
        (tip[1] - origin[1]) * share -
        34 * 2 * share * (1 - share) +
        random.between(-26, 54) * (1.15 - share);
      parts.push(leafShape(x, y, random.between(16, 34), random.between(0.2, 2.6), dark));
    }
  }
  return group(parts);
}

export function leafShape(x: number, y: number, size: number, angle: number, color: string): string {
  const tipX = x + Math.cos(angle) * size;
  const tipY = y + Math.sin(angle) * size;
  const sideX = Math.cos(angle + Math.PI / 2) * size * 0.32;
  const sideY = Math.sin(angle + Math.PI / 2) * size * 0.32;
  const midX = (x + tipX) / 2;
  const midY = (y + tipY) / 2;
  return path(
    `M${round(x)} ${round(y)}Q${round(midX + sideX)} ${round(midY + sideY)} ${round(tipX)} ${round(tipY)}Q${round(midX - sideX)} ${round(midY - sideY)} ${round(x)} ${round(y)}Z`,
    color,
  );
}

/** Two large dark trees at the edges. */
export function trunks(stage: Stage, kind: TreeKind): string {
  const random = stage.random.fork("trunks");
  // Bare boughs reach far into the frame, over the faces of whoever stands there.
  if (kind !== "pine" && kind !== "palm") return pillars(stage, random);
  const dim: Stage = { ...stage, shade: (color) => silhouette(stage, color) };
  const size = stage.height * 0.98;
  // So tall a tree would reach to a narrow frame's middle: it is drawn slim, so that its boughs end beside the cast.
  const slim = Math.min(1, (stage.width * 0.16) / (size * 0.24));
  return group(
    [-0.035, 1.035].map((share) => {
      const x = stage.width * share;
      const height = size * random.between(0.85, 1.1);
      const drawn = tree(dim, { kind, x, y: stage.height * 1.04, height, depth: 0 }, random);
      return slim < 1
        ? group(drawn, { transform: `translate(${round(x * (1 - slim))} 0) scale(${round(slim)} 1)` })
        : drawn;
    }),
  );
}

/** Trunks so near that their crowns are out of the frame, with roots and leaves at the top. */
function pillars(stage: Stage, random: Random): string {
  const { width, height } = stage;
  const bark = silhouette(stage, "#4a3728");
  const edge = mix(bark, stage.atmosphere.key, 0.14);
  const leaf = silhouette(stage, stage.traits.autumn ? "#a8552b" : "#2f5a38");
  return group(
    [0, 1].map((side) => {
      const inward = side === 0 ? 1 : -1;
      const x = side * width;
      const wide = Math.min(width * 0.075, 84) * random.between(0.8, 1.15);
      const d = `M${x - inward * 20} -10L${round(x + inward * wide * 0.72)} -10C${round(x + inward * wide * 0.6)} ${round(height * 0.4)} ${round(x + inward * wide * 0.62)} ${round(height * 0.72)} ${round(x + inward * wide * 1.7)} ${round(height * 1.01)}L${x - inward * 20} ${height + 10}Z`;
      const crown = Array.from({ length: stage.traits.dead ? 0 : 26 }, () =>
        leafShape(
          x + inward * random.between(-10, wide * 3),
          random.between(-30, height * 0.13),
          random.between(30, 62),
          random.between(0.6, 2.4),
          leaf,
        ),
      );
      return group([
        path(
          d,
          stage.defs.horizontal(
            side === 0
              ? [
                  [0, bark],
                  [0.72, bark],
                  [1, edge],
                ]
              : [
                  [0, edge],
                  [0.28, bark],
                  [1, bark],
                ],
          ),
        ),
        ...crown,
      ]);
    }),
  );
}

/** Blades along the frame's foot, thicker at the corners. */
export function blades(stage: Stage, color: string, size = 62): string {
  const random = stage.random.fork("blades");
  const dark = silhouette(stage, color);
  let d = "";
  const count = Math.round(96 * Math.max(0.6, stage.width / 1280));
  for (let index = 0; index < count; index++) {
    const x = random.between(-10, stage.width + 10);
    const edge = Math.abs(x / stage.width - 0.5) * 2;
    const high = size * (0.35 + edge ** 2 * 1.15) * random.between(0.6, 1.2);
    const lean = random.between(-0.4, 0.4) * high;
    d += `M${round(x - 4)} ${stage.height + 4}Q${round(x + lean * 0.2)} ${round(stage.height - high * 0.6)} ${round(x + lean)} ${round(stage.height - high)}Q${round(x + lean * 0.3 + 4)} ${round(stage.height - high * 0.5)} ${round(x + 5)} ${stage.height + 4}Z`;
  }
  return path(d, dark);
}

/** Dark stones in both lower corners. */
export function boulders(stage: Stage, color: string): string {
  const random = stage.random.fork("boulders");
  const dark = silhouette(stage, color);
  return group(
    [0, 1].map((side) => {
      const base = side * stage.width;
      const inward = side === 0 ? 1 : -1;
      const reach = Math.min(stage.width * 0.26, 300);
      const points: Point[] = [[base - inward * 20, stage.height + 10]];
      for (let step = 0; step <= 7; step++) {
        const share = step / 7;
        points.push([
          base + inward * reach * share,
          stage.height - (1 - share) ** 1.2 * 150 * random.between(0.75, 1.1) + 12,
        ]);
      }
      points.splice(1, 0, [base - inward * 20, stage.height - 165]);
      return polygon(points, dark);
    }),
  );
}

/** Jagged rock over the top and down both sides, as seen from inside a cave. */
export function mouth(stage: Stage, color: string, reach = 1): string {
  const random = stage.random.fork("mouth");
  const { width, height } = stage;
  const inner: Point[] = [];
  const steps = 26;
  for (let step = 0; step <= steps; step++) {
    const angle = Math.PI + (step / steps) * Math.PI;
    const stray = random.between(0.93, 1.05);
    inner.push([
      width / 2 + Math.cos(angle) * width * 0.47 * stray,
      height * 0.98 + Math.sin(angle) * height * 0.92 * stray * reach,
    ]);
  }
  const outline: Point[] = [
    [-10, height + 10],
    [-10, -10],
    [width + 10, -10],
    [width + 10, height + 10],
    ...inner.reverse(),
  ];
  return polygon(
    outline,
    stage.defs.vertical([
      [0, mix(color, "#000000", 0.45)],
      [1, color],
    ]),
  );
}

/** Large ferns and broad leaves from below and the sides. */
export function ferns(stage: Stage, color: string): string {
  const random = stage.random.fork("ferns");
  const parts: string[] = [];
  const reach = Math.min(stage.width, 1280);
  const size = Math.max(0.5, Math.min(1, stage.width / 1280));
  for (let index = 0; index < 9; index++) {
    const left = index % 2 === 0;
    const x = left ? random.between(-30, reach * 0.1) : stage.width - random.between(-30, reach * 0.1);
    const y = stage.height + random.between(-150, 30);
    const angle = -Math.PI / 2 + (left ? 1 : -1) * random.between(-0.3, 1.1);
    parts.push(
      leafShape(
        x,
        y,
        random.between(120, 250) * size,
        angle,
        silhouette(stage, mix(color, "#0b2a1a", random.between(0, 0.5))),
      ),
    );
  }
  return group(parts);
}
