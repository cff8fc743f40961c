/** A skeleton that would rather dance than frighten. */
import { handOf } from "./arms.ts";
import type { Body } from "./body.ts";
import { between, limb, type Point, point } from "./geometry.ts";
import { breadthAt, type HeadFrame } from "./head.ts";
import { drawBefore, drawBehind } from "./layers.ts";
import { ANKLE, type Limb } from "./pose.ts";
import { drawProp } from "./props.ts";
import { drawSeat } from "./seat.ts";
import { ALL_ROUND } from "./surface.ts";

const BONE = "#f3ebd6";

const HOLLOW = "#3a3145";

export function drawSkeleton(body: Body, frame: HeadFrame): string {
  const [near, far] = body.skeleton.arms;
  const legs = [...body.skeleton.legs]
    .sort((a, b) => a.depth - b.depth)
    .map((leg) => drawLeg(body, leg))
    .join("");
  const core = drawSeat(body) + legs + drawRibs(body) + drawBefore(body, frame) + drawSkull(body, frame);
  if (body.fromBehind) return drawArm(body, near) + drawArm(body, far) + core + drawBehind(body, frame);
  return drawBehind(body, frame) + drawArm(body, far) + core + drawArm(body, near);
}

function bone({ ink }: Body, from: Point, to: Point, thick: number): string {
  const knob = (p: Point): string => ink.oval(p, thick * 0.72, thick * 0.66, BONE);
  return (
    knob(from) +
    knob(to) +
    ink.ribbon(limb([from, between(from, to, 0.5), to], [thick, thick * 0.72, thick], "none"), BONE)
  );
}

function drawArm(body: Body, arm: Limb): string {
  const [shoulder, elbow, wrist] = arm.joints;
  const thick = body.build.armBreadth * 0.56;
  const hand = handOf(body, arm);
  const prop = arm.side === 1 ? body.costume.prop : body.costume.second;
  const held = prop ? drawProp(body, prop, hand) : { under: "", over: "" };
  const across = point(-hand.heading.y, hand.heading.x);
  const fingers = [-0.5, 0, 0.5].map((aside) =>
    body.ink.line(
      [
        wrist,
        point(
          wrist.x + hand.heading.x * 25 + across.x * aside * 18,
          wrist.y + hand.heading.y * 25 + across.y * aside * 18,
        ),
      ],
      BONE,
      6.5,
    ),
  );
  return (
    bone(body, shoulder, elbow, thick) +
    bone(body, elbow, wrist, thick * 0.9) +
    held.under +
    fingers.join("") +
    held.over
  );
}

function drawLeg(body: Body, leg: Limb): string {
  const [hip, knee, ankle] = leg.joints;
  const thick = body.build.legBreadth * 0.44;
  const toe = Math.sin(body.skeleton.yaw) * 30 + leg.side * 10 * Math.cos(body.skeleton.yaw);
  const floor = ankle.y + ANKLE - 7;
  const foot = body.ink.ribbon(
    limb(
      [point(ankle.x - toe * 0.3, floor), point(ankle.x + toe * 0.3, floor - 3), point(ankle.x + toe, floor)],
      [15, 17, 13],
      "both",
    ),
    BONE,
  );
  return bone(body, hip, knee, thick) + bone(body, knee, ankle, thick * 0.86) + foot;
}

function drawRibs({ ink, trunk, build, skeleton }: Body): string {
  const spine = ink.ribbon(
    limb([trunk.row(0).centre, trunk.row(0.5).centre, skeleton.hip], [14, 13, 15], "both"),
    BONE,
  );
  const ribs = [0.16, 0.28, 0.4, 0.52].map((height, index) => {
    const ribbon = trunk.band({ from: height, to: height + 0.06, ...ALL_ROUND, over: 0.92 - index * 0.05, bow: 0.16 });
    const breadth = trunk.row(height).half * 0.3;
    return ribbon ? ink.ribbon({ ...ribbon, startBow: point(0, breadth) }, BONE) : "";
  });
  const { centre, half } = trunk.row(0.92);
  const pelvis = ink.blob(
    [
      point(centre.x - half, centre.y - 20),
      point(centre.x, centre.y - 8),
      point(centre.x + half, centre.y - 20),
      point(centre.x + half * 0.8, centre.y + 14),
      point(centre.x, centre.y + 22),
      point(centre.x - half * 0.8, centre.y + 14),
    ],
    BONE,
  );
  const collar = ink.ribbon(
    limb(
      [
        point(skeleton.arms[0].joints[0].x, skeleton.arms[0].joints[0].y),
        point(trunk.row(0.06).centre.x, trunk.row(0.06).centre.y),
        point(skeleton.arms[1].joints[0].x, skeleton.arms[1].joints[0].y),
      ],
      [10, 11, 10],
      "both",
    ),
    BONE,
  );
  return (
    spine + ribs.join("") + pelvis + collar + ink.spot(point(centre.x, centre.y + 2), build.hip * 0.22, 7, HOLLOW, 0.5)
  );
}

function drawSkull({ ink }: Body, frame: HeadFrame): string {
  const heights = [-0.97, -0.7, -0.3, 0.1, 0.42, 0.62, 0.92];
  const pinch = [1, 1.04, 1.05, 1, 0.84, 0.74, 1.05];
  const side = (sign: 1 | -1): Point[] =>
    heights.map((height, index) => frame.local(sign * breadthAt(height) * (pinch[index] ?? 1), height));
  const skull = ink.ribbon({ left: side(-1), right: side(1), startBow: point(0, -4), endBow: point(0, 8) }, BONE, 0.2);
  if (Math.abs(frame.view(0)) > 110) return skull;
  const eyes = [-25, 25]
    .filter((longitude) => Math.abs(frame.view(longitude)) < 82)
    .map((longitude) => {
      const eye = frame.on(longitude, 0.06);
      return (
        ink.spot(
          eye,
          frame.rx * 0.24 * Math.max(0.5, Math.cos((frame.view(longitude) * Math.PI) / 180)),
          frame.ry * 0.24,
          HOLLOW,
        ) + ink.spot(eye, 5, 6, "#ffe9a0")
      );
    });
  const teeth = [-16, -8, 0, 8, 16].map((longitude) =>
    ink.line([frame.on(longitude, 0.64), frame.on(longitude, 0.8)], HOLLOW, 2.6),
  );
  const nose = ink.patch([frame.on(0, 0.26), frame.on(6, 0.42), frame.on(0, 0.38), frame.on(-6, 0.42)], HOLLOW);
  return (
    skull +
    eyes.join("") +
    nose +
    ink.line([frame.on(-22, 0.66), frame.on(0, 0.74), frame.on(22, 0.66)], HOLLOW, 3.4) +
    teeth.join("")
  );
}
