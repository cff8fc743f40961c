/** Puts a person together, from what is farthest to what is nearest. */
import type { Figure, FigureLook } from "../figure.ts";
import { drawArm, drawHand, handOf } from "./arms.ts";
import { type Body, layOutBody } from "./body.ts";
import { statureOf } from "./build.ts";
import type { Costume } from "./costume.ts";
import { drawBeard, drawBrows, drawFace } from "./face.ts";
import { drawTop } from "./garments.ts";
import { degrees, number } from "./geometry.ts";
import { coversEars, drawHairCap } from "./hair.ts";
import { drawBackHair, drawFrontHair } from "./hair-falling.ts";
import { drawHat, hidesHair, holdsHair } from "./hats.ts";
import { drawEars, drawNeck, drawSkull, frameOf, type HeadFrame } from "./head.ts";
import { createInk, type Ink } from "./ink.ts";
import { drawBefore, drawBehind, drawOnFace } from "./layers.ts";
import { drawLeg } from "./legs.ts";
import { mannerOf } from "./manner.ts";
import type { Limb, Stance } from "./pose.ts";
import { drawProp } from "./props.ts";
import { RIGS } from "./rigs.ts";
import type { Role } from "./role.ts";
import { drawSeat } from "./seat.ts";
import { chanceOf } from "./seeded.ts";
import { drawLower } from "./skirts.ts";

export type View = "front" | "side" | "back" | "three-quarter";

export function drawCostumed(costume: Costume, look: FigureLook, view: View, rig: Role["rig"]): Figure {
  const ink = createInk(look, mannerOf(look.style));
  const pose = view === "three-quarter" ? possiblePose(costume, look.pose ?? costume.pose ?? "standing") : "standing";
  const stance = view === "three-quarter" ? SCENE_STANCES[pose] : SHEET_STANCES[view];
  const body = layOutBody({ ink, costume, chance: chanceOf(look.seed), stance });
  const markup = rig ? RIGS[rig](body, frameOf(body), drawWholeArm) : assemble(body);
  return frameFigure(markup, ink, look, body.build.metres / statureOf(body.build), costume);
}

const stance = (pose: Stance["pose"], yaw: number, headYaw: number): Stance => ({
  pose,
  yaw: degrees(yaw),
  headYaw: degrees(headYaw),
});

/** Nobody sprints in a skirt to the ground: a brisk walk it is. */
function possiblePose(costume: Costume, pose: Stance["pose"]): Stance["pose"] {
  const long = costume.hem > 0.7 && (costume.bottom === "none" || costume.bottom === "skirt" || costume.top === "coat");
  return long && pose === "running" ? "walking" : pose;
}

/** A stride shows only from the side; the face stays turned towards the viewer. */
const SCENE_STANCES: Readonly<Record<Stance["pose"], Stance>> = {
  standing: stance("standing", 26, 26),
  walking: stance("walking", 54, 38),
  running: stance("running", 62, 42),
  sitting: stance("sitting", 50, 32),
};

const SHEET_STANCES: Readonly<Record<Exclude<View, "three-quarter">, Stance>> = {
  front: stance("standing", 0, 0),
  side: stance("standing", 78, 75),
  back: stance("standing", 180, 180),
};

function assemble(body: Body): string {
  const frame = frameOf(body);
  const [near, far] = body.skeleton.arms;
  const legs = [...body.skeleton.legs]
    .sort((a, b) => a.depth - b.depth)
    .map((leg) => drawLeg(body, leg))
    .join("");
  const trunk = drawSeat(body) + legs + drawLower(body) + drawNeck(body) + drawTop(body);
  const head = drawHead(body, frame);
  const behind = drawBehind(body, frame);
  const hair = holdsHair(body.costume.hat) ? "" : drawBackHair(body, frame);
  const lower = drawHat(body, frame, "behind");
  const upper = drawHat(body, frame, "over");
  const farArm = drawWholeArm(body, far);
  const nearArm = drawWholeArm(body, near);
  if (body.fromBehind) {
    return nearArm + farArm + lower + trunk + drawBefore(body, frame) + head + behind + hair + upper;
  }
  const turned = body.skeleton.yaw > 0.2;
  return (
    lower +
    behind +
    hair +
    (turned ? farArm : "") +
    trunk +
    drawBefore(body, frame) +
    head +
    upper +
    (turned ? "" : farArm) +
    nearArm
  );
}

function drawHead(body: Body, frame: HeadFrame): string {
  const { costume } = body;
  const closed = hidesHair(costume.hat);
  return (
    drawSkull(body, frame) +
    drawFace(body, frame) +
    (holdsHair(costume.hat) ? "" : drawFrontHair(body, frame)) +
    (closed ? "" : drawHairCap(body, frame)) +
    (closed || coversEars(costume.hair) ? "" : drawEars(body, frame)) +
    drawBrows(body, frame) +
    drawBeard(body, frame) +
    drawOnFace(body, frame)
  );
}

function drawWholeArm(body: Body, arm: Limb): string {
  const hand = handOf(body, arm);
  const prop = arm.side === 1 ? body.costume.prop : body.costume.second;
  const held = prop ? drawProp(body, prop, hand) : { under: "", over: "" };
  return drawArm(body, arm) + held.under + drawHand(body, hand, prop !== null) + held.over;
}

/** Moves the drawing into its own box: left edge at 0, soles at the lower edge. */
function frameFigure(
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
  const flip = look.mirrored ? `translate(${number(width)} 0) scale(-1 1) ` : "";
  return {
    markup: ink.wrap(markup, `${flip}translate(${number(margin - box.left)} ${number(top)})`),
    width: Math.round(width * 10) / 10,
    height: Math.round(height * 10) / 10,
    metres: Math.round(metresPerUnit * height * 1000) / 1000,
    habitat: traits.habitat,
    glows: traits.glows,
    credit: null,
  };
}
