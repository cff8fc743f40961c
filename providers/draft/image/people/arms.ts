/** Arms with sleeves, and hands. */
import type { Body } from "./body.ts";
import { darken, lighten, mix } from "./colour.ts";
import { between, crossing, limb, type Point, point } from "./geometry.ts";
import type { Limb } from "./pose.ts";

export interface Hand {
  centre: Point;
  /** Unit vector from the elbow through the wrist. */
  heading: Point;
  side: 1 | -1;
}

export function handOf(body: Body, arm: Limb): Hand {
  const [, elbow, wrist] = arm.joints;
  const length = Math.hypot(wrist.x - elbow.x, wrist.y - elbow.y) || 1;
  const heading = point((wrist.x - elbow.x) / length, (wrist.y - elbow.y) / length);
  const reach = body.build.hand * 0.8;
  return { centre: point(wrist.x + heading.x * reach, wrist.y + heading.y * reach), heading, side: arm.side };
}

/** The arm without its hand: the prop goes between. */
export function drawArm(body: Body, arm: Limb): string {
  const { ink, build, costume } = body;
  const breadth = build.armBreadth;
  const [shoulder, elbow, wrist] = arm.joints;
  const skin = ink.ribbon(
    limb([shoulder, elbow, wrist], [breadth * 0.98, breadth * 0.84, breadth * 0.68], "start"),
    costume.palette.skin,
  );
  const colour = sleeveColour(body);
  if (costume.sleeves === "none") return skin;
  if (costume.sleeves === "short") {
    const end = between(shoulder, elbow, 0.62);
    return (
      skin +
      ink.ribbon(
        limb([shoulder, between(shoulder, end, 0.5), end], [breadth * 1.26, breadth * 1.25, breadth * 1.32], "start"),
        colour,
      )
    );
  }
  if (costume.top === "armour") return drawArmourArm(body, arm);
  if (costume.top === "spacesuit") {
    return (
      ink.ribbon(limb(arm.joints, [breadth * 1.5, breadth * 1.5, breadth * 1.3], "start"), colour) +
      ink.line(
        [crossing(elbow, wrist, 0.86, breadth * 0.66), crossing(elbow, wrist, 0.86, -breadth * 0.66)],
        costume.palette.accent,
        breadth * 0.24,
      )
    );
  }
  const widths = costume.sleeves === "wide" ? [1.24, 1.5, 2.05] : [1.22, 1.1, 0.98];
  const end = costume.sleeves === "wide" ? between(elbow, wrist, 0.92) : between(elbow, wrist, 0.97);
  const sleeve = ink.ribbon(
    limb(
      [shoulder, elbow, end],
      widths.map((width) => width * breadth),
      "start",
    ),
    colour,
  );
  const cuff = breadth * (costume.sleeves === "wide" ? 0.98 : 0.46);
  const hem = ink.line(
    [crossing(elbow, end, 0.96, cuff), crossing(elbow, end, 0.96, -cuff)],
    costume.sleeves === "wide" ? costume.palette.trim : darken(colour, 0.22),
    costume.sleeves === "wide" ? 4 : 2.4,
  );
  return (
    (costume.sleeves === "wide"
      ? ink.ribbon(
          limb([elbow, between(elbow, wrist, 0.5), wrist], [breadth * 0.8, breadth * 0.75, breadth * 0.68], "none"),
          costume.palette.skin,
        )
      : "") +
    sleeve +
    hem
  );
}

function drawArmourArm(body: Body, arm: Limb): string {
  const { ink, build, costume } = body;
  const [shoulder, elbow, wrist] = arm.joints;
  const breadth = build.armBreadth;
  const metal = costume.palette.main;
  const plate = between(shoulder, elbow, 0.12);
  return (
    ink.ribbon(limb(arm.joints, [breadth * 1.15, breadth * 1.02, breadth * 0.96], "start"), darken(metal, 0.24)) +
    ink.ribbon(
      limb(
        [between(elbow, wrist, 0.22), between(elbow, wrist, 0.6), wrist],
        [breadth * 1.28, breadth * 1.12, breadth * 1.18],
        "none",
      ),
      metal,
    ) +
    ink.ribbon(
      limb(
        [point(plate.x, plate.y - breadth * 0.42), plate, between(shoulder, elbow, 0.42)],
        [breadth * 1.42, breadth * 1.66, breadth * 1.5],
        "both",
      ),
      lighten(metal, 0.08),
    ) +
    ink.spot(elbow, breadth * 0.5, breadth * 0.5, lighten(metal, 0.1))
  );
}

/** A closed or open hand over whatever it holds. */
export function drawHand(body: Body, hand: Hand, holds: boolean): string {
  const { ink, build, costume } = body;
  const size = build.hand;
  const colour = gloveColour(body);
  const angle = (Math.atan2(hand.heading.y, hand.heading.x) * 180) / Math.PI;
  const across = point(-hand.heading.y, hand.heading.x);
  const inner = -hand.side * Math.sign(across.x * Math.cos(body.skeleton.yaw) || 1);
  const reach = (along: number, aside: number): Point =>
    point(
      hand.centre.x + hand.heading.x * size * along + across.x * inner * size * aside,
      hand.centre.y + hand.heading.y * size * along + across.y * inner * size * aside,
    );
  const crease = ink.shade(mix(colour, costume.palette.skin, 0.5));
  if (holds) {
    const knuckles = [-0.42, 0, 0.42]
      .map((place) => ink.line([reach(0.25, place - 0.04), reach(0.8, place)], crease, 1.4, 0.7))
      .join("");
    return ink.oval(hand.centre, size, size * 0.95, colour, angle) + knuckles;
  }
  const palm = [
    reach(-0.7, 0.42),
    reach(-0.1, 0.66),
    reach(0.75, 0.6),
    reach(1.32, 0.26),
    reach(1.36, -0.2),
    reach(0.8, -0.6),
    reach(-0.1, -0.66),
    reach(-0.7, -0.42),
  ];
  const thumb = ink.oval(reach(0.22, 0.72), size * 0.58, size * 0.27, colour, angle + inner * 32);
  const fingers = [-0.2, 0.16]
    .map((place) => ink.line([reach(0.62, place), reach(1.15, place * 0.8)], crease, 1.3, 0.6))
    .join("");
  return thumb + ink.blob(palm, colour) + fingers;
}

function sleeveColour({ costume }: Body): string {
  const { palette, top } = costume;
  if (top === "vest" || top === "overall") return lighten(palette.accent, 0.62);
  return palette.main;
}

function gloveColour({ costume }: Body): string {
  if (costume.top === "armour") return darken(costume.palette.main, 0.12);
  if (costume.top === "spacesuit") return mix(costume.palette.main, costume.palette.accent, 0.3);
  if (costume.hat === "clown") return "#f6f3ee";
  return costume.palette.skin;
}
