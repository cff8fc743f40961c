import type { Beat } from "./beats.ts";
import type { Tense } from "./clauses.ts";
import type { Form } from "./forms.ts";
import { createLineBook, type LineBook } from "./line-book.ts";
import { BRIEF_WORDS } from "./lines/brief.ts";
import { AFTER, BEFORE, DEEDS } from "./lines/journey.ts";
import type { Phase } from "./lines/line.ts";
import { ABSTRACT, ERA, SCENIC } from "./lines/scenic.ts";
import { EXPLAINER, PROMO, RECIPE, THING } from "./lines/useful.ts";
import type { Member } from "./members.ts";
import type { Place } from "./places.ts";
import type { Chooser } from "./random.ts";
import { bareDeed } from "./seed.ts";
import { asSentence, countWords } from "./sentences.ts";
import { storyWording, topicWording, type Wording } from "./wording.ts";

/** How much there is to tell it in. */
export interface Room {
  scenes: number;
  wordsPerScene: number;
}

/** What a story of one or two sentences gives to unfold. */
export interface Seed {
  hero: Member | null;
  /** Where it begins, goes on and ends: at least one place. */
  stops: readonly [Place, ...Place[]];
  /** What the story is about beside the hero, as known: `the lantern`. */
  object: string | null;
  tense: Tense;
  /** What the hero sets out to do, in the infinitive: `learn to fly`; null when it happens by chance. */
  deed: string | null;
  /** The prompt's own sentences, each one beat. */
  own: readonly string[];
  /** Whether the own sentences say how things are, so that they open the film. */
  opensFilm: boolean;
}

/** A story with a beginning before its own sentences, and an end after them. */
export function unfoldStory(seed: Seed, room: Room, choose: Chooser): Beat[] {
  const [from] = seed.stops;
  const to = seed.stops.at(-1) ?? from;
  const keeps = KEEPING.test(seed.own.join(" "));
  const wording = storyWording(seed.hero, to, seed.object, seed.tense, seed.deed, keeps);
  const early = storyWording(seed.hero, from, null, seed.tense, seed.deed);
  const book = createLineBook(choose);
  const own = seed.own.length > 0 ? seed.own : [deed(early, book)];
  const extra = Math.max(0, room.scenes - own.length);
  const before = extra < 2 ? 0 : Math.max(1, Math.round(extra * 0.4));
  const start = seed.opensFilm ? BEFORE.slice(1) : BEFORE;
  const opening = tellPhases(start, before, book, early, from, room);
  // What was found stays in the picture.
  const kept = seed.object ? [seed.object.replace(/^\S+ /, "")] : [];
  const ending = tellPhases(AFTER, extra - before, book, wording, to, room).map((beat) =>
    beat.empty ? beat : { ...beat, subjects: kept },
  );
  const told = own.slice(0, room.scenes).map((text, at): Beat => {
    const isNews = at === 0 && before > 0 && !seed.opensFilm;
    const place = stopAt(at / own.length, seed);
    const brief = room.wordsPerScene <= BRIEF_WORDS ? bareDeed(text, seed.hero?.known ?? null) : null;
    if (brief) return { text: brief, sight: text, place };
    return { text: isNews ? asNews(text, seed, choose) : text, place };
  });
  const beats = seed.opensFilm ? [...told, ...opening, ...ending] : [...opening, ...told, ...ending];
  return beats.map((beat) => lengthen(beat, book, wording, beat.place ?? to, room));
}

/** After such a deed, who did it and what it was done to stay together. */
const KEEPING =
  /\b(f[io]u?nds?|finding|me(e)?ts?|meeting|befriend\w*|adopt\w*|discover\w*|rescu\w+|sav(es?|ed|ing)|lov(es?|ed|ing)|buil[dt]s?|building|inherit\w*|rais(es?|ed|ing)|tam(es?|ed|ing)|bu(ys?|ying)|bought|gets?|got|receiv\w+)\b/i;

/** Where a journey has come to after this part of its own sentences, 0 to 1. */
function stopAt(part: number, { stops }: Seed): Place {
  return stops[Math.floor(part * stops.length)] ?? stops[0];
}

/** `A fox finds a lantern in a snowy forest` → `One day, the fox finds a lantern`, once fox and forest are known. */
function asNews(text: string, { hero, stops: [place] }: Seed, choose: Chooser): string {
  const named = hero?.being.name ? `(?: (?:named|called) ${escaped(hero.being.name)}\\b)?` : "";
  const known = hero
    ? text.replace(
        new RegExp(
          `^(?:(?:an?|the|two|three|four|five|six|seven|eight|nine|ten|many|several|\\d+) )?(?:\\S+ ){0,2}${escaped(hero.being.kind || hero.kind)}\\b${named}`,
          "i",
        ),
        hero.known,
      )
    : text;
  const bare = known.replace(
    new RegExp(`,? (?:in|on|at|by|through|inside) (?:an?|the) ${escaped(place.phrase)}(?=[.!?]*$)`, "i"),
    "",
  );
  const told = countWords(bare) >= 4 ? bare : known;
  if (!hero || !told.startsWith(hero.known)) return asSentence(told);
  return choose.pick(["One day, ", "And then, ", "Then, one day, "]) + told;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

const ARCS: Record<Exclude<Form["kind"], "story">, readonly Phase[]> = {
  promo: PROMO,
  recipe: RECIPE,
  era: ERA,
  abstract: ABSTRACT,
  thing: THING,
  scenic: SCENIC,
  explainer: EXPLAINER,
};

/** A film about a topic; what the prompt says beside it comes after the opening. */
export function unfoldTopic(
  form: Exclude<Form, { kind: "story" }>,
  own: readonly string[],
  place: Place,
  room: Room,
  choose: Chooser,
): Beat[] {
  const wording = topicWording(form.topic, form.kind === "explainer" ? form.question : null, place);
  const book = createLineBook(choose);
  const count = Math.max(0, room.scenes - own.length);
  const staged = tellPhases(ARCS[form.kind], count, book, wording, place, room);
  // Small signs of an idea are found in many places: each line's own sight tells where.
  const beats = form.kind === "abstract" ? staged.map(({ place: _, ...beat }) => beat) : staged;
  const opening = form.kind === "promo" ? 2 : 1;
  const said = own.slice(0, room.scenes).map((text): Beat => ({ text }));
  return [...beats.slice(0, opening), ...said, ...beats.slice(opening)].map((beat) =>
    lengthen(beat, book, wording, place, room),
  );
}

function tellPhases(
  phases: readonly Phase[],
  count: number,
  book: LineBook,
  wording: Wording,
  place: Place,
  room: Room,
): Beat[] {
  const sizes = phaseSizes(phases, count, book, wording);
  return phases.flatMap((phase, at) => {
    const beats = Array.from({ length: sizes[at] ?? 0 }, () => nextBeat(book, phase, wording, place, room));
    return beats.sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
  });
}

/** How many scenes each phase is given: one by rank, more by how many lines it has. */
function phaseSizes(phases: readonly Phase[], count: number, book: LineBook, wording: Wording): number[] {
  const sizes = phases.map(() => 0);
  const capacity = phases.map((phase) => book.left(phase, wording));
  const byRank = phases.map((_, at) => at).sort((a, b) => (phases[a]?.rank ?? 0) - (phases[b]?.rank ?? 0));
  for (const at of byRank) if (total(sizes) < count && (capacity[at] ?? 0) > 0) sizes[at] = 1;
  while (total(sizes) < count) {
    // An opening or an ending that goes on for many scenes is none: the middle takes what is left over.
    const room = sizes.map(
      (size, at) => (((capacity[at] ?? 0) - size) / (size + 1)) * ((phases[at]?.rank ?? 0) < 1 ? 0.2 : 1),
    );
    const most = Math.max(...room);
    const at = most > 0 ? room.indexOf(most) : Math.floor(phases.length / 2);
    sizes[at] = (sizes[at] ?? 0) + 1;
  }
  return sizes;
}

function total(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + size, 0);
}

function nextBeat(book: LineBook, phase: Phase, wording: Wording, place: Place, room: Room): Beat {
  const beat = book.take(phase, wording, room.wordsPerScene) ?? book.air(place.kind, wording, room.wordsPerScene);
  return { ...(beat ?? { text: "And so it goes on.", empty: true }), place };
}

/** A long scene says more than one line, as long as there are lines about the place. */
function lengthen(beat: Beat, book: LineBook, wording: Wording, place: Place, room: Room): Beat {
  if (room.wordsPerScene <= BRIEF_WORDS) return beat;
  let { text } = beat;
  while (countWords(text) < room.wordsPerScene * 0.55) {
    const more = book.air(place.kind, wording, room.wordsPerScene - countWords(text));
    if (!more || countWords(text) + countWords(more.text) > room.wordsPerScene * 1.1) break;
    text = `${text} ${more.text}`;
  }
  return text === beat.text ? beat : { ...beat, text, core: beat.text };
}

function deed(wording: Wording, book: LineBook): string {
  const phase: Phase = { name: "deed", title: "A New Day", rank: 0, lines: DEEDS, sights: [] };
  return book.take(phase, wording, 20)?.text ?? "Something wonderful happens.";
}
