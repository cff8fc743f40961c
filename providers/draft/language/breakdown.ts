import type { Beat } from "./beats.ts";
import { hasFiniteVerb } from "./clauses.ts";
import { storyOfSymbols } from "./emoji.ts";
import { filmBeats } from "./filming.ts";
import { writeForeign } from "./foreign.ts";
import { type Form, formOf, withoutCommand } from "./forms.ts";
import { parseWords } from "./grammar.ts";
import { type Member, settleCast } from "./members.ts";
import { impliedPlace, journey, kindOfPlace, namedPlace, type Place } from "./places.ts";
import type { BreakdownData } from "./protocol.ts";
import { type Chooser, chooser } from "./random.ts";
import { asFullSentence, findDeed, findObject, hiddenHero, tellsState } from "./seed.ts";
import { asSentence, clipNarration, countWords, plainEnglish, tellable } from "./sentences.ts";
import { type Piece, shortenStory } from "./shorten.ts";
import { protagonists, readStory, type Story } from "./story.ts";
import { sayPieces, spreadPieces, tellWithPauses } from "./tell.ts";
import { type Extent, shareOf, type Telling } from "./telling.ts";
import { titleFilm, titleTopic } from "./titles.ts";
import { type Room, type Seed, unfoldStory, unfoldTopic } from "./unfold.ts";
import { PROPS } from "./words/props.ts";

/** Tells the prompt in exactly as many scenes as asked. */
export function tellStory(data: BreakdownData): Telling {
  const text = withoutCommand(tellable(data.prompt));
  const hasWords = /\p{L}{2}/u.test(text);
  if (hasWords && !/^en\b/.test(data.language)) return writeForeign(text, data);
  return writeEnglish(hasWords ? plainEnglish(text) : storyOfSymbols(data.prompt), data);
}

function writeEnglish(text: string, data: BreakdownData): Telling {
  const choose = chooser(data.seed, text);
  const story = readStory(text);
  const pieces = shortenStory(story, data.wordsPerScene * data.scenes * 1.05, data.scenes);
  const { beats, cast, object, title, extent } = tellsItself(story, pieces, data)
    ? tellOwn(story, pieces, data, choose)
    : unfold(text, story, data, choose);
  const scenes = filmBeats(beats, { text, cast, characters: data.characters, choose });
  const props = new Set(Object.values(PROPS).flat());
  const things = scenes.flatMap((scene) => scene.picture.subjects).filter((subject) => !props.has(subject));
  const breakdown = {
    title: title ?? titleFilm(cast, object ? [bareObject(object)] : things, scenes[0]?.picture.place ?? null),
    cast: data.characters ? cast.map(({ id, name, kind }) => ({ id, name, kind })) : [],
    scenes,
  };
  return { breakdown, extent };
}

function bareObject(object: string): string {
  return object.replace(/^(?:the|his|her|its|their|my|our) /, "");
}

interface Told {
  beats: Beat[];
  /** What the film is about beside its hero, where that is known before it is pictured. */
  object: string | null;
  title?: string;
  cast: Member[];
  extent: Extent;
}

/** Whether a story has enough of its own to fill the film. */
function tellsItself(story: Story, pieces: readonly Piece[], { scenes, wordsPerScene }: BreakdownData): boolean {
  const alone = pieces.filter((piece) => piece.part.alone !== null).length;
  if (story.sentences.length < 2 && alone < Math.max(3, scenes)) return false;
  return (
    alone >= Math.max(2, scenes * 0.6) || (alone >= 3 && story.wordCount >= scenes * wordsPerScene * 0.6) || alone >= 6
  );
}

function tellOwn(story: Story, pieces: readonly Piece[], data: BreakdownData, choose: Chooser): Told {
  const cast = settleCast(protagonists(story), choose);
  const texts = spreadPieces(pieces, data.scenes).map(sayPieces);
  const beats = tellWithPauses(texts, story, roomOf(data), choose);
  return { cast, object: null, beats, extent: extentOf(story, pieces, texts) };
}

function extentOf(story: Story, pieces: readonly Piece[], texts: readonly string[]): Extent {
  return {
    sentences: story.sentences.length,
    told: new Set(pieces.map(({ sentence }) => sentence)).size,
    share: shareOf(story.text, texts.map(clipNarration)),
  };
}

/** Seconds of a scene in which there is no breath for more than two words. */
const SHORTEST_SPEECH = 1.6;

/** How many scenes and words there are. A scene of a second has no time even for the few words asked for. */
function roomOf({ scenes, wordsPerScene, secondsPerScene }: BreakdownData): Room {
  return { scenes, wordsPerScene: secondsPerScene < SHORTEST_SPEECH ? Math.min(2, wordsPerScene) : wordsPerScene };
}

function unfold(text: string, story: Story, data: BreakdownData, choose: Chooser): Told {
  const first = story.sentences[0]?.text ?? text;
  const rest = story.sentences.slice(1).map((sentence) => sentence.text);
  const form = formOf(first);
  if (form.kind === "story") return unfoldDeed(text, data, choose);
  // A deed without a being, "a train crosses the mountains", is told between two looks at it.
  if (form.kind === "scenic" && hasFiniteVerb(story.sentences[0]?.words ?? []))
    rest.unshift(withActor(first, form.topic));
  const beats = unfoldTopic(form, rest, placeOfTopic(form, text), roomOf(data), choose);
  const told = story.sentences.length - Math.max(0, rest.length - data.scenes);
  const share = shareOf(
    text,
    beats.map((beat) => clipNarration(beat.text)),
  );
  return {
    cast: [],
    object: null,
    title: titleTopic(form.topic, form.kind === "thing"),
    beats,
    extent: { sentences: story.sentences.length, told, share },
  };
}

/** `Steam train crosses a bridge` → `The steam train crosses a bridge.` */
function withActor(deed: string, actor: string): string {
  const bare = actor.replace(/^the /, "");
  return asSentence(deed.toLowerCase().startsWith(`${bare} `) ? actor + deed.slice(bare.length) : deed);
}

function unfoldDeed(text: string, data: BreakdownData, choose: Chooser): Told {
  const first = readStory(text);
  const sentence = first.sentences[0]?.text ?? text;
  const full = asFullSentence(sentence);
  const story = readStory([full, ...first.sentences.slice(1).map((other) => other.text)].join(" "));
  const heroes = protagonists(story);
  const hidden = heroes.length === 0 ? hiddenHero(sentence) : null;
  const members = settleCast(hidden ? [hidden] : heroes, choose);
  const pieces = shortenStory(story, data.wordsPerScene * data.scenes, 1);
  const own = spreadPieces(pieces, Math.max(1, Math.min(data.scenes, Math.ceil(data.scenes * 0.6)))).map(sayPieces);
  const isPortrait = !hidden && countWords(sentence) <= 3 && full.startsWith("This is the story of");
  const stops = story.sentences.flatMap(({ words }) => journey(words));
  const place = stops[0] ??
    firstNamed(story) ??
    impliedPlace(text) ?? { phrase: "quiet little town", kind: "village" as const };
  const seed: Seed = {
    hero: members[0] ?? null,
    stops: [place, ...stops.slice(1)],
    deed: tellsState(full) && !/\bmust\b/.test(full) ? null : findDeed(full, place.phrase),
    object: findObject(full, members),
    tense: story.tense,
    own: isPortrait && data.scenes > 1 ? [] : own,
    opensFilm: !isPortrait && tellsState(full),
  };
  return {
    cast: members,
    object: seed.object,
    beats: unfoldStory(seed, roomOf(data), choose),
    extent: extentOf(story, pieces, own),
  };
}

function firstNamed(story: Story): Place | null {
  for (const sentence of story.sentences) {
    const place = namedPlace(sentence.words);
    if (place) return place;
  }
  return null;
}

const STAGES: Record<Exclude<Form["kind"], "story">, Place> = {
  promo: { phrase: "bright modern room", kind: "room" },
  recipe: { phrase: "warm kitchen", kind: "room" },
  explainer: { phrase: "bright laboratory", kind: "workshop" },
  era: { phrase: "ancient city", kind: "city" },
  abstract: { phrase: "wide open landscape", kind: "field" },
  thing: { phrase: "quiet room", kind: "room" },
  scenic: { phrase: "wide open landscape", kind: "field" },
};

function placeOfTopic(form: Exclude<Form, { kind: "story" }>, text: string): Place {
  if (form.kind === "era") return placeOfEra(form.topic);
  if (form.kind === "recipe" || form.kind === "abstract") return STAGES[form.kind];
  const words = parseWords(text);
  const named = form.kind === "promo" || form.kind === "explainer" ? null : namedPlace(words);
  const whole = kindOfPlace(form.topic);
  return (
    named ??
    (whole && form.kind === "scenic" ? { phrase: form.topic.toLowerCase(), kind: whole } : null) ??
    impliedPlace(text) ??
    STAGES[form.kind]
  );
}

function placeOfEra(topic: string): Place {
  const city = /\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)*/u.exec(
    topic.replace(/^(?:Ancient|Medieval|Imperial|Victorian|Prehistoric|The|In|Life|Year) /gi, ""),
  )?.[0];
  const year = Number(/\d+/.exec(topic)?.[0] ?? 0);
  if (!city) return STAGES.era;
  const isOld = /BC|BCE|ancient/i.test(topic) || (year > 0 && year < 1000);
  return { phrase: isOld ? `ancient ${city}` : `old ${city}`, kind: kindOfPlace(city) ?? "city" };
}
