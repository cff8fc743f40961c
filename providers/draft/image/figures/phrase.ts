/**
 * Takes a noun phrase apart: "the endless water bottle of a giant" has the parts "endless water bottle" and "giant".
 * Not here: what any of the words means.
 */

/** Everything longer is cut: a noun phrase is short, and the text comes from outside. */
const MAX_CHARACTERS = 300;
const MAX_WORDS = 28;

const LINKS = new Set(
  (
    "of with in on at from under over by near who that which whose when where while and or but to for inside beside " +
    "behind through into onto among between against made named called wearing holding carrying without around across " +
    "above below beneath like as is was has have had are were be being upon before after than about within towards along"
  ).split(" "),
);
const FILLERS = new Set(
  "the a an this that these those his her its their my our your some any each every another other only very most more so such".split(
    " ",
  ),
);
/** "a herd of elephants" is about elephants. */
const MEASURES = new Set(
  (
    "group pair piece herd flock pack swarm bunch set number lot kind sort type couple crowd row line pile heap handful " +
    "bit slice part half dozen hundreds thousands family army sea field collection silhouette figure image sight view shape form " +
    "sound glimpse trace"
  ).split(" "),
);
const IRREGULAR: ReadonlyMap<string, string> = new Map(
  Object.entries({
    mice: "mouse",
    geese: "goose",
    oxen: "ox",
    teeth: "tooth",
    feet: "foot",
    children: "child",
    men: "man",
    women: "woman",
    people: "person",
    dice: "die",
    cacti: "cactus",
    fungi: "fungus",
    octopi: "octopus",
    halves: "half",
  }),
);

/** The words of a text, lower case, without accents; other scripts give none. */
export function wordsOf(text: string): string[] {
  const plain = text.slice(0, MAX_CHARACTERS).normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
  const words = plain.replace(/['’]s\b/g, "").match(/[a-z0-9]+/g) ?? [];
  return words.slice(0, MAX_WORDS);
}

/** The noun phrases inside a phrase, the one that matters most first; none of them empty. */
export function partsOf(words: readonly string[]): string[][] {
  const parts: string[][] = [[]];
  for (const word of words) {
    if (LINKS.has(word)) parts.push([]);
    else if (!FILLERS.has(word)) parts.at(-1)?.push(word);
  }
  const spoken = parts.filter((part) => part.length > 0);
  const measured = spoken.length > 1 && spoken[0]?.length === 1 && MEASURES.has(spoken[0][0] ?? "");
  return measured ? spoken.slice(1) : spoken;
}

/** What a word may be in the singular, the likeliest first; the word itself is always among them. */
export function singulars(word: string): string[] {
  const known = IRREGULAR.get(word);
  if (known) return [known, word];
  if (word.length < 4 || !word.endsWith("s") || word.endsWith("ss")) return [word];
  const shorter = word.slice(0, -1);
  if (word.endsWith("ies")) return [word, `${word.slice(0, -3)}y`, shorter];
  if (word.endsWith("ves")) return [word, `${word.slice(0, -3)}f`, `${word.slice(0, -3)}fe`, shorter];
  return word.endsWith("es") ? [word, shorter, word.slice(0, -2)] : [word, shorter];
}
