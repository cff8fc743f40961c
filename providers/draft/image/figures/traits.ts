/**
 * What the words beside a noun say of it: colour, size, shine, what it wears.
 * Not here: which noun it is.
 */
import type { FigureLook } from "../figure.ts";
import { wordsOf } from "./phrase.ts";

export interface Wear {
  kind: "scarf" | "bow" | "hat" | "crown" | "collar" | "glasses" | "backpack";
  color: string;
}

type Pose = NonNullable<FigureLook["pose"]>;

export interface Traits {
  /** `#rrggbb` that the whole thing has; null when no word says so. */
  color: string | null;
  /** Times the natural height. */
  size: number;
  glows: boolean;
  /** Null when no word says so. */
  pose: Pose | null;
  wears: readonly Wear[];
}

const COLORS: ReadonlyMap<string, string> = new Map<string, string>(
  Object.entries({
    red: "#d2392f",
    crimson: "#b3202f",
    scarlet: "#d8302a",
    ruby: "#c01f45",
    maroon: "#7d2430",
    orange: "#ee8a2a",
    ginger: "#dd7a2c",
    amber: "#f0a52c",
    copper: "#c4703c",
    rusty: "#a85a34",
    rust: "#a85a34",
    yellow: "#f3c93a",
    golden: "#eab530",
    gold: "#eab530",
    brass: "#c9a04a",
    bronze: "#b07d3f",
    sandy: "#dcbc85",
    blonde: "#e6c878",
    green: "#4fa24e",
    emerald: "#1fa06a",
    jade: "#3fa37c",
    olive: "#8a8f3f",
    lime: "#9acb3c",
    mossy: "#6f8f45",
    turquoise: "#35b5b0",
    teal: "#2f8f94",
    cyan: "#3fc3d8",
    aqua: "#4cc6cf",
    blue: "#3f7fd0",
    azure: "#3f93e0",
    navy: "#2c4275",
    sapphire: "#2a5ec0",
    indigo: "#4a4ab0",
    purple: "#8450b8",
    violet: "#8c5ad0",
    lavender: "#b59fdc",
    magenta: "#c8449a",
    lilac: "#c0a0d8",
    pink: "#f090b0",
    rosy: "#ee95a5",
    peach: "#f5b890",
    brown: "#8a5a34",
    chestnut: "#86492b",
    chocolate: "#5f3b26",
    tan: "#c79a65",
    beige: "#dcc8a5",
    bay: "#7d4a2a",
    grey: "#8f959d",
    gray: "#8f959d",
    ashen: "#a5a5a2",
    charcoal: "#45484f",
    silver: "#bcc6d0",
    silvery: "#bcc6d0",
    platinum: "#cfd6db",
    steel: "#8e9cab",
    iron: "#6f7781",
    metal: "#8e9cab",
    metallic: "#8e9cab",
    mechanical: "#b8935a",
    clockwork: "#b8935a",
    robotic: "#8e9cab",
    black: "#33323a",
    ebony: "#2f2a2c",
    obsidian: "#2f2d38",
    dark: "#4a4754",
    shadowy: "#45434f",
    white: "#f1efea",
    arctic: "#eef3f6",
    snowy: "#eef3f6",
    ivory: "#efe6d2",
    pale: "#e3ddd2",
    cream: "#f0e2c4",
    wooden: "#9a6e42",
    wood: "#9a6e42",
    stone: "#97948c",
    marble: "#dedbd5",
    clay: "#b5694a",
    crystal: "#9fd3ee",
    crystalline: "#9fd3ee",
    glass: "#b5dbe6",
    icy: "#b5dff0",
    frozen: "#b5dff0",
    jeweled: "#c01f45",
    fiery: "#ea6a26",
    fire: "#ea6a26",
    flame: "#ea6a26",
    frost: "#b5dff0",
    ice: "#b5dff0",
    thunder: "#f0c93a",
    soul: "#9a7fe0",
    flaming: "#ea6a26",
    burning: "#ea6a26",
  }),
);
const SIZES: ReadonlyMap<string, number> = new Map<string, number>(
  Object.entries({
    giant: 2.2,
    gigantic: 2.4,
    colossal: 2.6,
    enormous: 2.1,
    huge: 1.9,
    massive: 1.9,
    towering: 1.9,
    mighty: 1.5,
    monstrous: 1.9,
    big: 1.3,
    large: 1.3,
    tall: 1.3,
    great: 1.2,
    grand: 1.3,
    fat: 1.1,
    small: 0.75,
    little: 0.75,
    young: 0.8,
    short: 0.8,
    baby: 0.55,
    tiny: 0.5,
    miniature: 0.4,
    wee: 0.6,
    toy: 0.4,
  }),
);
const GLOWS = new Set(
  (
    "glowing shining luminous shiny radiant burning fiery flaming bright neon sparkling bioluminescent enchanted magical magic " +
    "gleaming shimmering lit glittering phosphorescent blazing illuminated luminescent celestial"
  ).split(" "),
);
const WORN: ReadonlyMap<string, Wear["kind"]> = new Map<string, Wear["kind"]>(
  Object.entries({
    scarf: "scarf",
    shawl: "scarf",
    bandana: "scarf",
    neckerchief: "scarf",
    cape: "scarf",
    cloak: "scarf",
    bow: "bow",
    bowtie: "bow",
    ribbon: "bow",
    tie: "bow",
    hat: "hat",
    cap: "hat",
    beret: "hat",
    helmet: "hat",
    crown: "crown",
    tiara: "crown",
    collar: "collar",
    necklace: "collar",
    bell: "collar",
    glasses: "glasses",
    spectacles: "glasses",
    goggles: "glasses",
    backpack: "backpack",
    satchel: "backpack",
    bag: "backpack",
    rucksack: "backpack",
  }),
);
/** A colour before one of these says nothing of the whole. */
const DETAILS = new Set(
  "eyes eye nose tail paws paw socks ears ear tip tips belly mane beak wings chest feet claws roof door sail sails stripes spots trim boots shoes hair smile leaves".split(
    " ",
  ),
);
const PLACE_LINKS = new Set(
  "in on at under over near through behind beside inside across from above below by of".split(" "),
);
const MAX_CHARACTERS = 600;
const PLAIN_WEAR = "#c8443a";
const LIGHTER = new Set(["light", "pale", "soft"]);

/**
 * @param beside The words of the noun phrase except the noun's own.
 * @param appearance Words about how the thing looks in this film.
 */
export function readTraits(beside: readonly string[], appearance: string): Traits {
  const described = appearance
    .slice(0, MAX_CHARACTERS)
    .split(/[,;.]|\band\b|\bwith\b/i)
    .map(wordsOf);
  const whole = described
    .map(beforePlace)
    .filter((clause) => !clause.some((word) => DETAILS.has(word) || WORN.get(word)));
  const sizes = beside.map((word) => SIZES.get(word) ?? 1);
  return {
    color: colorIn(beside) ?? whole.map(colorIn).find((color) => color !== null) ?? null,
    size: Math.min(
      3,
      Math.max(
        0.35,
        sizes.reduce((product, size) => product * size, 1),
      ),
    ),
    glows: [...beside, ...whole.flat()].some((word) => GLOWS.has(word)),
    pose: beside.map((word) => POSES.get(word)).find((pose) => pose !== undefined) ?? null,
    wears: [...described, [...beside]].flatMap(wearIn).slice(0, 4),
  };
}

/** In "a fox in a snowy forest" the snow is not the fox's. */
function beforePlace(words: readonly string[]): readonly string[] {
  const place = words.findIndex((word) => PLACE_LINKS.has(word));
  return place === -1 ? words : words.slice(0, place);
}

function colorIn(words: readonly string[]): string | null {
  const plain =
    words.findLast((word) => COLORS.get(word) && !LIGHTER.has(word)) ?? words.find((word) => COLORS.get(word));
  return plain ? (COLORS.get(plain) ?? null) : null;
}

const POSES: ReadonlyMap<string, Pose> = new Map([
  ...["sitting", "sleeping", "resting", "seated", "waiting"].map((word): [string, Pose] => [word, "sitting"]),
  ...["running", "galloping", "racing", "chasing", "fleeing"].map((word): [string, Pose] => [word, "running"]),
  ...["walking", "wandering", "strolling"].map((word): [string, Pose] => [word, "walking"]),
]);

function wearIn(words: readonly string[]): Wear[] {
  const worn = words.find((word) => WORN.get(word));
  const kind = worn ? WORN.get(worn) : undefined;
  if (!kind) return [];
  return [{ kind, color: colorIn(words) ?? (kind === "crown" ? "#eab530" : PLAIN_WEAR) }];
}
