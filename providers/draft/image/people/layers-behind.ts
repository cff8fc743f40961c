/** Capes and backpacks. */
import type { Body } from "./body.ts";
import { darken, mix } from "./colour.ts";
import { type Point, point } from "./geometry.ts";

function backShift({ skeleton, build }: Body): number {
  return -Math.sin(skeleton.yaw) * build.chest * build.depth * 0.95;
}

export function drawCape(body: Body): string {
  const { ink, skeleton, build, trunk, costume } = body;
  const top = trunk.row(0.05).centre;
  const floor = Math.max(...skeleton.legs.map((leg) => leg.joints[2].y));
  const seated = skeleton.pose === "sitting";
  const foot = top.y + (floor - top.y) * (seated ? 0.98 : 0.88);
  const turned = Math.sin(skeleton.yaw);
  const blown = { standing: 0.12, walking: 0.45, running: 1, sitting: 0.2 }[skeleton.pose];
  const shares = [0, 0.22, 0.5, 0.78, 1];
  const edge = (side: 1 | -1): Point[] =>
    shares.map((share) => {
      const half = Math.hypot(Math.cos(skeleton.yaw), 0.42 * turned) * build.shoulder * (0.86 + share * 0.75);
      const swing = backShift(body) * (0.5 + share * 0.5) - turned * blown * share ** 1.6 * build.thigh * 1.0;
      const wave = Math.sin(share * 5 + side) * share * 4;
      return point(
        top.x + swing + side * half + wave,
        top.y + (foot - top.y) * share - (side === -1 ? blown * share * 34 * Math.abs(turned) : 0),
      );
    });
  const [left, right] = [edge(-1), edge(1)];
  const cloth = ink.ribbon({ left, right, startBow: point(0, -8), endBow: point(0, 14) }, costume.palette.accent);
  const folds = [0.3, 0.55, 0.78].map((share) => {
    const points = [1, 2, 3, 4].map((index) => {
      const [a, b] = [left[index], right[index]];
      return a && b ? point(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share) : top;
    });
    return ink.line(points, ink.shade(costume.palette.accent), 3, 0.6);
  });
  return cloth + folds.join("");
}

export function drawBackpack(body: Body): string {
  const { ink, skeleton, build, trunk, costume } = body;
  const { centre } = trunk.row(0.42);
  const half = Math.hypot(Math.cos(skeleton.yaw) * 0.92, 0.6 * Math.sin(skeleton.yaw)) * build.chest;
  const x = centre.x + backShift(body) * 1.5;
  const high = build.trunk * 0.36;
  const box = (size: number, y: number): Point[] => [
    point(x - half * size, y - high * size * 0.9),
    point(x, y - high * size * 1.08),
    point(x + half * size, y - high * size * 0.9),
    point(x + half * size * 1.06, y + high * size * 0.6),
    point(x + half * size * 0.8, y + high * size),
    point(x - half * size * 0.8, y + high * size),
    point(x - half * size * 1.06, y + high * size * 0.6),
  ];
  const colour = costume.palette.accent;
  const roll = ink.oval(
    point(x, centre.y - high * 1.08),
    half * 1.1,
    high * 0.24,
    mix(colour, costume.palette.trim, 0.6),
  );
  const pocket = ink.blob(box(0.6, centre.y + high * 0.34), darken(colour, 0.16));
  return roll + ink.blob(box(1.08, centre.y), colour) + pocket;
}
