/** Puts a person together, from what is farthest to what is nearest. */
import type { Figure, FigureLook } from "../figure.ts";
import { type Body, layOutBody } from "./body.ts";
import { statureOf } from "./build.ts";
import type { Costume } from "./costume.ts";
import { drawBeard, drawBrows, drawFace } from "./face.ts";
import { drawLower, drawTop } from "./garments.ts";
import { degrees, number } from "./geometry.ts";
import { coversEars, drawBackHair, drawFrontHair, drawHairCap } from "./hair.ts";
import { drawHat, hidesHair } from "./hats.ts";
import { drawEars, drawNeck, drawSkull, frameOf, type HeadFrame } from "./head.ts";
import { createInk, type Ink } from "./ink.ts";
import { drawBefore, drawBehind, drawOnFace } from "./layers.ts";
import { drawArm, drawHand, drawLeg, handOf } from "./limbs.ts";
import { mannerOf } from "./manner.ts";
import type { Limb, PoseName } from "./pose.ts";
import { drawProp } from "./props.ts";
import { chanceOf } from "./seeded.ts";

export type View = "front" | "side" | "back" | "three-quarter";

const YAWS: Readonly<Record<View, number>> = { front: 0, "three-quarter": 30, side: 86, back: 180 };

export function drawCostumed(costume: Costume, look: FigureLook, view: View): Figure {
  const pose = view === "three-quarter" ? (look.pose ?? costume.pose ?? "standing") : "standing";
  const ink = createInk(look, mannerOf(look.style));
  const body = layOutBody({ ink, costume, chance: chanceOf(look.seed), pose, yaw: degrees(yawOf(view, pose)) });
  return frameFigure(assemble(body), ink, look, body.build.metres / statureOf(body.build), costume);
}

/** A stride shows only from the side. */
function yawOf(view: View, pose: PoseName): number {
  if (view !== "three-quarter") return YAWS[view];
  return { standing: 30, walking: 56, running: 64, sitting: 52 }[pose];
}

function assemble(body: Body): string {
  const frame = frameOf(body);
  const [near, far] = body.skeleton.arms;
  const legs = [...body.skeleton.legs]
    .sort((a, b) => a.depth - b.depth)
    .map((leg) => drawLeg(body, leg))
    .join("");
  const trunk = legs + drawLower(body) + drawNeck(body) + drawTop(body);
  const head = drawHead(body, frame);
  const behind = drawBehind(body, frame);
  const hair = hidesHair(body.costume.hat) ? "" : drawBackHair(body, frame);
  if (body.fromBehind) {
    return (
      drawWholeArm(body, near) +
      drawWholeArm(body, far) +
      trunk +
      drawBefore(body, frame) +
      head +
      behind +
      hair +
      drawHat(body, frame, "over")
    );
  }
  return (
    drawHat(body, frame, "behind") +
    behind +
    hair +
    (body.skeleton.yaw > 0.2 ? drawWholeArm(body, far) : "") +
    trunk +
    drawBefore(body, frame) +
    head +
    drawHat(body, frame, "over") +
    (body.skeleton.yaw > 0.2 ? "" : drawWholeArm(body, far)) +
    drawWholeArm(body, near)
  );
}

function drawHead(body: Body, frame: HeadFrame): string {
  const { costume } = body;
  const hair = hidesHair(costume.hat) ? "" : drawHairCap(body, frame);
  const ears = coversEars(costume.hair) || hidesHair(costume.hat) ? "" : drawEars(body, frame);
  return (
    drawSkull(body, frame) +
    drawFace(body, frame) +
    hair +
    ears +
    drawBrows(body, frame) +
    drawBeard(body, frame) +
    drawOnFace(body, frame) +
    (hidesHair(costume.hat) ? "" : drawFrontHair(body, frame))
  );
}

function drawWholeArm(body: Body, arm: Limb): string {
  const hand = handOf(body, arm);
  const prop = arm.side === 1 ? body.costume.prop : body.costume.second;
  const held = prop ? drawProp(body, prop, hand) : { under: "", over: "" };
  return drawArm(body, arm) + held.under + drawHand(body, hand, prop !== null) + held.over;
}

/** Moves the drawing into its own box: left edge at 0, soles at the lower edge. */
export function frameFigure(
  markup: string,
  ink: Ink,
  look: FigureLook,
  metresPerUnit: number,
  traits: Pick<Costume, "habitat" | "glows">,
): Figure {
  const box = ink.bounds();
  const margin = 4;
  const width = box.right - box.left + margin * 2;
  const top = margin - box.top;
  const height = top + box.bottom;
  const shift = `translate(${number(margin - box.left)} ${number(top)})`;
  const flip = look.mirrored ? `translate(${number(width)} 0) scale(-1 1) ` : "";
  const definitions = ink.definitions();
  return {
    markup: `<g>${definitions ? `<defs>${definitions}</defs>` : ""}<g transform="${flip}${shift}">${markup}</g></g>`,
    width: Math.round(width * 10) / 10,
    height: Math.round(height * 10) / 10,
    metres: Math.round(metresPerUnit * height * 1000) / 1000,
    habitat: traits.habitat,
    glows: traits.glows,
    credit: null,
  };
}
