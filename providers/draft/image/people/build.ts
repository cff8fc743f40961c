/** The measures of a body. A grown person is about 600 units high. */
import type { Age, Costume } from "./costume.ts";

export interface Build {
  headRx: number;
  headRy: number;
  /** Chin to shoulder line. */
  neck: number;
  shoulder: number;
  chest: number;
  waist: number;
  hip: number;
  /** Depth of the trunk as a share of its breadth. */
  depth: number;
  trunk: number;
  thigh: number;
  shin: number;
  upperArm: number;
  forearm: number;
  armBreadth: number;
  legBreadth: number;
  hand: number;
  foot: number;
  metres: number;
  /** How far down the face the eyes sit, and how large they are: what makes a child. */
  eyeDrop: number;
  eyeSize: number;
}

const ADULT: Build = {
  headRx: 58,
  headRy: 65,
  neck: 17,
  shoulder: 58,
  chest: 54,
  waist: 46,
  hip: 50,
  depth: 0.66,
  trunk: 150,
  thigh: 118,
  shin: 110,
  upperArm: 82,
  forearm: 74,
  armBreadth: 27,
  legBreadth: 42,
  hand: 14,
  foot: 40,
  metres: 1.74,
  eyeDrop: 0.1,
  eyeSize: 1,
};

const AGES: Readonly<Record<Age, Partial<Build>>> = {
  adult: {},
  elder: { headRx: 55, trunk: 150, thigh: 116, shin: 108, waist: 52, hip: 54, shoulder: 54, metres: 1.66 },
  teen: {
    headRx: 55,
    headRy: 65,
    shoulder: 50,
    chest: 46,
    waist: 41,
    hip: 45,
    trunk: 136,
    thigh: 102,
    shin: 96,
    upperArm: 72,
    forearm: 66,
    armBreadth: 24,
    legBreadth: 37,
    foot: 37,
    metres: 1.6,
    eyeDrop: 0.14,
    eyeSize: 1.08,
  },
  child: {
    headRx: 61,
    headRy: 63,
    neck: 11,
    shoulder: 41,
    chest: 41,
    waist: 40,
    hip: 43,
    depth: 0.76,
    trunk: 112,
    thigh: 70,
    shin: 66,
    upperArm: 54,
    forearm: 48,
    armBreadth: 23,
    legBreadth: 34,
    hand: 12.5,
    foot: 33,
    metres: 1.24,
    eyeDrop: 0.19,
    eyeSize: 1.22,
  },
  baby: {
    headRx: 63,
    headRy: 62,
    neck: 5,
    shoulder: 33,
    chest: 37,
    waist: 40,
    hip: 41,
    depth: 0.85,
    trunk: 88,
    thigh: 38,
    shin: 36,
    upperArm: 36,
    forearm: 32,
    armBreadth: 23,
    legBreadth: 33,
    hand: 11.5,
    foot: 24,
    metres: 0.84,
    eyeDrop: 0.25,
    eyeSize: 1.3,
  },
};

export function buildOf(costume: Pick<Costume, "age" | "frame" | "feminine" | "size">): Build {
  const build = { ...ADULT, ...AGES[costume.age] };
  const grown = costume.age === "adult" || costume.age === "elder" || costume.age === "teen";
  if (costume.feminine && grown) {
    scale(build, ["shoulder", "chest"], 0.87);
    scale(build, ["waist"], 0.8);
    scale(build, ["hip", "armBreadth"], 0.92);
    scale(build, ["thigh", "shin", "trunk"], 0.975);
    build.metres *= 0.95;
    build.eyeSize *= 1.06;
  }
  const breadth = { slim: 0.92, average: 1, broad: 1.15, huge: 1.42 }[costume.frame];
  scale(build, ["shoulder", "chest", "waist", "hip", "armBreadth", "legBreadth"], breadth);
  if (costume.frame === "huge") {
    scale(build, ["headRx", "headRy", "thigh", "shin"], 0.88);
    scale(build, ["hand", "foot"], 1.25);
  }
  build.metres *= costume.size;
  return build;
}

/** Height of the standing body in units. */
export const statureOf = (build: Build): number =>
  build.thigh + build.shin + build.trunk + build.neck + build.headRy * 2 + 18;

function scale(build: Build, parts: readonly (keyof Build)[], factor: number): void {
  for (const part of parts) build[part] *= factor;
}
