/** Where the joints of a body are, from the angles of its pose. */
import type { Build } from "./build.ts";
import type { Costume, Prop } from "./costume.ts";
import { degrees, type Joint, type Point, project } from "./geometry.ts";
import type { Chance } from "./seeded.ts";

export type PoseName = "standing" | "walking" | "running" | "sitting";

/** Angles in degrees: `lift` swings forwards, `spread` outwards, `bend` closes the elbow or knee. */
interface Arm {
  lift: number;
  spread: number;
  bend: number;
  /** How far the forearm turns towards the body's middle. */
  inward: number;
}

interface Leg {
  lift: number;
  spread: number;
  bend: number;
  /** Toe down, in degrees. */
  tip: number;
}

export interface Limb {
  /** Three joints from the trunk outwards, on the picture. */
  joints: readonly [Point, Point, Point];
  /** Greater is nearer to the viewer. */
  depth: number;
  /** Radians by which a foot tips; 0 for arms. */
  tip: number;
  side: 1 | -1;
}

export interface Skeleton {
  /** Radians by which the body, and the head on it, look to the right of the picture. */
  yaw: number;
  headYaw: number;
  pose: PoseName;
  /** Middle of the hips, of the shoulders, and of the skull. */
  hip: Point;
  shoulder: Point;
  head: Point;
  /** Sideways picture shift of the shoulders against the hips. */
  lean: number;
  arms: readonly [Limb, Limb];
  legs: readonly [Limb, Limb];
}

const RELAXED: Arm = { lift: 4, spread: 11, bend: 16, inward: 4 };

const ON_HIP: Arm = { lift: -16, spread: 40, bend: 62, inward: 78 };

const WAVING: Arm = { lift: 14, spread: 64, bend: 150, inward: 44 };

const HOLD_UP: Arm = { lift: 34, spread: 26, bend: 62, inward: -14 };

const HOLD_OUT: Arm = { lift: 42, spread: 30, bend: 36, inward: -8 };

const HOLD_LOW: Arm = { lift: 10, spread: 17, bend: 26, inward: 0 };

const TO_CHEST: Arm = { lift: 26, spread: 12, bend: 84, inward: 34 };

const HUGGING: Arm = { lift: 12, spread: 26, bend: 82, inward: 16 };

const HOLDS: Readonly<Partial<Record<Prop, Arm>>> = {
  lantern: HOLD_OUT,
  torch: HOLD_UP,
  basket: HOLD_LOW,
  bag: HOLD_LOW,
  case: HOLD_LOW,
  cane: { lift: 16, spread: 22, bend: 26, inward: -4 },
  book: TO_CHEST,
  map: TO_CHEST,
  clipboard: TO_CHEST,
  cup: TO_CHEST,
  teddy: HOLD_LOW,
  loaf: TO_CHEST,
  guitar: TO_CHEST,
  flute: { lift: 42, spread: 22, bend: 104, inward: 18 },
  palette: TO_CHEST,
  shield: TO_CHEST,
  basketball: HUGGING,
  football: HUGGING,
  volleyball: HUGGING,
  watch: TO_CHEST,
  camera: TO_CHEST,
};

export function armHolding(prop: Prop): Arm {
  return HOLDS[prop] ?? HOLD_UP;
}

interface Posture {
  arms: [Arm, Arm];
  legs: [Leg, Leg];
  /** Trunk leaning forwards, degrees. */
  lean: number;
}

const POSTURES: Readonly<Record<PoseName, Posture>> = {
  standing: {
    arms: [RELAXED, RELAXED],
    legs: [
      { lift: 2, spread: 4, bend: 3, tip: 0 },
      { lift: -2, spread: 5, bend: 2, tip: 0 },
    ],
    lean: 0,
  },
  walking: {
    arms: [
      { lift: 30, spread: 8, bend: 30, inward: 6 },
      { lift: -26, spread: 9, bend: 16, inward: 4 },
    ],
    legs: [
      { lift: -20, spread: 1, bend: 18, tip: 20 },
      { lift: 25, spread: 1, bend: 6, tip: -12 },
    ],
    lean: 4,
  },
  running: {
    arms: [
      { lift: 44, spread: 10, bend: 92, inward: 12 },
      { lift: -52, spread: 12, bend: 84, inward: 6 },
    ],
    legs: [
      { lift: -22, spread: 1, bend: 70, tip: 44 },
      { lift: 56, spread: 1, bend: 62, tip: 2 },
    ],
    lean: 13,
  },
  sitting: {
    arms: [
      { lift: 38, spread: 8, bend: 34, inward: 10 },
      { lift: 34, spread: 10, bend: 40, inward: 12 },
    ],
    legs: [
      { lift: 112, spread: 8, bend: 106, tip: 0 },
      { lift: 106, spread: 10, bend: 96, tip: 0 },
    ],
    lean: 3,
  },
};

export interface Stance {
  pose: PoseName;
  /** Radians. */
  yaw: number;
  headYaw: number;
}

/** Index 0 is the character's right side (nearer, when it looks to the right), 1 the left, leading one. */
export function poseBody(build: Build, costume: Costume, stance: Stance, chance: Chance): Skeleton {
  const { pose, yaw, headYaw } = stance;
  const posture = POSTURES[pose];
  const arms = gesture(posture.arms, costume, pose, chance);
  const lean = degrees(posture.lean + (costume.age === "elder" ? 5 : 0));
  const [first, second] = pose === "standing" ? atEase(posture.legs, chance) : posture.legs;
  const legs = [legJoints(build, first, -1), legJoints(build, second, 1)] as const;
  const seat = pose === "sitting" ? build.hip * 0.5 : 0;
  const ground = Math.min(...legs.flatMap(([, , ankle]) => ankle.y - ANKLE), pose === "sitting" ? -seat : 0);
  const raise = (joint: Joint): Joint => ({ ...joint, y: joint.y - ground });
  const shoulder: Joint = { x: 0, y: build.trunk * Math.cos(lean), z: build.trunk * Math.sin(lean) };
  const skull = build.neck + build.headRy * 0.95;
  const head: Joint = { x: 0, y: shoulder.y + skull, z: shoulder.z + skull * Math.sin(lean) * 0.8 };
  const seen = (joint: Joint): Point => project(raise(joint), yaw);
  const limb = (joints: readonly [Joint, Joint, Joint], side: 1 | -1, tip: number): Limb => ({
    joints: [seen(joints[0]), seen(joints[1]), seen(joints[2])],
    depth: -side * Math.sin(yaw),
    tip: degrees(tip),
    side,
  });
  return {
    yaw,
    headYaw,
    pose,
    hip: seen({ x: 0, y: 0, z: 0 }),
    shoulder: seen(shoulder),
    head: seen(head),
    lean: shoulder.z * Math.sin(yaw),
    arms: [limb(armJoints(build, arms[0], -1, shoulder), -1, 0), limb(armJoints(build, arms[1], 1, shoulder), 1, 0)],
    legs: [limb(legs[0], -1, first.tip), limb(legs[1], 1, second.tip)],
  };
}

/** Height of the ankle above the sole. */
export const ANKLE = 18;

function gesture(base: readonly [Arm, Arm], costume: Costume, pose: PoseName, chance: Chance): [Arm, Arm] {
  const arms: [Arm, Arm] = [base[0], base[1]];
  if (costume.prop) arms[1] = armHolding(costume.prop);
  if (costume.second) arms[0] = armHolding(costume.second);
  if (pose !== "standing") return arms;
  const mood = chance.share("gesture");
  if (!costume.second && costume.prop && mood < 0.3) arms[0] = ON_HIP;
  if (costume.prop || costume.second || costume.temper === "sad") return arms;
  if (mood < 0.22) arms[0] = ON_HIP;
  else if (mood < 0.42 && costume.temper !== "grim") arms[1] = WAVING;
  return arms;
}

/** Nobody stands like a post: the weight is on one leg, a foot a little ahead. */
function atEase(legs: readonly [Leg, Leg], chance: Chance): [Leg, Leg] {
  const shift = chance.share("stance");
  const [first, second] = legs;
  return [
    { ...first, spread: first.spread + shift * 4, lift: first.lift - 3 },
    { ...second, spread: second.spread + (1 - shift) * 5, lift: second.lift + 4 + shift * 5, bend: 6 + shift * 5 },
  ];
}

function armJoints(build: Build, arm: Arm, side: 1 | -1, shoulder: Joint): readonly [Joint, Joint, Joint] {
  const start: Joint = {
    x: side * (build.shoulder - build.armBreadth * 0.3),
    y: shoulder.y - build.armBreadth * 0.5,
    z: shoulder.z,
  };
  const elbow = step(start, build.upperArm, arm.lift, arm.spread, side);
  const wrist = step(elbow, build.forearm, arm.lift + arm.bend, arm.spread - arm.inward, side);
  return [start, elbow, wrist];
}

function legJoints(build: Build, leg: Leg, side: 1 | -1): readonly [Joint, Joint, Joint] {
  const start: Joint = { x: side * build.hip * 0.5, y: 0, z: 0 };
  const knee = step(start, build.thigh, leg.lift, leg.spread, side);
  return [start, knee, step(knee, build.shin, leg.lift - leg.bend, leg.spread * 0.6, side)];
}

function step(from: Joint, length: number, lift: number, spread: number, side: 1 | -1): Joint {
  const [forward, outward] = [degrees(lift), degrees(spread)];
  return {
    x: from.x + side * length * Math.sin(outward),
    y: from.y - length * Math.cos(forward) * Math.cos(outward),
    z: from.z + length * Math.sin(forward) * Math.cos(outward),
  };
}
