/** A friendly robot: rounded plates, ball joints, lamps for eyes. */
import { handOf } from "./arms.ts";
import type { Body } from "./body.ts";
import { darken, lighten, mix } from "./colour.ts";
import { limb, type Point, point } from "./geometry.ts";
import type { HeadFrame } from "./head.ts";
import { ANKLE, type Limb } from "./pose.ts";
import { drawProp } from "./props.ts";
import { drawSeat } from "./seat.ts";
import { ALL_ROUND } from "./surface.ts";

export function drawRobot(body: Body, frame: HeadFrame): string {
  const [near, far] = body.skeleton.arms;
  const legs = [...body.skeleton.legs]
    .sort((a, b) => a.depth - b.depth)
    .map((leg) => drawLeg(body, leg))
    .join("");
  const core = drawSeat(body) + legs + drawTrunk(body) + drawHead(body, frame);
  if (body.fromBehind) return drawArm(body, near) + drawArm(body, far) + core;
  return drawArm(body, far) + core + drawArm(body, near);
}

const joint = ({ ink, build }: Body, place: Point, size: number, colour: string): string =>
  ink.oval(place, build.armBreadth * size, build.armBreadth * size, colour);

const steelOf = ({ costume }: Body): string => mix(costume.palette.main, "#6d7687", 0.72);

function drawArm(body: Body, arm: Limb): string {
  const { ink, build, costume } = body;
  const [shoulder, elbow, wrist] = arm.joints;
  const steel = steelOf(body);
  const breadth = build.armBreadth;
  const hand = handOf(body, arm);
  const prop = arm.side === 1 ? costume.prop : costume.second;
  const held = prop ? drawProp(body, prop, hand) : { under: "", over: "" };
  const across = point(-hand.heading.y, hand.heading.x);
  const claw = [-1, 1].map((side) => {
    const reach = (along: number, aside: number): Point =>
      point(
        wrist.x + (hand.heading.x * along + across.x * aside * side) * breadth,
        wrist.y + (hand.heading.y * along + across.y * aside * side) * breadth,
      );
    return ink.ribbon(
      limb(
        [reach(0.2, 0.2), reach(0.7, 0.62), reach(1.2, 0.28)],
        [breadth * 0.36, breadth * 0.34, breadth * 0.2],
        "both",
      ),
      steel,
    );
  });
  return (
    ink.ribbon(limb([shoulder, elbow, wrist], [breadth * 0.6, breadth * 0.55, breadth * 0.55], "both"), steel) +
    ink.ribbon(
      limb(
        [elbow, point((elbow.x + wrist.x) / 2, (elbow.y + wrist.y) / 2), wrist],
        [breadth * 1.0, breadth * 1.2, breadth * 1.12],
        "both",
      ),
      costume.palette.main,
    ) +
    joint(body, elbow, 0.42, lighten(steel, 0.2)) +
    joint(body, shoulder, 0.78, costume.palette.main) +
    held.under +
    claw.join("") +
    held.over
  );
}

function drawLeg(body: Body, leg: Limb): string {
  const { ink, build, costume, skeleton } = body;
  const [hip, knee, ankle] = leg.joints;
  const breadth = build.legBreadth;
  const steel = steelOf(body);
  const toe = Math.sin(skeleton.yaw) * breadth * 0.5 + leg.side * Math.cos(skeleton.yaw) * breadth * 0.12;
  const floor = ankle.y + ANKLE;
  const sole = [
    point(ankle.x - breadth * 0.62, floor),
    point(ankle.x - breadth * 0.5, floor - breadth * 0.56),
    point(ankle.x + toe * 0.4, floor - breadth * 0.72),
    point(ankle.x + breadth * 0.56 + toe, floor - breadth * 0.44),
    point(ankle.x + breadth * 0.66 + toe, floor),
  ];
  return (
    ink.ribbon(limb([hip, knee, ankle], [breadth * 0.5, breadth * 0.46, breadth * 0.46], "both"), steel) +
    ink.ribbon(
      limb(
        [knee, point((knee.x + ankle.x) / 2, (knee.y + ankle.y) / 2), point(ankle.x, ankle.y + 4)],
        [breadth * 0.7, breadth * 0.95, breadth * 0.9],
        "both",
      ),
      costume.palette.main,
    ) +
    ink.oval(knee, breadth * 0.3, breadth * 0.3, lighten(steel, 0.2)) +
    ink.plate(sole, darken(costume.palette.main, 0.2))
  );
}

function drawTrunk(body: Body): string {
  const { ink, trunk, costume, build } = body;
  const { palette } = costume;
  const hull = trunk.band({ from: 0.02, to: 0.86, ...ALL_ROUND, bow: 0.2, over: 1.22 });
  const pelvis = trunk.band({ from: 0.74, to: 1, ...ALL_ROUND, bow: 0.3, over: 0.9 });
  const plate = trunk.band({ from: 0.22, to: 0.6, left: -46, right: 46, bow: 0.1, over: 1.14 });
  const heart = trunk.at(0.42, 0);
  const neck = trunk.row(0);
  const size = build.chest * 0.24;
  const lamp = heart
    ? ink.shine(heart, size * 3, palette.trim) +
      ink.oval(heart, size, size, darken(palette.main, 0.4)) +
      ink.bright.spot(heart, size * 0.72, size * 0.72, lighten(palette.trim, 0.2))
    : "";
  const bolts = [
    [0.14, -40],
    [0.14, 40],
    [0.7, -44],
    [0.7, 44],
  ]
    .map(([height = 0, longitude = 0]) => trunk.at(height, longitude))
    .map((p) => (p ? ink.spot(p, 4.5, 4.5, darken(palette.main, 0.4)) : ""));
  return (
    ink.ribbon(
      limb(
        [point(neck.centre.x, neck.centre.y - build.neck - 12), point(neck.centre.x, neck.centre.y + 14)],
        [build.headRx * 0.5, build.headRx * 0.56],
        "none",
      ),
      steelOf(body),
    ) +
    (pelvis ? ink.ribbon(pelvis, steelOf(body)) : "") +
    (hull ? ink.ribbon({ ...hull, startBow: point(0, -14) }, palette.main) : "") +
    (plate ? ink.ribbon(plate, lighten(palette.main, 0.32)) : "") +
    bolts.join("") +
    lamp
  );
}

function drawHead(body: Body, frame: HeadFrame): string {
  const { ink, costume } = body;
  const { palette } = costume;
  const turned = Math.sin((frame.yaw * Math.PI) / 180);
  const box = (sign: 1 | -1): Point[] => [
    frame.local(sign * 0.72, -0.92),
    frame.local(sign * 1.06, -0.72),
    frame.local(sign * 1.12, 0),
    frame.local(sign * 1.02, 0.72),
    frame.local(sign * 0.74, 0.9),
  ];
  const antenna =
    ink.line([frame.local(0, -0.9), frame.local(0, -1.34)], steelOf(body), 6) +
    ink.shine(frame.local(0, -1.42), frame.rx * 0.4, palette.trim) +
    ink.oval(frame.local(0, -1.42), frame.rx * 0.13, frame.rx * 0.13, lighten(palette.trim, 0.25));
  const ears = [-1, 1].map((side) =>
    ink.oval(frame.local(side * 1.12, 0), frame.rx * 0.16, frame.ry * 0.28, steelOf(body)),
  );
  const shell = ink.ribbon(
    { left: box(-1), right: box(1), startBow: point(0, -frame.ry * 0.14), endBow: point(0, frame.ry * 0.12) },
    palette.main,
  );
  return antenna + ears.join("") + shell + (Math.abs(frame.view(0)) > 110 ? "" : drawVisor(body, frame, turned));
}

function drawVisor({ ink, costume, skeleton }: Body, frame: HeadFrame, turned: number): string {
  const squeeze = 1 - 0.5 * Math.abs(turned) ** 2;
  const at = (x: number, y: number): Point => frame.local(turned * 0.34 + x * squeeze, y);
  const visor = ink.blob(
    [
      at(-0.68, -0.4),
      at(-0.3, -0.52),
      at(0.3, -0.52),
      at(0.68, -0.4),
      at(0.76, 0.05),
      at(0.62, 0.46),
      at(0, 0.54),
      at(-0.62, 0.46),
      at(-0.76, 0.05),
    ],
    "#22283c",
  );
  const glow = lighten(costume.palette.trim, 0.3);
  const eyes = (Math.cos(skeleton.headYaw) < 0.2 ? [0.3] : [-0.32, 0.32]).map(
    (x) =>
      ink.shine(at(x, -0.06), frame.rx * 0.34, glow) +
      ink.bright.spot(at(x, -0.06), frame.rx * 0.15 * squeeze, frame.ry * 0.18, glow) +
      ink.bright.spot(at(x - 0.05, -0.13), frame.rx * 0.05, frame.ry * 0.05, "#ffffff", 0.9),
  );
  const mouth = ink.bright.line([at(-0.22, 0.28), at(0, 0.36), at(0.22, 0.28)], glow, 4.5);
  return visor + eyes.join("") + mouth;
}
