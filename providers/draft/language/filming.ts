import type { SceneDraft } from "../../../models/scene.ts";
import type { CameraMove, Mood, Shot, TimeOfDay, Transition, Weather } from "../../../models/vocabulary.ts";
import type { Beat } from "./beats.ts";
import { type Being, createReader } from "./cast.ts";
import { describe } from "./describe.ts";
import { parseWords, type Word } from "./grammar.ts";
import { isIndoors, timeOfArc, timeOfWords, weatherOfMood, weatherOfWords } from "./light.ts";
import type { Member } from "./members.ts";
import { findMentions } from "./mentions.ts";
import { moodOfWords } from "./mood.ts";
import { impliedPlace, namedPlace, type Place } from "./places.ts";
import type { Chooser } from "./random.ts";
import { findSubjects } from "./subjects.ts";
import { titleScenes } from "./titles.ts";
import { PROPS } from "./words/props.ts";

/** What holds for the film as a whole. */
export interface FilmFacts {
  /** The prompt as read, for what scenes do not say themselves. */
  text: string;
  cast: readonly Member[];
  /** Whether characters are told apart from other things that are seen. */
  characters: boolean;
  transition: Transition | null;
  choose: Chooser;
}

/** A scene's facts before its camera is set. */
interface Setting {
  beat: Beat;
  words: readonly Word[];
  members: Member[];
  place: Place;
  mood: Mood;
  timeOfDay: TimeOfDay;
  weather: Weather;
  subjects: string[];
}

/** Pictures the beats: place, light, people and things, camera and cuts, each with an eye on the scene before. */
export function filmBeats(beats: readonly Beat[], facts: FilmFacts): SceneDraft[] {
  const settings = setScenes(beats, facts);
  const shots = chooseShots(settings);
  const titles = titleScenes(settings);
  return settings.map((setting, index) => ({
    title: titles[index] ?? `Scene ${index + 1}`,
    narration: setting.beat.text,
    picture: {
      description: describe(setting),
      place: setting.place.phrase.slice(0, 120),
      subjects: setting.subjects,
      timeOfDay: setting.timeOfDay,
      weather: setting.weather,
      shot: shots[index] ?? "medium",
    },
    mood: setting.mood,
    characters: facts.characters ? setting.members.map((member) => member.id) : [],
    move: chooseMove(shots[index] ?? "medium", index, facts.choose),
    transition: facts.transition ?? chooseTransition(setting, settings[index + 1], index === settings.length - 2),
  }));
}

function setScenes(beats: readonly Beat[], facts: FilmFacts): Setting[] {
  const reader = createReader(
    facts.text,
    facts.cast.map((member) => member.being),
  );
  const storyMood = moodOfWords(facts.text);
  const storyTime = timeOfWords(facts.text);
  const storyWeather = weatherOfWords(facts.text);
  let before: Setting | null = null;
  return beats.map((beat, index) => {
    const words = parseWords(beat.text);
    const seen = reader.read(words);
    const place = beat.place ?? findPlace(words, beat.text, before, facts.text);
    const samePlace = before?.place.phrase === place.phrase;
    const members = beat.empty ? [] : presentMembers(seen, facts.cast);
    const mood = beat.mood ?? moodOfWords(beat.text) ?? before?.mood ?? storyMood ?? "calm";
    const position = beats.length === 1 ? 0.3 : index / (beats.length - 1);
    const said = `${beat.text} ${place.phrase}`;
    const setting: Setting = {
      beat,
      words,
      members,
      place,
      mood,
      timeOfDay: timeOfWords(said) ?? storyTime ?? timeOfArc(position, mood, place.kind),
      weather:
        weatherOfWords(said) ?? (samePlace && before ? before.weather : null) ?? openWeather(storyWeather, mood, place),
      subjects: chooseSubjects(beat, words, place, members, facts, index),
    };
    before = setting;
    return setting;
  });
}

function findPlace(words: readonly Word[], text: string, before: Setting | null, story: string): Place {
  const named = namedPlace(words);
  if (named) return named;
  if (before) return before.place;
  return (
    impliedPlace(text) ??
    namedPlace(parseWords(story)) ??
    impliedPlace(story) ?? { phrase: "wide open landscape", kind: "field" }
  );
}

function openWeather(storyWeather: Weather | null, mood: Mood, place: Place): Weather {
  if (isIndoors(place.kind)) return "clear";
  return storyWeather ?? weatherOfMood(mood, place.kind);
}

function presentMembers(seen: readonly Being[], cast: readonly Member[]): Member[] {
  return seen.flatMap((being) => cast.filter((member) => member.being === being)).slice(0, 6);
}

function chooseSubjects(
  beat: Beat,
  words: readonly Word[],
  place: Place,
  members: readonly Member[],
  facts: FilmFacts,
  index: number,
): string[] {
  const castMentions = findMentions(words).filter((mention) =>
    facts.cast.some(
      ({ being }) => (mention.name !== null && being.name?.includes(mention.name)) || being.head === mention.head,
    ),
  );
  const own = findSubjects(words, place, castMentions);
  const beings = facts.characters ? [] : members.map((member) => member.kind);
  const found = [...new Set([...beings, ...(beat.subjects ?? []), ...own])];
  const props = PROPS[place.kind];
  if (found.length === 0) found.push(props[index % props.length] ?? props[0]);
  return found.slice(0, 6);
}

/** Wide at both ends, close where something is found, and never three alike in a row. */
function chooseShots(settings: readonly Setting[]): Shot[] {
  const shots: Shot[] = [];
  for (const [index, setting] of settings.entries()) {
    const isEnd = index === 0 || index === settings.length - 1;
    let shot: Shot = isEnd || setting.members.length === 0 ? "wide" : "medium";
    if (!isEnd && CLOSE.test(setting.beat.text)) shot = "close";
    if (!isEnd && shots.at(-1) === shot && shots.at(-2) === shot) shot = shot === "medium" ? "wide" : "medium";
    shots.push(shot);
  }
  return shots;
}

const CLOSE =
  /\b(f[io]+u?nds?|discover(s|ed)?|notic(es|ed)|open(s|ed)|whisper\w*|tears?|smil\w+|looks? (closely|closer)|looked (closely|closer)|touch\w*|eyes?|hands?|glow\w*|reali[sz]\w+|holds?|held|picks? up|picked up)\b/i;

function chooseMove(shot: Shot, index: number, choose: Chooser): CameraMove {
  if (shot === "close") return "zoom_in";
  if (shot === "wide" && index > 0) return choose.pick(["zoom_out", "pan_left", "pan_right"]);
  return (["zoom_in", "pan_right", "zoom_out", "pan_left"] as const)[(index + choose.index(2)) % 4] ?? "zoom_in";
}

/** A jump of place or time dips to black, a fight cuts, all else flows. */
function chooseTransition(from: Setting, to: Setting | undefined, intoEnd: boolean): Transition {
  if (!to || intoEnd) return "fade";
  const jumps = from.place.kind !== to.place.kind || from.timeOfDay !== to.timeOfDay;
  if (jumps) return "fade";
  return from.mood === "tense" && to.mood === "tense" ? "cut" : "crossfade";
}
