/** Hats, helmets, hoods and crowns. */
import type { Body } from "./body.ts";
import {
  band,
  drawBeanie,
  drawCap,
  drawHelmet,
  drawHood,
  drawNinjaMask,
  drawPeakedCap,
  drawScarfOnHead,
  drawToque,
} from "./caps-and-hoods.ts";
import type { Hat } from "./costume.ts";
import { drawCrown, drawFlower, drawHorns, drawWreath } from "./crowns.ts";
import { drawClownWig, drawFireHelmet, drawGlassHelmet, drawNurseCap, drawPirateHat } from "./hats-of-trade.ts";
import { drawBrimmed, drawCone, ringOf } from "./hats-with-brims.ts";
import type { HeadFrame } from "./head.ts";

export type DrawHat = (body: Body, frame: HeadFrame, part: "behind" | "over") => string;

const CLOSED: ReadonlySet<Hat> = new Set(["hood", "helmet", "ninja", "clown"]);

/** Hats under which no hair hangs out, though it shows in front. */
export const holdsHair = (hat: Hat): boolean => CLOSED.has(hat) || hat === "glass";

export const hidesHair = (hat: Hat): boolean => CLOSED.has(hat);

export function drawHat(body: Body, frame: HeadFrame, part: "behind" | "over"): string {
  return HATS[body.costume.hat]?.(body, frame, part) ?? "";
}

export const over =
  (draw: (body: Body, frame: HeadFrame) => string): DrawHat =>
  (body, frame, part) =>
    part === "over" ? draw(body, frame) : "";

const HATS: Readonly<Partial<Record<Hat, DrawHat>>> = {
  crown: over((body, frame) => drawCrown(body, frame, 1)),
  tiara: over((body, frame) => drawCrown(body, frame, 0.62)),
  wizard: over((body, frame) => drawCone(body, frame, 1.42)),
  witch: over((body, frame) => drawCone(body, frame, 1.72)),
  helmet: over(drawHelmet),
  cap: over((body, frame) => drawCap(body, frame, body.costume.palette.hat)),
  police: over((body, frame) => drawPeakedCap(body, frame, "#2f4277")),
  sailor: over((body, frame) => drawPeakedCap(body, frame, "#f4f1ea")),
  hardhat: over((body, frame) => drawCap(body, frame, "#f2c230")),
  hood: drawHood,
  pirate: over(drawPirateHat),
  straw: over((body, frame) => drawBrimmed(body, frame, "#e2bd6c", 1.62, 0.5)),
  fedora: over((body, frame) => drawBrimmed(body, frame, body.costume.palette.hat, 1.42, 0.62)),
  top: over((body, frame) => drawBrimmed(body, frame, "#33303f", 1.28, 1.05)),
  chef: over(drawToque),
  beanie: over(drawBeanie),
  headscarf: over(drawScarfOnHead),
  fire: over(drawFireHelmet),
  nurse: over(drawNurseCap),
  halo: over(
    (body, frame) =>
      body.ink.shine(frame.local(0, -1.42), frame.rx * 0.9, "#ffe9a0") +
      ringOf(body, frame, -1.42, 0.62, 0.16, "#ffdf7a"),
  ),
  horns: over(drawHorns),
  headband: over((body, frame) => band(body, frame, -0.42, body.costume.palette.accent)),
  glass: drawGlassHelmet,
  laurel: over(drawWreath),
  ninja: over(drawNinjaMask),
  flower: over((body, frame) => drawFlower(body, frame)),
  clown: drawClownWig,
};
