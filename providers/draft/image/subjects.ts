/** Which words of a picture become figures, and which are already there as sky or place. */
import type { Picture } from "../../../models/scene.ts";
import type { CharacterReference } from "../../types.ts";
import type { FigureLook } from "./figure.ts";
import { figureName, figureQuality } from "./figures/index.ts";
import { singulars } from "./figures/phrase.ts";
import { readPerson } from "./people/vocabulary.ts";
import { findPlace, normalise, PLACES } from "./places/index.ts";
import type { PlaceName } from "./places/lexicon.ts";

/** What sky and weather draw by themselves. */
const SKY_WORDS = new Set(
  "sky skies sun sunshine sunlight sunset sunrise dawn dusk moon moonlight star stars starlight cloud clouds rain raindrop raindrops snow snowflake snowflakes snowfall storm thunderstorm lightning thunder fog mist wind breeze night day morning evening light darkness shadow shadows horizon weather air aurora rainbow glow glimmer gleam".split(
    " ",
  ),
);

/** What a place draws by itself, whatever place it is. */
const GROUND_WORDS = new Set(
  "ground floor wall walls land landscape path road street trail grass forest woods wood trees mountain mountains hill hills valley meadow field fields river stream lake sea ocean water wave waves shore beach sand desert city town village skyline building buildings room garden park place scene background world distance air wind surface foam footprint footprints passage window windows chimney chimneys smoke dust".split(
    " ",
  ),
);

/** The subjects that need a figure of their own. */
export function visibleSubjects(picture: Picture, cast: readonly CharacterReference[], place: PlaceName): string[] {
  const people = new Set(
    cast.flatMap(({ character }) => [
      normalise(character.name),
      normalise(character.kind),
      ...singulars(headOf(character.kind)).map((word) => ` ${word} `),
    ]),
  );
  const castArt = new Set(
    cast.map(({ character }) => (readPerson(character.kind) ? null : figureName(character.kind))),
  );
  const seen = new Set<string>();
  const wanted = picture.subjects.filter((subject) => {
    const plain = normalise(subject);
    const head = headOf(subject);
    const known = seen.has(plain) || people.has(plain) || singulars(head).some((word) => people.has(` ${word} `));
    seen.add(plain);
    // A cat beside a kitten would be the same drawing twice.
    if (!head.endsWith("s") && !readPerson(subject) && castArt.has(figureName(subject) ?? "")) return false;
    return !known && !isScenery(head, place);
  });
  // An emblem stands for what has no picture; beside somebody, or something, that has one it only puzzles.
  const drawable = wanted.filter((subject) => readPerson(subject) || figureQuality(subject) !== "fallback");
  return distinctArt(drawable.length > 0 || cast.length > 0 ? drawable : wanted);
}

/** Whether the description names the subject, in the singular or the plural. */
export function isTold(subject: string, description: string): boolean {
  const named = new Set(normalise(description).trim().split(" ").flatMap(singulars));
  return singulars(headOf(subject)).some((word) => named.has(word));
}

/** A wreck and a sunken ship are one drawing: it is shown once. */
function distinctArt(subjects: readonly string[]): string[] {
  const names = subjects.map((subject) => (readPerson(subject) ? null : figureName(subject)));
  return subjects.filter((_, index) => {
    const name = names[index] ?? null;
    return name === null || names.indexOf(name) === index;
  });
}

function isScenery(head: string, place: PlaceName): boolean {
  if (SKY_WORDS.has(head)) return true;
  if (GROUND_WORDS.has(head)) return true;
  if (head === "tree") return WOODED.has(place);
  if (/^houses?$/.test(head)) return BUILT_UP.has(place);
  if (place === "underwater" && WRECKS.test(head)) return true;
  // Nobody digs in a living room.
  if (/^holes?$/.test(head)) return PLACES[place].indoors;
  if (place === "bedroom" && /^beds?$/.test(head)) return true;
  if (place === "street" && /^lamps?$/.test(head)) return true;
  return TALL_PLACES.has(place) && findPlace(head, "") === place;
}

/** One tree, or a house, is worth a figure only where the place itself has nothing like it. */
const WOODED = new Set<PlaceName>(["forest", "jungle", "street"]);
const BUILT_UP = new Set<PlaceName>([
  "village",
  "farm",
  "oldTown",
  "street",
  "skyline",
  "futureCity",
  "harbour",
  "bedroom",
  "cabin",
  "kitchen",
  "livingRoom",
  "study",
]);

/** What the sea floor is drawn with when the words name it. */
const WRECKS = /^(?:ship|wreck|wreckage|shipwreck)s?$/;

/** Places that already show the very building their name says. */
const TALL_PLACES = new Set<PlaceName>(["castle", "volcano", "farm", "cascade", "bridge"]);

function headOf(phrase: string): string {
  const [head = ""] = phrase.toLowerCase().split(/\b(?:with|of|in|on|at|from|under|holding|wearing|and)\b/);
  return head.trim().split(/\s+/).at(-1) ?? "";
}

const POSES: readonly [NonNullable<FigureLook["pose"]>, RegExp][] = [
  [
    "running",
    /\b(run|runs|running|ran|race|races|racing|chas\w+|flee\w*|escap\w+|sprint\w*|gallop\w*|hurr\w+|dash\w*|rush\w*)\b/,
  ],
  [
    "sitting",
    /\b(sit|sits|sitting|sat|seated|read|reads|reading|sleep\w*|slept|rest|rests|resting|meditat\w*|kneel\w*|crouch\w*|perch\w*)\b/,
  ],
  [
    "walking",
    /\b(walk\w*|travel\w*|wander\w*|explor\w*|march\w*|stroll\w*|journey\w*|cross\w*|follow\w*|climb\w*|hik\w+|stepp?\w*|goes|going|went|enter\w*|leav\w+|arriv\w+|return\w*|search\w*|approach\w*|head\w*|dances?|dancing|jump\w*)\b/,
  ],
];

/** What the description says this one is doing: the first word of movement after the name, up to the next of the cast. */
export function poseOf(
  description: string,
  names: readonly string[],
  others: readonly string[],
): NonNullable<FigureLook["pose"]> {
  const text = description.toLowerCase();
  const starts = names.map((name) => text.indexOf(name.toLowerCase())).filter((at) => at >= 0);
  const from = starts.length > 0 ? Math.min(...starts) : 0;
  const ends = others.map((name) => text.indexOf(name.toLowerCase(), from + 1)).filter((at) => at > from + 24);
  const part = text.slice(from, ends.length > 0 ? Math.min(...ends) : undefined);
  const found = POSES.map(([pose, words]) => ({ pose, at: part.search(words) })).filter(({ at }) => at >= 0);
  found.sort((a, b) => a.at - b.at);
  return found[0]?.pose ?? "standing";
}
