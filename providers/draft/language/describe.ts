import type { TimeOfDay, Weather } from "../../../models/vocabulary.ts";
import type { Beat } from "./beats.ts";
import { withArticle } from "./grammar.ts";
import type { Member } from "./members.ts";
import type { Place } from "./places.ts";
import { asSentence, splitSentences } from "./sentences.ts";
import type { PlaceKind } from "./words/places.ts";

interface Seen {
  beat: Beat;
  members: readonly Member[];
  place: Place;
  timeOfDay: TimeOfDay;
  weather: Weather;
  subjects: readonly string[];
}

/** One sentence that a painter understands without the others: who, what, where, in which light. */
export function describe(seen: Seen): string {
  const action = seen.beat.sight ?? visibleSentence(seen);
  const bare = action.replace(/[.!?…]+["')]*$/u, "");
  const where = mentionsPlace(bare, seen.place) ? "" : `, ${inPlace(seen.place)}`;
  return asSentence(`${bare}${where}${lightWords(seen, bare)}`).slice(0, 1000);
}

/** The sentence of the narration that shows most, with its people named. */
function visibleSentence({ beat, members, subjects }: Seen): string {
  const sentences = splitSentences(beat.text, "en");
  const shows = (sentence: string) => subjects.filter((subject) => sentence.includes(subject)).length;
  const best = sentences.reduce((a, b) => (shows(b) > shows(a) ? b : a), sentences[0] ?? beat.text);
  const bare = best
    .replace(
      /^(?:However|Despite this|Finally|Next|First|Then|Lastly|Ultimately|Together|In the end|One day|Along the way|Over time|On the (?:first|second|third|fourth|fifth|sixth|seventh|last) (?:day|night)|The next day), /i,
      "",
    )
    .replace(/^(?:And|But|So|Then) /, "");
  const lead = members[0];
  return lead ? nameSubject(bare, lead) : bare;
}

/** `She jumped` → `A young girl jumped`, `Emily found` → `Emily, a young girl, found`. */
function nameSubject(sentence: string, lead: Member): string {
  const painted = lead.plural ? lead.kind : withArticle(lead.kind);
  const pronoun = new RegExp(`^(${lead.pronoun})\\b`, "i");
  if (pronoun.test(sentence)) return sentence.replace(pronoun, painted);
  const later = new RegExp(`, (${lead.pronoun}) `, "i");
  const name = lead.being.name;
  if (name && sentence.includes(name) && !sentence.includes(lead.kind)) {
    return sentence.replace(`${name}'s`, `the ${lead.kind}'s`).replace(name, `${name}, ${painted},`).replace(",,", ",");
  }
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
  return `${placePreposition(place)} ${withArticle(place.phrase)}`;
}

/** The preposition that a place is spoken of with. */
export function placePreposition({ phrase, kind }: Place): string {
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
