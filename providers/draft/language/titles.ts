import { gerundOf, infinitiveOf, type Word } from "./grammar.ts";
import type { Member } from "./members.ts";
import { isDrawable, nounPhrases } from "./noun-phrases.ts";
import type { Place } from "./places.ts";

interface Titled {
  beat: { title?: string; sight?: string };
  words: readonly Word[];
  own: readonly string[];
  members: readonly Member[];
  place: Place;
}

/** A short title for each scene, no two alike: what is done or seen there. */
export function titleScenes(scenes: readonly Titled[]): string[] {
  const used = new Set<string>();
  return scenes.map((scene, index) => {
    const lead = scene.members[0];
    const wishes = [
      ...(index === 0 ? [the(scene.place.phrase)] : []),
      scene.beat.title,
      scene.beat.sight ? undefined : deedTitle(scene.words),
      ...scene.own.map(the),
      the(scene.place.phrase),
      lead ? titleOf(lead) : undefined,
    ];
    const title =
      wishes.find((wish) => wish && !used.has(wish)) ?? numbered(the(scene.own[0] ?? scene.place.phrase), used);
    used.add(title);
    return title;
  });
}

/** `She crossed the desolate desert` → `Crossing the Desolate Desert`; null when nothing is done to anything. */
function deedTitle(words: readonly Word[]): string | undefined {
  const at = words.findIndex(
    (word, index) => word.tags.has("PastTense") || (word.tags.has("PresentTense") && words[index - 1]?.lower !== "to"),
  );
  const verb = words[at];
  if (!verb || verb.tags.has("Copula") || verb.tags.has("Auxiliary") || verb.after !== "") return undefined;
  const object = nounPhrases(words).find((phrase) => phrase.head > at && phrase.start - at <= 3);
  const head = object ? words[object.head] : undefined;
  if (!object || !head || object.head - at > 6 || !isDrawable(head.lower)) return undefined;
  const rest = words.slice(at + 1, object.head + 1);
  const plain = infinitiveOf(verb.lower);
  if (
    /^(say|tell|name|contain|know|understand|fear|sleep|want|love|need|think|feel|hear|notice|try|be|have|do|seem|become|begin|start|realize|decide|make|look|give|lie|live|attract)$/.test(
      plain,
    )
  )
    return undefined;
  if (
    rest.some(
      (word) =>
        word.lower === "that" ||
        word.tags.has("Pronoun") ||
        (word.after.includes(",") && word !== head) ||
        word.tags.has("Verb"),
    )
  )
    return undefined;
  return capitals(`${gerundOf(plain)} ${rest.map((word) => word.text).join(" ")}`.replace(/['’]s$/, ""));
}

/** The film's title. */
export function titleFilm(cast: readonly Member[], things: readonly string[], place: string | null): string {
  const [lead, second] = cast;
  const name = lead ? titleOf(lead) : null;
  const other = things[0] ? the(things[0]) : second ? titleOf(second) : null;
  if (name && other) return `${name} and ${other.replace(/^The /, "the ")}`.slice(0, 100);
  return (name ?? other ?? (place ? the(place) : "A Little Film")).slice(0, 100);
}

/** The title of a film about a topic: `Time`, `The Red Bicycle`. */
export function titleTopic(topic: string, isThing: boolean): string {
  return isThing ? the(topic) : capitals(topic).slice(0, 100);
}

/** A proper name as it is, else `The Penguins`. */
function titleOf(member: Member): string {
  return member.being.name ?? the(member.name.charAt(0).toLowerCase() + member.name.slice(1));
}

function the(phrase: string): string {
  const isName = /\p{Lu}/u.test(phrase) || /^(the|an?|my|our) /.test(phrase);
  return isName ? capitals(phrase) : `The ${capitals(phrase)}`;
}

function capitals(phrase: string): string {
  const small = /^(of|the|a|an|and|in|on|at|to|by|for|with|into|his|her|its|their|from)$/;
  const words = phrase.slice(0, 70).split(" ");
  return words
    .map((word, at) => (at > 0 && small.test(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(" ");
}

function numbered(title: string, used: ReadonlySet<string>): string {
  for (let count = 2; ; count++) if (!used.has(`${title}, ${count}`)) return `${title}, ${count}`;
}
