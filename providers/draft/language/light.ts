import type { Mood, TimeOfDay, Weather } from "../../../models/vocabulary.ts";
import type { PlaceKind } from "./words/places.ts";

const TIME_WORDS: readonly (readonly [TimeOfDay, RegExp])[] = [
  ["dawn", /\b(dawn|sunrise|daybreak|early morning|first light|at first light|sun rose|sun rises)\b/i],
  ["dusk", /\b(dusk|sunset|twilight|evening|nightfall|golden hour|sun set|sun sets|sundown)\b/i],
  [
    "night",
    /\b(night|nights|midnight|moonlit|moonlight|full moon|moon|starry|stars|starlit|fireflies|firefly|northern lights|aurora|bedtime|lanterns? lit)\b/i,
  ],
  ["day", /\b(day|daytime|noon|midday|afternoon|morning|sunny|sunlight|sunshine|sunlit|blue sky)\b/i],
];

/** "One day" and its like tell when in the story, not what the light is. */
const NOT_LIGHT =
  /\b(one day|every day|the next day|(first|second|third|fourth|fifth|sixth|seventh|last|final|same) day|day after day|some day|day by day|that day|last night)\b/gi;

const WEATHER_WORDS: readonly (readonly [Weather, RegExp])[] = [
  ["storm", /\b(storm|storms|stormy|thunder|thunderstorm|lightning|hurricane|tempest|tornado)\b/i],
  ["snow", /\b(snow|snowy|snowing|blizzard|icy|ice|frozen|winter|arctic|antarctica|snowflakes?|christmas|glacier)\b/i],
  ["rain", /\b(rain|rains|rainy|raining|drizzle|umbrella|downpour)\b/i],
  ["fog", /\b(fog|foggy|mist|misty|haze|smoke)\b/i],
  ["cloudy", /\b(clouds?|cloudy|overcast|gr[ea]y sky)\b/i],
  ["clear", /\b(clear|sunny|sunshine|sunlight|cloudless|starry|blue sky)\b/i],
];

const STORM_IS_OVER =
  /\b(storm|rain|thunder|tempest|hurricane) (?:\w+ )?(?:mov\w+ (?:away|on)|pass\w*|is over|was over|ends?|ended|stops?|stopped|fad\w+|dies|died|is gone|was gone|clear\w*)\b/i;

export function timeOfWords(text: string): TimeOfDay | null {
  const bare = text.replace(NOT_LIGHT, " ");
  return TIME_WORDS.find(([, pattern]) => pattern.test(bare))?.[0] ?? null;
}

/** Words that begin another day, so that no light told before holds any longer. */
export function opensNewDay(text: string): boolean {
  return /\b(one day|the next day|another day|days? later|weeks? later|months? later|years? later)\b/i.test(text);
}

export function weatherOfWords(text: string): Weather | null {
  if (STORM_IS_OVER.test(text)) return "cloudy";
  return WEATHER_WORDS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** Where no sky is seen the weather is left at the door. */
export function isIndoors(kind: PlaceKind): boolean {
  return kind === "room" || kind === "workshop" || kind === "underground" || kind === "space";
}

/** The light of a scene that names none: the day goes by as the story goes on. */
export function timeOfArc(position: number, mood: Mood, kind: PlaceKind): TimeOfDay {
  if (kind === "space" || (mood === "mysterious" && position > 0.15 && position < 0.75)) return "night";
  if (kind === "underground" || kind === "arena") return "day";
  if (position < 0.12) return "dawn";
  if (position < 0.6) return "day";
  if (position < 0.85) return mood === "tense" ? "night" : "dusk";
  return mood === "triumphant" || mood === "joyful" ? "dawn" : "dusk";
}

/** The weather of a scene that names none. */
export function weatherOfMood(mood: Mood, kind: PlaceKind): Weather {
  if (isIndoors(kind)) return "clear";
  if (kind === "snow") return "snow";
  if (mood === "mysterious") return kind === "forest" || kind === "lake" || kind === "city" ? "fog" : "clear";
  if (mood === "melancholic" || mood === "tense") return "cloudy";
  return "clear";
}
