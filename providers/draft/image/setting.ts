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
  const name = findPlace(picture.place, picture.description);
  // A stream has no room for a boat: it is seen from a wider bank.
  if (name === "river" && picture.subjects.some((subject) => BOATS.test(subject))) return "lake";
  const onlySky = name === "clouds" && OPEN_SKY.test(normalise(picture.place));
  return onlySky && cast.some(({ character }) => readPerson(character.kind)) ? "summit" : name;
}

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
    tintStrength: round(0.05 + atmosphere.ambientStrength * 0.3),
    rim: atmosphere.key,
    shadow: atmosphere.shadow,
  };
}
