/** Trees of every kind, each drawn round its foot. */

import type { Random } from "../../random.ts";
import { lighten, mix } from "../drawing/color.ts";
import { ellipse, group, line, type Point, path, polygon, round, stroke } from "../drawing/svg.ts";
import type { Stage } from "../stage.ts";
import { cactus, cypress, dead, palm } from "./other-trees.ts";
import { disk, type Tree, type TreeKind, trunk } from "./tree.ts";

export function tree(stage: Stage, at: Tree, random: Random): string {
  switch (at.kind) {
    case "pine":
      return pine(stage, at, random);
    case "cypress":
      return cypress(stage, at);
    case "palm":
      return palm(stage, at, random);
    case "dead":
      return dead(stage, at, random);
    case "cactus":
      return cactus(stage, at, random);
    case "bush":
      return crown(stage, at, random, {
        y: at.y - at.height * 0.4,
        size: at.height * 0.62,
        color: leafColor(stage, at.kind, random),
      });
    default:
      return leafy(stage, at, random);
  }
}

/** The kind of tree that grows here by season, when a place has no opinion. */
export function nativeTree(stage: Stage): TreeKind {
  if (stage.traits.dead) return "dead";
  if (stage.traits.blossom) return "blossom";
  return stage.traits.snowy ? "pine" : "leafy";
}

export function pine(stage: Stage, at: Tree, random: Random): string {
  const color = stage.traits.snowy ? "#2f5d78" : random.pick(["#2b6b4f", "#24604b", "#35764f"]);
  const light = stage.shade(lighten(color, 0.08), at.depth);
  const dark = stage.shade(mix(color, "#0c1b33", 0.42), at.depth);
  const tiers = 5;
  const sunny = stage.sun.x < at.x ? -1 : 1;
  const parts = [trunk(stage, at, at.height * 0.055, "#4a3528")];
  for (let tier = 0; tier < tiers; tier++) {
    const share = tier / (tiers - 1);
    const low = at.y - at.height * (0.1 + share * 0.62);
    const high = low - at.height * (0.34 - share * 0.06);
    const half = at.height * (0.27 - share * 0.165);
    const hem = skirt(at.x, low, half, random);
    parts.push(polygon([[at.x, high], ...hem], light));
    const shaded = hem.filter(([x]) => (x - at.x) * sunny <= 0.5);
    const inner: Point[] = [[at.x, high], ...shaded, [at.x, low - half * 0.1]];
    parts.push(polygon(inner.sort(byAngle(at.x, (low + high) / 2)), dark, { opacity: 0.75 }));
    if (stage.traits.snowy) parts.push(snowOn(stage, at, { low, high, half }, random));
  }
  return group(parts);
}

function byAngle(x: number, y: number): (a: Point, b: Point) => number {
  return (a, b) => Math.atan2(a[1] - y, a[0] - x) - Math.atan2(b[1] - y, b[0] - x);
}

function skirt(x: number, y: number, half: number, random: Random): Point[] {
  const teeth = 6;
  return Array.from({ length: teeth + 1 }, (_, index): Point => {
    const share = index / teeth;
    const sag = Math.sin(share * Math.PI) * half * 0.22;
    return [
      x + half - share * half * 2,
      y + sag + (index % 2 === 0 ? half * 0.1 : -half * 0.08) * random.between(0.7, 1.3),
    ];
  });
}

function snowOn(stage: Stage, at: Tree, tier: { low: number; high: number; half: number }, random: Random): string {
  const deep = tier.low - (tier.low - tier.high) * 0.34;
  const half = tier.half * 0.7;
  const points: Point[] = [[at.x, tier.high]];
  for (let index = 0; index <= 6; index++) {
    points.push([
      at.x + half - (index / 6) * half * 2,
      deep + (index % 2 === 0 ? 0.2 : -0.14) * half * random.between(0.6, 1.3),
    ]);
  }
  return polygon(points, stage.shade("#f2f8ff", at.depth * 0.9), { opacity: 0.94 });
}

function leafColor(stage: Stage, kind: TreeKind, random: Random): string {
  if (kind === "blossom") return random.pick(["#f7a8c4", "#f9bdd2", "#ef8fb4"]);
  if (stage.traits.autumn) return random.pick(["#d9772b", "#c9502c", "#e6a532", "#b83f2b"]);
  if (kind === "jungle") return random.pick(["#1f7a45", "#2c8f4b", "#17663f"]);
  if (stage.traits.snowy) return random.pick(["#8fa9bd", "#7f9cb4"]);
  return random.pick(["#4f9a45", "#3f8a45", "#63a84a", "#3a7d4c"]);
}

export function leafy(stage: Stage, at: Tree, random: Random): string {
  const color = leafColor(stage, at.kind, random);
  const birch = at.kind === "birch";
  const bark = birch ? "#e6e2d8" : "#5d4230";
  const size = at.height * (birch ? 0.25 : 0.33);
  const y = at.y - at.height * 0.64;
  const fork = at.height * 0.02;
  const parts = [
    trunk(stage, at, at.height * (birch ? 0.026 : 0.05), bark),
    ...[-1, 1].map((side) =>
      stroke(
        line([
          [at.x, at.y - at.height * 0.4],
          [at.x + side * size * 0.6, y - size * 0.1],
        ]),
        stage.shade(bark, at.depth),
        Math.max(1, fork * 1.2),
      ),
    ),
  ];
  if (birch) {
    for (let mark = 0; mark < 6; mark++)
      parts.push(
        ellipse(
          at.x + random.between(-0.01, 0.01) * at.height,
          at.y - at.height * random.between(0.05, 0.5),
          at.height * 0.014,
          at.height * 0.005,
          stage.shade("#3a3634", at.depth),
        ),
      );
  }
  return group([...parts, crown(stage, at, random, { y, size, color })]);
}

interface Leaf {
  /** Y of the crown's middle, and its half width. */
  y: number;
  size: number;
  color: string;
}

/** A heap of leaf clouds: shade below, light where the sun is, tufts of single leaves on the near ones. */
function crown(stage: Stage, at: Tree, random: Random, leaf: Leaf): string {
  const sunny = stage.sun.x < at.x ? -1 : 1;
  const blobs = Array.from({ length: 15 }, (_, index) => {
    const inner = index < 4;
    const angle = (index / (inner ? 4 : 11)) * Math.PI * 2 + random.between(-0.3, 0.3);
    const far = inner ? random.between(0.1, 0.35) : random.between(0.62, 0.82);
    return {
      x: at.x + Math.cos(angle) * leaf.size * far * 1.12,
      y: leaf.y + Math.sin(angle) * leaf.size * far * 0.86,
      r: leaf.size * (inner ? random.between(0.42, 0.56) : random.between(0.25, 0.4)),
      // 1 where the light falls straight on it, -1 at the far side.
      light: (Math.cos(angle) * sunny - Math.sin(angle)) * 0.7 * far,
    };
  });
  const layer = (color: string, shift: number, shrink: number, from: number): string =>
    path(
      blobs
        .filter(({ light }) => light >= from)
        .map(({ x, y, r }) => disk(x + sunny * shift * leaf.size, y - shift * 1.3 * leaf.size, r * shrink))
        .join(""),
      color,
    );
  const parts = [
    layer(stage.shade(mix(leaf.color, "#10203a", 0.4), at.depth), -0.05, 1, -2),
    layer(stage.shade(leaf.color, at.depth), 0.05, 0.9, -2),
    layer(stage.shade(mix(leaf.color, "#ffe9a0", 0.16), at.depth), 0.1, 0.78, -0.12),
    layer(stage.shade(mix(leaf.color, "#fff0b0", 0.34), at.depth), 0.15, 0.55, 0.14),
  ];
  if (stage.traits.snowy) parts.push(layer(stage.shade("#f4f9ff", at.depth), 0.2, 0.6, -0.1));
  else if (at.depth < 0.5) parts.push(tufts(stage, at, random, leaf));
  return group(parts);
}

/** Small bows that read as leaves: dark ones on light, light ones on dark. */
function tufts(stage: Stage, at: Tree, random: Random, leaf: Leaf): string {
  const sunny = stage.sun.x < at.x ? -1 : 1;
  let onLight = "";
  let onDark = "";
  for (let index = 0; index < 40; index++) {
    const angle = random.between(0, Math.PI * 2);
    const far = Math.sqrt(random.next()) * leaf.size * 0.95;
    const x = at.x + Math.cos(angle) * far * 1.12;
    const y = leaf.y + Math.sin(angle) * far * 0.86;
    const wide = leaf.size * random.between(0.05, 0.1);
    const bow = `M${round(x - wide)} ${round(y)}q${round(wide / 2)} ${round(wide * 0.9)} ${round(wide)} 0t${round(wide)} 0`;
    if (Math.cos(angle) * sunny - Math.sin(angle) > 0) onLight += bow;
    else onDark += bow;
  }
  const width = Math.max(1, leaf.size * 0.022);
  return group([
    stroke(onLight, stage.shade(mix(leaf.color, "#10203a", 0.22), at.depth), width, { opacity: 0.6 }),
    stroke(onDark, stage.shade(mix(leaf.color, "#fff0b0", 0.22), at.depth), width, { opacity: 0.55 }),
  ]);
}

export interface Wood {
  kinds: readonly [TreeKind, ...TreeKind[]];
  y: number;
  spread: number;
  height: number;
  depth: number;
  count: number;
  name: string;
  /** Share of the width in the middle that stays open. */
  clearing?: number;
}

/** Trees side by side, those farther back first. */
export function wood(stage: Stage, row: Wood): string {
  const random = stage.random.fork(row.name);
  const count = Math.max(2, Math.round(row.count * Math.max(0.55, stage.width / 1280)));
  const list = Array.from({ length: count }, (_, index): Tree => {
    const share = (index + random.between(0.1, 0.9)) / count;
    const open = row.clearing ?? 0;
    const x = share < 0.5 ? share * (1 - open) : 1 - (1 - share) * (1 - open);
    const near = random.next();
    return {
      kind: random.pick(row.kinds),
      x: x * (stage.width + 80) - 40,
      y: row.y + near * row.spread,
      height: row.height * random.between(0.72, 1.15) * (0.9 + near * 0.2),
      depth: row.depth,
    };
  }).sort((a, b) => a.y - b.y);
  const ground = stage.defs.radial([
    [0, stage.atmosphere.shadow, 0.5],
    [0.6, stage.atmosphere.shadow, 0.2],
    [1, stage.atmosphere.shadow, 0],
  ]);
  const shadow = ({ x, y, height, depth }: Tree): string => {
    const away = stage.sun.x < x ? 1 : -1;
    return depth > 0.4 ? "" : ellipse(x + away * height * 0.1, y, height * 0.3, height * 0.035, ground);
  };
  return group([...list.map(shadow), ...list.map((at, index) => tree(stage, at, random.fork(`${index}`)))]);
}
