import type { Random } from "../../random.ts";
import { circle, group, type Point, path, round, stroke } from "../drawing/svg.ts";
import type { Stage } from "../stage.ts";
import { type Tree, trunk } from "./tree.ts";

export function cypress(stage: Stage, at: Tree): string {
  const half = at.height * 0.12;
  const fill = stage.defs.horizontal([
    [0, stage.shade(stage.sun.x < at.x ? "#4b8a52" : "#27503a", at.depth)],
    [1, stage.shade(stage.sun.x < at.x ? "#27503a" : "#4b8a52", at.depth)],
  ]);
  return group([
    trunk(stage, { ...at, height: at.height * 0.3 }, at.height * 0.03, "#4a3528"),
    path(
      `M${round(at.x)} ${round(at.y - at.height)}C${round(at.x + half * 1.6)} ${round(at.y - at.height * 0.45)} ${round(at.x + half)} ${round(at.y - at.height * 0.08)} ${round(at.x)} ${round(at.y - at.height * 0.07)}C${round(at.x - half)} ${round(at.y - at.height * 0.08)} ${round(at.x - half * 1.6)} ${round(at.y - at.height * 0.45)} ${round(at.x)} ${round(at.y - at.height)}Z`,
      fill,
    ),
  ]);
}

export function palm(stage: Stage, at: Tree, random: Random): string {
  const lean = random.between(-0.22, 0.22) * at.height;
  const top: Point = [at.x + lean, at.y - at.height * 0.78];
  const width = at.height * 0.028;
  const bark = stage.shade("#8a6746", at.depth);
  const parts = [
    path(
      `M${round(at.x - width)} ${round(at.y)}Q${round(at.x - width)} ${round(at.y - at.height * 0.4)} ${round(top[0] - width * 0.6)} ${round(top[1])}L${round(top[0] + width * 0.6)} ${round(top[1])}Q${round(at.x + width * 1.4)} ${round(at.y - at.height * 0.4)} ${round(at.x + width * 1.4)} ${round(at.y)}Z`,
      bark,
    ),
  ];
  for (let frond = 0; frond < 9; frond++) {
    const angle = -Math.PI * 1.12 + (frond / 8) * Math.PI * 1.24;
    parts.push(palmLeaf(stage, at, top, angle, frond));
  }
  parts.push(
    ...[-1, 0, 1].map((nut) =>
      circle(top[0] + nut * width * 1.1, top[1] + width, width * 0.8, stage.shade("#6b4a2e", at.depth)),
    ),
  );
  return group(parts);
}

function palmLeaf(stage: Stage, at: Tree, top: Point, angle: number, frond: number): string {
  const long = at.height * 0.36;
  const tip: Point = [top[0] + Math.cos(angle) * long, top[1] + Math.sin(angle) * long * 0.62 + long * 0.3];
  const bow: Point = [top[0] + Math.cos(angle) * long * 0.55, top[1] + Math.sin(angle) * long * 0.85 - long * 0.12];
  const color = frond % 2 === 0 ? "#3f9a58" : "#2c7a4b";
  return path(
    `M${round(top[0])} ${round(top[1])}Q${round(bow[0])} ${round(bow[1] - long * 0.14)} ${round(tip[0])} ${round(tip[1])}Q${round(bow[0])} ${round(bow[1] + long * 0.14)} ${round(top[0])} ${round(top[1])}Z`,
    stage.shade(color, at.depth),
  );
}

/** A bare tree: each branch ends in two thinner ones. */
export function dead(stage: Stage, at: Tree, random: Random): string {
  const color = stage.shade("#3b3138", at.depth);
  const byWidth = new Map<number, string>();
  const grow = (x: number, y: number, angle: number, long: number, width: number): void => {
    const endX = x + Math.cos(angle) * long;
    const endY = y + Math.sin(angle) * long;
    const rounded = Math.max(0.8, Math.round(width * 2) / 2);
    byWidth.set(
      rounded,
      `${byWidth.get(rounded) ?? ""}M${round(x)} ${round(y)}Q${round((x + endX) / 2 + random.between(-0.1, 0.1) * long)} ${round((y + endY) / 2)} ${round(endX)} ${round(endY)}`,
    );
    if (width < 1.2) return;
    const twigs = width > 4 ? 3 : 2;
    for (let twig = 0; twig < twigs; twig++) {
      grow(endX, endY, angle + random.between(-0.75, 0.75), long * random.between(0.6, 0.8), width * 0.6);
    }
  };
  grow(at.x, at.y, -Math.PI / 2 + random.between(-0.12, 0.12), at.height * 0.32, at.height * 0.07);
  return group([...byWidth].map(([width, d]) => stroke(d, color, width)));
}

export function cactus(stage: Stage, at: Tree, random: Random): string {
  const width = at.height * 0.15;
  const body = stage.shade("#4f8a55", at.depth);
  const light = stage.shade("#7fb56f", at.depth);
  const side = random.chance(0.5) ? 1 : -1;
  const arm = (direction: number, low: number, high: number): string =>
    `M${round(at.x)} ${round(at.y - at.height * low)}L${round(at.x + direction * at.height * 0.26)} ${round(at.y - at.height * low)}L${round(at.x + direction * at.height * 0.26)} ${round(at.y - at.height * high)}`;
  const d = `M${round(at.x)} ${round(at.y)}L${round(at.x)} ${round(at.y - at.height)}`;
  const arms = arm(side, 0.35, 0.7) + arm(-side, 0.5, 0.82);
  return group([
    stroke(d, body, width, { "stroke-linejoin": "round" }),
    stroke(arms, body, width * 0.72, { "stroke-linejoin": "round" }),
    stroke(d, light, width * 0.14, {
      transform: `translate(${round(stage.sun.x < at.x ? -width * 0.25 : width * 0.25)} 0)`,
      opacity: 0.8,
    }),
  ]);
}
