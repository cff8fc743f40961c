import type { TimeOfDay, Weather } from "../../../models/vocabulary.ts";
import type { Beat } from "./beats.ts";
import { isPlural, parseWords, withArticle } from "./grammar.ts";
import type { Member } from "./members.ts";
import { isDrawable, nounPhrases } from "./noun-phrases.ts";
import type { Place } from "./places.ts";
import { asSentence, splitSentences, withoutSigns } from "./sentences.ts";
import type { PlaceKind } from "./words/places.ts";

interface Seen {
  beat: Beat;
  members: readonly Member[];
  place: Place;
  timeOfDay: TimeOfDay;
  weather: Weather;
}

/** One sentence that a painter understands without the others: who, what, where, in which light. */
export function describe(seen: Seen): string {
  const action = withoutSigns(seen.beat.sight ?? visibleSentence(seen));
  const bare = action.replace(/[.!?…]+["')]*$/u, "");
  const where = mentionsPlace(bare, seen.place) ? "" : `, ${inPlace(seen.place)}`;
  return asSentence(`${bare}${where}${lightWords(seen, bare)}`).slice(0, 1000);
}

/** The sentence of a narration that names most things. */
export function showiestSentence(text: string): string {
  const sentences = splitSentences(text, "en");
  const nouns = (sentence: string) =>
    nounPhrasesOf(sentence) - (/^(?:he|she|it|they) (?:realized|knew|felt|thought|understood)/i.test(sentence) ? 1 : 0);
  return sentences.reduce((a, b) => (nouns(b) > nouns(a) ? b : a), sentences[0] ?? text);
}

function nounPhrasesOf(sentence: string): number {
  const words = parseWords(sentence);
  return nounPhrases(words).filter((phrase) => isDrawable(words[phrase.head]?.lower ?? "")).length;
}

/** The shown sentence without what ties it to the ones before, its people named. */
function visibleSentence({ beat, members }: Seen): string {
  const bare = showiestSentence(beat.core ?? beat.text)
    .replace(LINKS, "")
    .replace(LINKS, "")
    .replace(/^(?:And|But|So|Then) /, "")
    .replace(/^(He|She|It|They) (?:then|first|also|finally) /, "$1 ");
  const lead = members[0];
  return lead ? nameSubject(bare, lead) : bare;
}

const LINKS =
  /^(?:(?:This (?:is|was) the story of)|(?:And then|Then|However|Despite this|Finally|Next|First|Then|Lastly|Ultimately|Together|Meanwhile|In the end|One day|Along the way|Over time|On the (?:first|second|third|fourth|fifth|sixth|seventh|last) (?:day|night)|The next day),)\s+/i;

/** `She jumped` → `A young girl jumped`, `Emily found` → `Emily, a young girl, found`. */
function nameSubject(sentence: string, lead: Member): string {
  const painted = lead.plural ? `the ${lead.kind}` : withArticle(lead.kind);
  const pronoun = new RegExp(`^(${lead.pronoun})\\b`, "i");
  if (pronoun.test(sentence)) return sentence.replace(pronoun, painted);
  const name = lead.being.name;
  if (name?.startsWith("Team ")) return sentence;
  if (name && sentence.includes(name) && !sentence.toLowerCase().includes(lead.being.head)) {
    return sentence.replace(new RegExp(`${name}(?!'s)`), `${name}, ${painted},`).replace(",,", ",");
  }
  const later = new RegExp(`, (${lead.pronoun}) `, "i");
  return later.test(sentence) && !sentence.toLowerCase().includes(lead.being.head)
    ? sentence.replace(later, `, ${painted} `)
    : sentence;
}

function mentionsPlace(sentence: string, place: Place): boolean {
  return sentence.toLowerCase().includes(place.phrase.toLowerCase().split(" ").at(-1) ?? place.phrase);
}

const ON: readonly PlaceKind[] = ["mountain", "field", "arena", "village"];

/** `in a snowy forest`, `by a quiet lake`, `on a running track`. */
export function inPlace(place: Place): string {
  if (UNIQUE.test(place.phrase))
    return `${placePreposition(place)} ${/^outer space$|\p{Lu}/u.test(place.phrase) ? "" : "the "}${place.phrase}`;
  if (isPlural(place.phrase.split(" ").at(-1) ?? "")) return `in the ${place.phrase}`;
  return `${placePreposition(place)} ${withArticle(place.phrase)}`;
}

const UNIQUE =
  /\p{Lu}|^(outer space|(.* )?(sky|sea|ocean|moon|universe|arctic|underworld|countryside|solar system|milky way|world))$/u;

/** The preposition that a place is spoken of with. */
export function placePreposition({ phrase, kind }: Place): string {
  if (/\b(line|corner|crossroads|entrance|gate|door|station|stop|airport)$/i.test(phrase)) return "at";
  if (
    /\b(lake|pond|river|sea|ocean|shore|stream|waterfall|harbou?r|bay|lagoon|canal|lighthouse|pier|creek|coast|seaside)s?$/i.test(
      phrase,
    )
  )
    return "by";
  if (
    /\b(street|road|bridge|beach|rooftop|hill|island|mountain|mountaintop|peak|summit|stage|track|court|pitch|farm|moon|mars|planet|cliff|ship|boat|dune|glacier|iceberg|plain|ridge|volcano|battlefield|hilltop|ranch|slope|field|landscape|savanna|highway|reef|pier|porch|train|bus)s?$/i.test(
      phrase,
    )
  ) {
    return "on";
  }
  return ON.includes(kind) && /\b(top|side)$/.test(phrase) ? "on" : "in";
}

const TIME_WORDS: Record<TimeOfDay, string> = {
  dawn: "at dawn",
  day: "in daylight",
  dusk: "at dusk",
  night: "at night",
};
const WEATHER_WORDS: Record<Weather, string> = {
  clear: "",
  cloudy: "under a cloudy sky",
  rain: "in the rain",
  storm: "under a stormy sky",
  snow: "in falling snow",
  fog: "in drifting mist",
};

function lightWords({ timeOfDay, weather, place }: Seen, said: string): string {
  const indoors =
    place.kind === "room" || place.kind === "workshop" || place.kind === "underground" || place.kind === "space";
  const time = indoors && timeOfDay === "day" ? "" : TIME_WORDS[timeOfDay];
  const sky = indoors ? "" : WEATHER_WORDS[weather];
  return [time, sky]
    .filter((words) => words !== "" && !said.includes(words.split(" ").at(-1) ?? words))
    .map((words) => `, ${words}`)
    .join("");
}
