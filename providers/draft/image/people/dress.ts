/** From a role, its adjectives, an appearance and a seed to a costume. The appearance has the last word. */
import { readAppearance, type Wishes } from "./appearance.ts";
import { mix } from "./colour.ts";
import type { Age, Bottom, Costume, HairStyle, Layer, Palette, Prop, Top } from "./costume.ts";
import { paletteBy } from "./palette.ts";
import type { Role } from "./role.ts";
import { type Chance, chanceOf } from "./seeded.ts";

export interface DressOrder {
  role: Role;
  adjectives: readonly string[];
  appearance: string;
  seed: number;
  /** Picks the colours of the clothes: the same for all of a team. */
  clothSeed: number;
}

export function dress({ role, adjectives, appearance, seed, clothSeed }: DressOrder): Costume {
  const chance = chanceOf(seed);
  const wishes = readAppearance(`${adjectives.join(" ")} . ${appearance}`);
  const age = ageOf(role, adjectives, wishes);
  const bearded = wishes.costume.beard !== undefined && wishes.costume.beard !== "none" ? false : undefined;
  const feminine = role.feminine ?? bearded ?? wishes.costume.feminine ?? chance.share("feminine") < 0.5;
  const everyday = everydayClothes(chance, age, feminine);
  if (role.top !== undefined)
    Object.assign(everyday, { layers: [], sleeves: "long", footwear: "shoes", hem: HEMS[role.top] ?? 0.56 });
  const { words: _words, colours, rig: _rig, group: _group, ages: _ages, ...roleCostume } = role;
  const palette = paintedPalette(paletteBy(chance, chanceOf(clothSeed)), age, colours ?? {}, adjectives, wishes, role);
  const costume: Costume = {
    ...everyday,
    ...roleCostume,
    ...matchingHem(wishes, role),
    ...wishes.costume,
    age,
    feminine,
    palette,
    layers: [],
  };
  costume.layers = layersOf(role.layers ?? everyday.layers, wishes);
  costume.temper = wishes.costume.temper ?? role.temper ?? everyday.temper;
  costume.size = (role.size ?? 1) * (wishes.costume.size ?? 1);
  return fillHands(withoutClashes(costume, role), role, wishes);
}

function ageOf(role: Role, adjectives: readonly string[], wishes: Wishes): Age {
  const base = role.age ?? "adult";
  if (wishes.costume.age === "elder" && base === "adult") return "elder";
  if (wishes.costume.age === "teen") return "teen";
  const young = adjectives.includes("young") || adjectives.includes("teenage");
  return young && base === "adult" ? "teen" : base;
}

function everydayClothes(chance: Chance, age: Age, feminine: boolean): Omit<Costume, "palette" | "age" | "feminine"> {
  const top = chance.pick<Top>(
    "top",
    feminine
      ? ["dress", "sweater", "dress", "shirt", "overall", "coat"]
      : ["shirt", "sweater", "vest", "overall", "coat", "tunic"],
  );
  const bottom = everydayBottom(chance, age, feminine, top);
  return {
    frame: "average",
    top,
    bottom,
    sleeves: top === "coat" || top === "sweater" ? "long" : chance.pick("sleeves", ["long", "long", "short"]),
    hem: HEMS[top] ?? (age === "child" ? 0.5 : 0.56),
    footwear: chance.pick("footwear", ["shoes", "boots", "sneakers"]),
    hair: hairOf(chance, age, feminine),
    beard: !feminine && age === "adult" && chance.share("beard") < 0.22 ? "short" : "none",
    hat: "none",
    layers: chance.share("scarf") < 0.16 ? ["scarf"] : [],
    prop: null,
    second: null,
    temper: "friendly",
    ears: "round",
    size: 1,
    glows: false,
    habitat: "ground",
    pose: null,
  };
}

function everydayBottom(chance: Chance, age: Age, feminine: boolean, top: Top): Bottom {
  if (top === "dress") return "none";
  if (top === "overall" || top === "coat") return "trousers";
  if (feminine && chance.share("skirt") < 0.4) return "skirt";
  return age === "child" && chance.share("shorts") < 0.3 ? "shorts" : "trousers";
}

const HEMS: Readonly<Partial<Record<Top, number>>> = { coat: 0.34, tunic: 0.12 };

function hairOf(chance: Chance, age: Age, feminine: boolean): HairStyle {
  if (age === "baby") return "short";
  if (feminine)
    return chance.pick<HairStyle>(
      "hair",
      age === "elder" ? ["bun", "bob", "bun"] : ["long", "bob", "ponytail", "braids", "bun", "curly", "afro"],
    );
  return chance.pick<HairStyle>(
    "hair",
    age === "elder" ? ["bald", "side", "short"] : ["short", "tousled", "side", "curly", "tousled"],
  );
}

/** Short robes and dresses of a role stay as they are; a new garment brings its own length. */
function matchingHem(wishes: Wishes, role: Role): Partial<Costume> {
  return wishes.costume.top !== undefined && wishes.costume.top === role.top && role.hem !== undefined
    ? { hem: role.hem }
    : {};
}

function layersOf(base: readonly Layer[], wishes: Wishes): Layer[] {
  const all = [...base, ...wishes.layers.filter((layer) => !base.includes(layer))];
  return wishes.layers.includes("wings") && all.some((layer) => layer === "fairy-wings" || layer === "bat-wings")
    ? all.filter((layer) => layer !== "wings")
    : all;
}

function withoutClashes(costume: Costume, role: Role): Costume {
  if (costume.bottom === "none" && !["dress", "robe", "kimono"].includes(costume.top)) costume.bottom = "trousers";
  if (costume.top === "armour" || costume.top === "spacesuit" || costume.top === "suit") costume.sleeves = "long";
  if (costume.hat !== (role.hat ?? "none") && costume.hat === "fedora" && role.hat !== undefined && role.hat !== "none")
    costume.hat = role.hat;
  if (
    costume.hair === "bun" &&
    ["wizard", "witch", "chef", "straw", "fedora", "top", "cap", "police", "glass"].includes(costume.hat)
  )
    costume.hair = "bob";
  if (costume.feminine && role.beard !== undefined && role.feminine !== false) costume.beard = "none";
  if ((costume.age === "child" || costume.age === "baby") && role.beard === undefined) costume.beard = "none";
  return costume;
}

function fillHands(costume: Costume, role: Role, wishes: Wishes): Costume {
  const wanted = wishes.props.filter(
    (prop) => prop !== role.prop && prop !== role.second && !(prop === "bow" && costume.hair === "braids"),
  );
  const [first, next] = wanted;
  if (first === undefined) return costume;
  const chosen: Prop = first;
  costume.prop = chosen;
  costume.second = next ?? (role.second !== chosen ? (role.second ?? null) : null);
  return costume;
}

/** Fire giants, ice queens, dark knights: an element's colours on the main parts. */
const ELEMENTS: Readonly<Record<string, Partial<Palette>>> = {
  ice: { main: "#8fc7e8", accent: "#dff2fb", second: "#b9e0f2", hat: "#cfeaf7", hair: "#e8f3fa", trim: "#f4fbff" },
  fire: { main: "#b5332a", accent: "#f28a2e", second: "#7c2a2a", hat: "#e0632c", hair: "#f0782a", trim: "#ffd25e" },
  dark: { main: "#3f3a50", accent: "#5a2f5f", second: "#322e40", hat: "#3a3548", trim: "#9a7fc0" },
  light: { main: "#faf4df", accent: "#f5dc94", second: "#f3e6c0", hat: "#f6e2a6", trim: "#f0c75a" },
  thunder: { main: "#4a4f9c", accent: "#f2cb4a", second: "#3a3f78", hat: "#5a60b0", trim: "#ffe27a" },
  forest: { main: "#4f8a50", accent: "#8a6a3f", second: "#6a5a3c", hat: "#3f6f45", trim: "#d9c778" },
  sea: { main: "#2f8f9c", accent: "#5fc4c4", second: "#27607c", hat: "#3aa5ad", trim: "#e9f3e0" },
  desert: { main: "#d8b27a", accent: "#b5633c", second: "#8f6f4c", hat: "#d0a468", trim: "#f4e2b4" },
};

const ELEMENT_WORDS: Readonly<Record<string, string>> = {
  icy: "ice",
  snow: "ice",
  frost: "ice",
  winter: "ice",
  frozen: "ice",
  flame: "fire",
  lava: "fire",
  sun: "light",
  shadow: "dark",
  evil: "dark",
  black: "dark",
  underworld: "dark",
  celestial: "light",
  holy: "light",
  sacred: "light",
  lightning: "thunder",
  storm: "thunder",
  wood: "forest",
  woodland: "forest",
  nature: "forest",
  ocean: "sea",
  water: "sea",
  sand: "desert",
};

function paintedPalette(
  base: Palette,
  age: Age,
  colours: Partial<Palette>,
  adjectives: readonly string[],
  wishes: Wishes,
  role: Role,
): Palette {
  const element =
    adjectives.map((word) => ELEMENTS[ELEMENT_WORDS[word] ?? word]).find((found) => found !== undefined) ?? {};
  const aged = age === "elder" && colours.hair === undefined ? { hair: mix(base.hair, "#e9e7e4", 0.86) } : {};
  const first: Partial<Palette> = wishes.overall === null ? {} : { main: wishes.overall };
  const palette = { ...base, ...aged, ...colours, ...element, ...first, ...wishes.colours };
  if (role.top === "overall" && first.main !== undefined && wishes.colours.second === undefined)
    palette.second = first.main;
  if (wishes.colours.hat === undefined && wishes.costume.hat === "hood")
    palette.hat = wishes.colours.accent ?? palette.main;
  if (colours.hat === undefined && wishes.colours.accent !== undefined && wishes.colours.hat === undefined)
    palette.hat = wishes.colours.accent;
  return palette;
}
