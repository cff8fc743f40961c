/** Reads the words of an appearance: which colour belongs to which part, and what is worn or held. */
import { namedColour } from "./colour.ts";
import type { Beard, Bottom, Costume, Footwear, HairStyle, Hat, Layer, Palette, Prop, Temper, Top } from "./costume.ts";
import { HAIR_WORDS, SKIN_WORDS } from "./palette.ts";

/** What an appearance decides. Fields that no word touches are absent. */
export interface Wishes {
  colours: Partial<Palette>;
  /** A colour with no part of its own: the garment that one sees first. */
  overall: string | null;
  costume: Partial<Omit<Costume, "palette" | "layers">>;
  layers: Layer[];
  props: Prop[];
}

type Part = keyof Palette;

export function readAppearance(text: string): Wishes {
  const words =
    text
      .toLowerCase()
      .match(/\p{L}+|[,;.]/gu)
      ?.slice(0, 200) ?? [];
  const wishes: Wishes = { colours: {}, overall: null, costume: {}, layers: [], props: [] };
  for (const [index, word] of words.entries()) {
    readColour(wishes, words, index);
    const before = words[index - 1] ?? "";
    readThing(wishes, `${word} ${words[index + 1] ?? ""}`, before);
    if (!isThing(`${before} ${word}`)) readThing(wishes, word, before);
    if (!describesThing(words, index)) readNature(wishes, word);
  }
  return wishes;
}

/** An old coat makes nobody old, and dark hair nobody grim. */
function describesThing(words: readonly string[], index: number): boolean {
  const next = words.slice(index + 1, index + 4);
  const end = next.findIndex((word) => /^(?:[,;.]|with|in|and|who|wearing|holding|carrying)$/.test(word));
  return next.slice(0, end < 0 ? next.length : end).some(isThing);
}

const isThing = (word: string): boolean =>
  [PARTS, LAYERS, PROPS, HATS, HAIRS, BEARDS, FOOTWEAR, TOPS, BOTTOMS].some((table) => table[word] !== undefined);

function readNature({ costume }: Wishes, word: string): void {
  const temper = TEMPERS[word];
  if (temper) costume.temper = temper;
  Object.assign(costume, FIGURES[word]);
}

/** A colour belongs to the next part that is named within four words, before another colour or `and`. */
function readColour(wishes: Wishes, words: readonly string[], index: number): void {
  const word = words[index] ?? "";
  const colour = namedColour(word);
  if (colour === null && HAIR_WORDS[word] === undefined && SKIN_WORDS[word] === undefined) return;
  for (const next of words.slice(index + 1, index + 5)) {
    if (/^[,;.]$/.test(next)) break;
    const part = PARTS[next];
    if (part) {
      assign(wishes, part, word, colour);
      return;
    }
    if (namedColour(next) !== null && colour !== null) break;
  }
  if (/^(?:blond|blonde|ginger|redhead|brunette|auburn)$/.test(word))
    wishes.colours.hair = HAIR_WORDS[word] ?? "#ecc66e";
  else if (colour !== null && wishes.overall === null) wishes.overall = colour;
}

function assign(wishes: Wishes, part: Part, word: string, colour: string | null): void {
  const shade =
    part === "hair" ? (HAIR_WORDS[word] ?? colour) : part === "skin" ? (SKIN_WORDS[word] ?? colour) : colour;
  if (shade !== null) wishes.colours[part] ??= shade;
}

const listed = <Value>(table: readonly (readonly [string, Value])[]): Readonly<Record<string, Value>> =>
  Object.fromEntries(table.flatMap(([words, value]) => words.split("|").map((word) => [word, value] as const)));

const PARTS = listed<Part>([
  ["hair|haired|braid|braids|curls|ponytail|bun|locks|beard|bearded|moustache|mustache|pigtails|bob", "hair"],
  ["eye|eyes|eyed", "eyes"],
  ["skin|skinned|complexion|face", "skin"],
  [
    "dress|gown|robe|robes|coat|raincoat|jacket|shirt|tunic|blouse|sweater|jumper|hoodie|top|jersey|kimono|suit|armor|armour|uniform|spacesuit|vest|waistcoat|outfit|clothes|clothing|parka|cardigan|mantle",
    "main",
  ],
  ["trousers|pants|jeans|shorts|skirt|leggings|overalls|dungarees", "second"],
  [
    "cape|cloak|scarf|sash|apron|shawl|backpack|bag|balloon|umbrella|ribbon|ribbons|tie|wings|shield|headband|stripes",
    "accent",
  ],
  ["buttons|trim|hem|belt|collar|lining", "trim"],
  ["shoe|shoes|boot|boots|sneakers|sandals|slippers", "shoes"],
  ["hat|cap|hood|helmet|beanie|headscarf|bonnet|turban", "hat"],
]);

function readThing(wishes: Wishes, word: string, before: string): void {
  if (before === "no" || before === "without") return;
  const { costume } = wishes;
  const layer = LAYERS[word];
  if (layer && !wishes.layers.includes(layer)) wishes.layers.push(layer);
  const prop = PROPS[word];
  if (prop && !wishes.props.includes(prop)) wishes.props.push(prop);
  const top = TOPS[word];
  if (top) Object.assign(costume, top);
  const bottom = BOTTOMS[word];
  if (bottom) costume.bottom = bottom;
  const hair = HAIRS[word];
  if (hair) costume.hair = hair;
  const beard = BEARDS[word];
  if (beard) costume.beard = beard;
  const hat = HATS[word];
  if (hat) costume.hat = hat;
  const footwear = FOOTWEAR[word];
  if (footwear) costume.footwear = footwear;
}

const TOPS = listed<Partial<Omit<Costume, "palette" | "layers">>>([
  ["dress|gown|sundress|frock", { top: "dress" as Top, bottom: "none" as Bottom, hem: 0.62 }],
  ["long dress|ball gown|long gown", { top: "dress", bottom: "none", hem: 1 }],
  ["robe|robes", { top: "robe", bottom: "none", hem: 1, sleeves: "wide" }],
  ["coat|raincoat|overcoat|parka", { top: "coat", hem: 0.46 }],
  ["long coat|trench coat", { top: "coat", hem: 0.72 }],
  ["jacket|anorak|blazer", { top: "coat", hem: 0.12 }],
  ["shirt|blouse|t shirt|tee", { top: "shirt" }],
  ["tunic", { top: "tunic", hem: 0.12 }],
  ["sweater|jumper|hoodie|pullover|cardigan", { top: "sweater", sleeves: "long" }],
  ["jersey|sportswear", { top: "jersey" }],
  ["vest|waistcoat", { top: "vest" }],
  ["overalls|dungarees|jumpsuit", { top: "overall", bottom: "trousers" }],
  ["kimono", { top: "kimono", bottom: "none", hem: 0.95, sleeves: "wide" }],
  ["suit|tuxedo", { top: "suit", bottom: "trousers" }],
  ["armor|armour|chainmail", { top: "armour", bottom: "trousers" }],
  ["spacesuit|space suit", { top: "spacesuit", bottom: "trousers" }],
  ["uniform", { top: "uniform" }],
]);

const BOTTOMS = listed<Bottom>([
  ["trousers|pants|jeans|leggings", "trousers"],
  ["shorts", "shorts"],
  ["skirt", "skirt"],
]);

const HAIRS = listed<HairStyle>([
  [
    "long hair|flowing hair|hair flowing|long blond|long dark|long black|long red|long brown|long golden|long silver|long white|long blonde",
    "long",
  ],
  ["short hair|cropped hair|crew cut", "short"],
  ["bob|bobbed hair|shoulder length", "bob"],
  ["bun|hair bun|updo|chignon", "bun"],
  ["braid|braids|braided|pigtails|plaits|braided hair", "braids"],
  ["ponytail|pony tail", "ponytail"],
  ["curly|curls|curly hair|wavy hair", "curly"],
  ["afro", "afro"],
  ["bald|shaved head", "bald"],
  ["topknot|top knot", "topknot"],
  ["messy|tousled|spiky|wild hair|messy hair|spiky hair|shaggy", "tousled"],
]);

const BEARDS = listed<Beard>([
  ["beard|bearded|stubble", "short"],
  ["long beard|white beard|flowing beard|bushy beard|grey beard|gray beard", "long"],
  ["moustache|mustache", "moustache"],
]);

const HATS = listed<Hat>([
  ["crown", "crown"],
  ["tiara|diadem", "tiara"],
  ["pointed hat|wizard hat", "wizard"],
  ["witch hat", "witch"],
  ["helmet", "helmet"],
  ["cap|baseball cap", "cap"],
  ["hood|hooded|riding hood", "hood"],
  ["pirate hat|tricorne", "pirate"],
  ["straw hat|sun hat", "straw"],
  ["chef hat", "chef"],
  ["beanie|woolly hat|wool hat|knit hat|beret|bobble hat", "beanie"],
  ["headscarf|bandana|bonnet|kerchief", "headscarf"],
  ["fedora|brimmed hat|cowboy hat|brown hat", "fedora"],
  ["top hat", "top"],
  ["halo", "halo"],
  ["horns|horned", "horns"],
  ["headband", "headband"],
  ["hard hat", "hardhat"],
  ["flower in|flowers in|flower crown", "flower"],
  ["laurel", "laurel"],
  ["hat", "fedora"],
]);

const FOOTWEAR = listed<Footwear>([
  ["boots|boot", "boots"],
  ["sneakers|trainers|running shoes", "sneakers"],
  ["sandals", "sandals"],
  ["barefoot|bare feet", "bare"],
  ["shoes", "shoes"],
]);

const LAYERS = listed<Layer>([
  ["cape|cloak|mantle", "cape"],
  ["apron", "apron"],
  ["backpack|rucksack", "backpack"],
  ["scarf|shawl", "scarf"],
  ["belt", "belt"],
  ["tie|necktie", "tie"],
  ["wings|winged", "wings"],
  ["sash", "sash"],
  ["badge|medal", "badge"],
  ["glasses|spectacles|goggles", "glasses"],
  ["stethoscope", "stethoscope"],
  ["satchel|shoulder bag", "satchel"],
  ["eyepatch|eye patch", "eyepatch"],
]);

const PROPS = listed<Prop>([
  ["staff", "staff"],
  ["walking stick|stick|crook", "stick"],
  ["wand", "wand"],
  ["sword|dagger|blade", "sword"],
  ["katana", "katana"],
  ["spear|lance", "spear"],
  ["shield", "shield"],
  ["lantern|lamp", "lantern"],
  ["torch", "torch"],
  ["basket", "basket"],
  ["book|notebook|diary|scroll|sketchbook", "book"],
  ["brush|paintbrush", "brush"],
  ["palette", "palette"],
  ["basketball", "basketball"],
  ["football|soccer ball", "football"],
  ["volleyball", "volleyball"],
  ["racket|racquet", "racket"],
  ["bow|bow and", "bow"],
  ["hammer|wrench", "hammer"],
  ["fishing rod|rod", "rod"],
  ["broom|broomstick", "broom"],
  ["bread|loaf", "loaf"],
  ["spoon|ladle", "spoon"],
  ["guitar|lute|violin|ukulele", "guitar"],
  ["flute|recorder|pipe", "flute"],
  ["magnifying glass|magnifier", "magnifier"],
  ["bag|sack|purse|handbag", "bag"],
  ["suitcase|briefcase", "case"],
  ["flask|potion|vial", "flask"],
  ["flower|flowers|rose|bouquet", "flower"],
  ["balloon|balloons", "balloon"],
  ["map", "map"],
  ["trident", "trident"],
  ["pickaxe", "pickaxe"],
  ["pitchfork", "pitchfork"],
  ["cup|mug|tea", "cup"],
  ["umbrella|parasol", "umbrella"],
  ["camera", "camera"],
  ["baton", "baton"],
  ["teddy|teddy bear|doll", "teddy"],
  ["watch|pocket watch", "watch"],
  ["rope", "rope"],
  ["cane", "cane"],
  ["clipboard", "clipboard"],
]);

const TEMPERS = listed<Temper>([
  ["happy|cheerful|smiling|joyful|laughing|merry|excited|playful", "happy"],
  ["angry|grim|evil|fierce|wicked|stern|menacing|cruel|furious|sinister|dark", "grim"],
  ["sad|lonely|crying|tearful|tired|weary|gloomy|melancholic|grieving", "sad"],
  ["scared|frightened|afraid|terrified|nervous|surprised|worried", "scared"],
  ["calm|wise|serious|quiet|peaceful|determined|focused|proud", "calm"],
]);

type Shape = Partial<Pick<Costume, "age" | "frame" | "feminine" | "size">>;

const FIGURES = listed<Shape>([
  ["old|elderly|aged|ancient|wrinkled", { age: "elder" }],
  ["teenage|adolescent", { age: "teen" }],
  ["little|small|tiny", { size: 0.9 }],
  ["tall", { size: 1.08, frame: "slim" }],
  ["giant|huge|gigantic", { size: 1.5, frame: "huge" }],
  ["fat|chubby|plump|stout|round", { frame: "broad" }],
  ["strong|muscular|burly|broad|sturdy", { frame: "broad" }],
  ["thin|slim|slender|skinny", { frame: "slim" }],
  ["female|she|her|woman|lady", { feminine: true }],
  ["male|he|his|man", { feminine: false }],
]);
