/** What a person is like before it is drawn: the words of a phrase end here, the drawing starts here. */

export type Age = "baby" | "child" | "teen" | "adult" | "elder";

export type Frame = "slim" | "average" | "broad" | "huge";

export type Top =
  | "shirt"
  | "tunic"
  | "sweater"
  | "jersey"
  | "vest"
  | "suit"
  | "coat"
  | "armour"
  | "dress"
  | "robe"
  | "kimono"
  | "overall"
  | "spacesuit"
  | "uniform";

export type Bottom = "trousers" | "shorts" | "skirt" | "none";

export type Footwear = "shoes" | "boots" | "sneakers" | "sandals" | "bare";

export type HairStyle =
  | "short"
  | "tousled"
  | "bob"
  | "long"
  | "bun"
  | "braids"
  | "ponytail"
  | "curly"
  | "afro"
  | "bald"
  | "topknot"
  | "side";

export type Beard = "none" | "short" | "long" | "moustache";

export type Hat =
  | "none"
  | "crown"
  | "tiara"
  | "wizard"
  | "witch"
  | "helmet"
  | "cap"
  | "hood"
  | "pirate"
  | "straw"
  | "chef"
  | "beanie"
  | "headscarf"
  | "fedora"
  | "top"
  | "police"
  | "fire"
  | "nurse"
  | "halo"
  | "horns"
  | "headband"
  | "glass"
  | "laurel"
  | "ninja"
  | "flower"
  | "sailor"
  | "hardhat"
  | "clown";

export type Prop =
  | "staff"
  | "stick"
  | "wand"
  | "sword"
  | "katana"
  | "spear"
  | "shield"
  | "lantern"
  | "basket"
  | "book"
  | "brush"
  | "palette"
  | "basketball"
  | "football"
  | "racket"
  | "bow"
  | "hammer"
  | "rod"
  | "broom"
  | "loaf"
  | "spoon"
  | "guitar"
  | "flute"
  | "magnifier"
  | "bag"
  | "case"
  | "flask"
  | "flower"
  | "balloon"
  | "torch"
  | "map"
  | "trident"
  | "pickaxe"
  | "pitchfork"
  | "cup"
  | "umbrella"
  | "camera"
  | "baton"
  | "teddy"
  | "watch"
  | "rope"
  | "cane"
  | "volleyball"
  | "clipboard";

export type Layer =
  | "cape"
  | "apron"
  | "backpack"
  | "scarf"
  | "belt"
  | "tie"
  | "wings"
  | "fairy-wings"
  | "bat-wings"
  | "sash"
  | "badge"
  | "glasses"
  | "stethoscope"
  | "satchel"
  | "fur"
  | "ruff"
  | "buttons"
  | "eyepatch"
  | "stripes";

export type Temper = "friendly" | "happy" | "grim" | "sad" | "scared" | "calm";

/** The colours of the parts, `#rrggbb`. */
export interface Palette {
  /** Dress, coat, shirt: what one sees first. */
  main: string;
  /** Trousers, skirt, robe's inside. */
  second: string;
  /** Cape, scarf, sash, hat. */
  accent: string;
  /** Buckles, hems, buttons. */
  trim: string;
  shoes: string;
  hat: string;
  hair: string;
  skin: string;
  eyes: string;
}

export interface Costume {
  age: Age;
  frame: Frame;
  feminine: boolean;
  top: Top;
  bottom: Bottom;
  sleeves: "long" | "short" | "wide" | "none";
  /** Where a dress, robe or coat ends: 0 at the hip, 1 at the ground. */
  hem: number;
  footwear: Footwear;
  hair: HairStyle;
  beard: Beard;
  hat: Hat;
  layers: readonly Layer[];
  /** In the leading hand. */
  prop: Prop | null;
  /** In the other hand. */
  second: Prop | null;
  temper: Temper;
  ears: "round" | "pointed";
  palette: Palette;
  /** Factor on the natural size: giants and dwarfs. */
  size: number;
  /** Shines by itself: spirits, angels, fairies. */
  glows: boolean;
  habitat: "ground" | "air" | "water";
  pose: "standing" | "walking" | "running" | "sitting" | null;
}
