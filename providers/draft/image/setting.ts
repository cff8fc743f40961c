/** Which place a picture is drawn at, and the light that falls on its figures. */
import type { Picture } from "../../../models/scene.ts";
import type { CharacterReference } from "../../types.ts";
import { mix } from "./drawing/color.ts";
import { round } from "./drawing/svg.ts";
import type { Light } from "./figure.ts";
import { readPerson } from "./people/vocabulary.ts";
import { findPlace, normalise } from "./places/index.ts";
import type { PlaceName } from "./places/lexicon.ts";
import type { Place } from "./places/types.ts";
import type { Stage } from "./stage.ts";

/** The sky alone is where birds are; people who see it stand on a mountain top. */
export function placeOf(picture: Picture, cast: readonly CharacterReference[]): PlaceName {
  const name = roomFor(picture) ?? findPlace(picture.place, picture.description);
  // A stream has no room for a boat: it is seen from a wider bank.
  if (name === "river" && picture.subjects.some((subject) => BOATS.test(subject))) return "lake";
  const onlySky = name === "clouds" && OPEN_SKY.test(normalise(picture.place));
  return onlySky && cast.some(({ character }) => readPerson(character.kind)) ? "summit" : name;
}

/** Where nobody said where a scene is, furniture stands in a room and not in the street. */
function roomFor({ place, description, subjects }: Picture): PlaceName | null {
  const unsaid = normalise(place).trim();
  if (!UNSAID.test(unsaid) || OUTDOORS.test(normalise(description).replace(` ${unsaid} `, " "))) return null;
  const rooms = subjects.map((subject) => ROOMS.find(([pattern]) => pattern.test(subject))?.[1]);
  return rooms.find((room) => room !== undefined) ?? null;
}

/** What a storyteller says for want of anything better. */
const UNSAID = /^(?:the |a )?(?:quiet |small |little |old )*(?:town|village)$/;

const OUTDOORS =
  /\b(?:street|road|outside|outdoors?|garden|yard|field|meadow|forest|woods?|market|square|lake|river|sea|beach|hills?|mountains?|roof|rooftop|town|village|city|park)\b/;

const ROOMS: readonly (readonly [RegExp, PlaceName])[] = [
  [/\b(?:bed|cradle|crib|pillow|blanket|wardrobe|nightstand)s?$/i, "bedroom"],
  [/\b(?:desk|bookshelf|bookshelves|bookcase)s?$/i, "study"],
  [/\b(?:stove|oven|fridge|refrigerator|kettle|cupboard)s?$/i, "kitchen"],
  [/\b(?:armchair|sofa|couch|rocking chair|fireplace|carpet|rug|piano|television)s?$/i, "livingRoom"],
];

const BOATS = /(?:boat|ship|canoe|kayak|ferry|raft|gondola)s?$/i;

const OPEN_SKY = /^ (?:the )?(?:\p{L}+ )?(?:sky|skies|air) $/u;

/** The light as the figures need it. */
export function lightOf(stage: Stage, place: Place): Light {
  const { atmosphere } = stage;
  const common = {
    timeOfDay: atmosphere.timeOfDay,
    side: stage.sun.x < stage.width / 2 ? ("left" as const) : ("right" as const),
    glow: atmosphere.glow,
  };
  if (place.name === "underwater")
    return { ...common, tint: "#1f7fb8", tintStrength: 0.24, rim: "#bff4ff", shadow: "#06284a" };
  if (place.indoors)
    return {
      ...common,
      tint: mix("#fff0d8", "#7a5068", atmosphere.darkness),
      tintStrength: 0.06 + atmosphere.darkness * 0.14,
      rim: mix(atmosphere.key, "#ffd9a0", 0.6),
      shadow: "#1a0f1e",
    };
  return {
    ...common,
    tint: mix(atmosphere.ambient, atmosphere.haze, 0.4),
    tintStrength: round(tintOf(stage)),
    rim: atmosphere.key,
    shadow: atmosphere.shadow,
  };
}

/** In fog and at dusk the air pales everything already: who is near keeps enough of the own colours to be seen. */
function tintOf({ atmosphere }: Stage): number {
  const tint = 0.05 + atmosphere.ambientStrength * 0.3;
  if (atmosphere.weather === "fog") return tint * 0.6;
  return atmosphere.timeOfDay === "night" ? tint : Math.min(tint, 0.2);
}
