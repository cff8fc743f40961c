/** A mermaid: a person to the waist, a fish below, standing on the bow of her tail. */
import { type Body, WAIST } from "./body.ts";
import { darken, lighten } from "./colour.ts";
import { drawBrows, drawFace } from "./face.ts";
import { outlineOf, type Point, point } from "./geometry.ts";
import { drawHairCap } from "./hair.ts";
import { drawBackHair, drawFrontHair } from "./hair-falling.ts";
import { drawHat } from "./hats.ts";
import { drawNeck, drawSkull, type HeadFrame } from "./head.ts";
import { band, panel } from "./panels.ts";
import type { Limb } from "./pose.ts";
import { ALL_ROUND } from "./surface.ts";

export function drawMermaid(body: Body, frame: HeadFrame, drawArm: (body: Body, arm: Limb) => string): string {
  const [near, far] = body.skeleton.arms;
  const { palette } = body.costume;
  const trunk =
    drawTail(body) +
    drawNeck(body) +
    panel(body, { from: 0, to: 0.8, ...ALL_ROUND, bow: 0.1 }, palette.skin) +
    band(body, 0.18, 0.46, palette.accent, 0.14) +
    band(body, WAIST, WAIST + 0.1, palette.trim, 0.16);
  const head =
    drawSkull(body, frame) +
    drawFace(body, frame) +
    drawHairCap(body, frame) +
    drawBrows(body, frame) +
    drawFrontHair(body, frame) +
    drawHat(body, frame, "over");
  const hair = drawBackHair(body, frame);
  if (body.fromBehind) return drawArm(body, near) + drawArm(body, far) + trunk + head + hair;
  return hair + drawArm(body, far) + trunk + head + drawArm(body, near);
}

function drawTail({ ink, skeleton, build, costume, trunk }: Body): string {
  const colour = costume.palette.main;
  const start = trunk.row(WAIST + 0.02).centre;
  const bend = Math.cos(skeleton.yaw) < -0.1 ? -1 : 1;
  const length = -start.y;
  const spine: Point[] = [
    start,
    skeleton.hip,
    point(skeleton.hip.x + bend * 10, start.y + length * 0.55),
    point(skeleton.hip.x - bend * 12, start.y + length * 0.8),
    point(skeleton.hip.x - bend * 66, start.y + length * 0.92),
    point(skeleton.hip.x - bend * 112, start.y + length * 0.86),
  ];
  const tail = ink.ribbon(
    outlineOf(
      spine,
      [build.waist * 1.9, build.hip * 2.1, build.hip * 1.65, build.hip * 1.15, build.hip * 0.66, build.hip * 0.36],
      "none",
    ),
    colour,
  );
  const tip = spine.at(-1) ?? start;
  const fin = (x: number, y: number): Point => point(tip.x - bend * x, tip.y + y);
  const upper = ink.blob(
    [fin(-10, 2), fin(14, -34), fin(52, -66), fin(80, -60), fin(58, -20), fin(30, 6)],
    lighten(colour, 0.22),
  );
  const lower = ink.blob(
    [fin(-10, 0), fin(26, -4), fin(62, 10), fin(82, 34), fin(46, 34), fin(10, 22)],
    lighten(colour, 0.12),
  );
  const scales = [0.2, 0.32, 0.44, 0.56, 0.68].flatMap((share, row) =>
    [-0.5, 0, 0.5].map((aside) => {
      const y = start.y + length * share;
      const half = build.hip * (1.0 - share * 0.5);
      const x = skeleton.hip.x + bend * (row % 2 ? 6 : -3) + (aside + (row % 2 ? 0.2 : 0)) * half;
      return ink.line([point(x - 8, y), point(x, y + 8), point(x + 8, y)], darken(colour, 0.22), 2.6, 0.6);
    }),
  );
  return upper + lower + tail + scales.join("");
}
