/** Colours that go together, skins and hair, chosen by seed where no word decides. */
import type { Palette } from "./costume.ts";
import type { Chance } from "./seeded.ts";

type Cloth = Pick<Palette, "main" | "second" | "accent" | "trim" | "shoes">;

const cloth = (main: string, second: string, accent: string, trim: string, shoes: string): Cloth => ({
  main,
  second,
  accent,
  trim,
  shoes,
});

const CLOTHS: readonly [Cloth, ...Cloth[]] = [
  cloth("#e2574c", "#35507a", "#f4c15a", "#f8ead0", "#5d3a2c"),
  cloth("#3f8f8b", "#5a4a6a", "#f2a65a", "#f7e7c6", "#5c4033"),
  cloth("#f0a63a", "#3d5f82", "#d9564a", "#fff1d4", "#6b4230"),
  cloth("#5a7fc4", "#6b5748", "#f3b84f", "#f2efe4", "#4e3a3a"),
  cloth("#d56f94", "#54608f", "#7cc0b0", "#fbeadb", "#7a4550"),
  cloth("#6f9f57", "#6a5142", "#e9c05e", "#f5efd8", "#533a2c"),
  cloth("#8a66b8", "#3f4a73", "#f0c265", "#f0e6f5", "#49364f"),
  cloth("#4fa3c7", "#3a4b66", "#ef7f5c", "#f6f2e4", "#58423a"),
  cloth("#c8593f", "#5a6b4c", "#e8d08a", "#f8ecd2", "#4f3527"),
  cloth("#2f6d74", "#8a6b4c", "#e47b62", "#f3e4c4", "#463630"),
  cloth("#e8c25a", "#57729a", "#d2694f", "#fff6de", "#694632"),
  cloth("#b24a63", "#44546f", "#efc2a0", "#f9ead8", "#50333a"),
];

const SKINS: readonly [string, ...string[]] = [
  "#fbd7bb",
  "#f5c7a3",
  "#efba90",
  "#dfa478",
  "#c98a5e",
  "#a96e48",
  "#84533a",
];

const HAIRS: readonly [string, ...string[]] = [
  "#3b2a28",
  "#5b3a2a",
  "#7c4a2c",
  "#a5602f",
  "#c9783a",
  "#e2b161",
  "#2e2630",
  "#6a4030",
];

const EYES: readonly [string, ...string[]] = ["#7a4a2c", "#8a5a34", "#4b86b4", "#5f8f5a", "#6a4a3a"];

/** Which of the sets of colours a seed picks. */
export const clothNumber = (chance: Chance): number => CLOTHS.indexOf(chance.pick("cloth", CLOTHS));

/** @param tailor picks the cloth; the members of a team share one */
export function paletteBy(chance: Chance, tailor: Chance): Palette {
  const chosen = tailor.pick("cloth", CLOTHS);
  const skin = chance.pick("skin", SKINS);
  const dark = SKINS.indexOf(skin) > 3;
  return {
    ...chosen,
    hat: chosen.accent,
    skin,
    hair: dark ? chance.pick("hair-colour", ["#2b2128", "#3a2823", "#4b2f25"]) : chance.pick("hair-colour", HAIRS),
    eyes: dark ? "#6b4027" : chance.pick("eyes", EYES),
  };
}

export const HAIR_WORDS: Readonly<Record<string, string>> = {
  blond: "#ecc66e",
  blonde: "#ecc66e",
  golden: "#efc25c",
  ginger: "#d9702f",
  redhead: "#cf5f2c",
  red: "#cf5a30",
  auburn: "#94452b",
  brunette: "#5b382a",
  brown: "#6b422d",
  dark: "#33272b",
  black: "#2b262e",
  raven: "#26232e",
  grey: "#b9bcc2",
  gray: "#b9bcc2",
  greying: "#a5a3a3",
  white: "#f1eee8",
  silver: "#d3d8df",
};

export const SKIN_WORDS: Readonly<Record<string, string>> = {
  pale: "#fde3cf",
  fair: "#fbd7bb",
  light: "#f7cda9",
  tan: "#d9a077",
  tanned: "#d9a077",
  olive: "#d3a578",
  brown: "#a96e48",
  dark: "#7d4e37",
  black: "#6b432f",
};
