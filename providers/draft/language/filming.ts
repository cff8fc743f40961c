import type { SceneDraft } from "../../../models/scene.ts";
import type { CameraMove, Mood, Shot, TimeOfDay, Weather } from "../../../models/vocabulary.ts";
import type { Beat } from "./beats.ts";
import { beingKind } from "./beings.ts";
import { type Being, createReader } from "./cast.ts";
import { describe, showiestSentence } from "./describe.ts";
import { parseWords, singularOf, type Word } from "./grammar.ts";
import { isIndoors, opensNewDay, timeOfArc, timeOfWords, weatherOfMood, weatherOfWords } from "./light.ts";
import type { Member } from "./members.ts";
import { findMentions, type Mention } from "./mentions.ts";
import { moodOfWords } from "./mood.ts";
import { impliedPlace, kindOfPlace, namedPlace, type Place } from "./places.ts";
import type { Chooser } from "./random.ts";
import { clipNarration, splitSentences } from "./sentences.ts";
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
  /** What the words name, without what the place brings along. */
  own: string[];
  /** Empty where the people of the scene are enough to see. */
  subjects: string[];
}

/** Pictures the beats: place, light, people and things, camera, each with an eye on the scene before. */
export function filmBeats(beats: readonly Beat[], facts: FilmFacts): SceneDraft[] {
  const settings = setScenes(beats, facts);
  const shots = chooseShots(settings);
  const titles = titleScenes(settings);
  return settings.map((setting, index) => ({
    title: titles[index] ?? `Scene ${index + 1}`,
    narration: clipNarration(setting.beat.text),
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
    motion: motionOf(setting),
  }));
}

/** What stirs in a picture: whoever is seen first, and the air. */
function motionOf({ members: [seen], weather, place }: Setting): string {
  const air = isIndoors(place.kind) ? "the light flickers softly" : AIR[weather];
  if (!seen) return `${air.charAt(0).toUpperCase()}${air.slice(1)}.`;
  return `The ${seen.kind} ${seen.plural ? "breathe and look" : "breathes and looks"} about while ${air}.`;
}

const AIR: Record<Weather, string> = {
  clear: "a light wind stirs whatever is loose",
  cloudy: "the clouds drift",
  rain: "rain falls",
  storm: "the wind tears at everything",
  snow: "snow falls",
  fog: "fog drifts by",
};

function setScenes(beats: readonly Beat[], facts: FilmFacts): Setting[] {
  const known = facts.cast.map((member) => member.being);
  const reader = createReader(facts.text, known);
  const opening = splitSentences(facts.text, "en")[0] ?? "";
  const storyMood = moodOfWords(facts.text);
  const storyTime = timeOfWords(opening);
  const storyWeather = weatherOfWords(opening);
  let carried: Place | null = null;
  let before: Setting | null = null;
  let toldTime: TimeOfDay | null = null;
  return beats.map((beat, index) => {
    const shown = parseWords(beat.sight ?? showiestSentence(beat.core ?? beat.text));
    const all = parseWords(beat.text);
    const seen = [...new Set([...reader.read(all), ...(beat.sight ? reader.read(shown) : [])])];
    const place = placeOf(beat, shown, carried, facts);
    carried = beat.place ?? namedPlace(all) ?? place;
    const members = membersIn(beat, seen, facts);
    const mood = sceneMood(beat, before, storyMood);
    const said = `${beat.text} ${beat.sight ?? ""} ${place.phrase}`;
    const position = beats.length === 1 ? 0.3 : index / (beats.length - 1);
    toldTime = timeTold(beat, toldTime);
    const told = timeOfWords(said) ?? toldTime ?? storyTime;
    const lasting = weatherOfWords(said) ?? lastingWeather(before, place, beat);
    const weather = lasting ?? openWeather(storyWeather, mood, place);
    const own = chooseSubjects(beat, shown, all, place, members, facts);
    const setting: Setting = {
      beat,
      words: shown,
      members,
      place,
      mood,
      timeOfDay: told ?? timeOfArc(position, mood, place.kind),
      weather,
      own,
      subjects: needsProp(own, members, index) ? propOf(place, weather, index, facts.cast) : own,
    };
    before = setting;
    return setting;
  });
}

function membersIn(beat: Beat, seen: Being[], { cast }: FilmFacts): Member[] {
  return beat.empty ? [] : presentMembers(seen, beat.subjects ?? [], cast);
}

/** Whoever is seen is enough to look at; now and then a quiet thing stands beside. */
function needsProp(own: readonly string[], members: readonly Member[], index: number): boolean {
  return own.length === 0 && (members.length === 0 || index % 3 === 1);
}

function placeOf(beat: Beat, shown: Word[], carried: Place | null, { text }: FilmFacts): Place {
  return beat.place ?? namedPlace(shown) ?? carried ?? firstPlace(beat.text, text);
}

/** While the place stays, so does its weather; a bad night ends with the morning. */
function lastingWeather(before: Setting | null, place: Place, beat: Beat): Weather | null {
  if (before?.place.kind !== place.kind) return null;
  const isMorning = /^(dawn|day)$/.test(timeOfWords(beat.text) ?? "");
  return isMorning && /^(storm|rain|fog|cloudy)$/.test(before.weather) ? "clear" : before.weather;
}

/** The time that the story's own words have told last: it holds until they tell another or another day begins. */
function timeTold(beat: Beat, before: TimeOfDay | null): TimeOfDay | null {
  if (beat.title !== undefined || beat.empty) return before;
  return timeOfWords(beat.text) ?? (opensNewDay(beat.text) ? null : before);
}

function sceneMood(beat: Beat, before: Setting | null, storyMood: Mood | null): Mood {
  return beat.mood ?? moodOfWords(beat.text) ?? before?.mood ?? storyMood ?? "calm";
}

/** Where a story begins that does not say it. */
function firstPlace(text: string, story: string): Place {
  const found = impliedPlace(text) ?? namedPlace(parseWords(story)) ?? impliedPlace(story);
  return found ?? { phrase: "wide open landscape", kind: "field" };
}

function openWeather(storyWeather: Weather | null, mood: Mood, place: Place): Weather {
  if (isIndoors(place.kind)) return "clear";
  return storyWeather ?? weatherOfMood(mood, place.kind);
}

/** Those who are spoken of, and those of the cast whom the film carries along as what it is about. */
function presentMembers(seen: readonly Being[], subjects: readonly string[], cast: readonly Member[]): Member[] {
  const spoken = seen.flatMap((being) => cast.filter((member) => member.being === being));
  const carried = subjects.flatMap((subject) => memberNamed(subject, cast) ?? []);
  return [...new Set([...spoken, ...carried])].slice(0, 6);
}

/** The one of the cast that a noun phrase names by its head: `keeper`, `lighthouse keeper`. */
function memberNamed(subject: string, cast: readonly Member[]): Member | null {
  const head = singularOf(subject.toLowerCase().split(" ").at(-1) ?? "");
  return (
    cast.find(({ being, kind }) => being.head === head || singularOf(kind.split(" ").at(-1) ?? "") === head) ?? null
  );
}

/** What the shown sentence names comes first; places of the other sentences are not here. */
function chooseSubjects(
  beat: Beat,
  shown: readonly Word[],
  all: readonly Word[],
  place: Place,
  members: readonly Member[],
  facts: FilmFacts,
): string[] {
  const castIn = (words: readonly Word[]) =>
    findMentions(words).filter((mention) => facts.cast.some(({ being }) => plays(being, mention)));
  const first = findSubjects(shown, place, castIn(shown));
  const rest =
    (beat.sight ?? beat.core)
      ? []
      : findSubjects(all, place, castIn(all)).filter((subject) => kindOfPlace(subject) === null);
  const beings = facts.characters ? [] : members.map((member) => member.kind);
  const names = new Set(facts.cast.flatMap((member) => member.name.toLowerCase().split(" ")));
  const things = [...(beat.subjects ?? []), ...[...first, ...rest].filter((text) => !names.has(text.toLowerCase()))];
  // Whoever is in the cast is shown as a character, and so never a second time as a thing.
  return [...new Set([...beings, ...things.filter((text) => !memberNamed(text, facts.cast))])].slice(0, 6);
}

function plays(being: Being, mention: Mention): boolean {
  return (
    (mention.name !== null && being.name?.includes(mention.name) === true) ||
    being.head === mention.head ||
    singularOf(being.kind.split(" ").at(-1) ?? "") === mention.head
  );
}

/** Something small that the place has by itself. Among animals of the story no other animal turns up. */
function propOf(place: Place, weather: Weather, index: number, cast: readonly Member[]): string[] {
  const props = PROPS[weather === "snow" && !isIndoors(place.kind) ? "snow" : place.kind];
  const hasAnimals = cast.some(({ being }) => beingKind(being.head) === "animal");
  const fitting = hasAnimals ? props.filter((prop) => beingKind(prop) === null) : props;
  return [fitting[(index + Math.floor(index / 3)) % fitting.length] ?? props[0]];
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
