import { type Pronoun, pronounOfNoun } from "./beings.ts";
import type { Being } from "./cast.ts";
import { withArticle } from "./grammar.ts";
import type { Chooser } from "./random.ts";

/** Somebody of the film's cast, ready to be spoken of and drawn. */
export interface Member {
  being: Being;
  id: string;
  name: string;
  /** Noun phrase to draw, with the number of a group that is counted: `two astronauts`. */
  kind: string;
  pronoun: Pronoun;
  plural: boolean;
  /** First mention: `a fox`, `Emily`. */
  introduced: string;
  /** Later mention: `the fox`, `Emily`. */
  known: string;
}

/** The cast of a film, with everything settled that the prompt leaves open. */
export function settleCast(beings: readonly Being[], choose: Chooser): Member[] {
  const ids = new Set<string>();
  return beings.map((being, at) => {
    const pronoun = being.pronoun ?? openPronoun(being, choose);
    const sort = being.kind || { he: "young man", she: "young woman", it: "creature", they: "people" }[pronoun];
    const kind = being.plural && COUNTED.test(being.count ?? "") ? `${being.count} ${sort}` : sort;
    const id = freeId(kebab(being.name ?? sort) || `character-${at + 1}`, ids);
    ids.add(id);
    const article = being.plural ? `${being.count ?? "some"} ${sort}` : withArticle(sort);
    return {
      being,
      id,
      name: being.name ?? capital(sort),
      kind,
      pronoun,
      plural: being.plural,
      introduced: being.name === null ? article : introduceName(being.name, being.kind),
      known: being.name ?? `the ${shortKind(sort)}`,
    };
  });
}

/** How many they are is drawn, where it can be counted. */
const COUNTED = /^(two|three|four|five|six|seven|eight|nine|ten)$/;

/** How somebody is spoken of later: `the wizard`, once it is known that he is young. */
function shortKind(kind: string): string {
  const bare = kind.replace(/^(?:young|old|little|big|small|tiny|lonely|giant|huge) /, "");
  return bare === "man" || bare === "woman" ? kind : bare;
}

/** `a young girl named Emily`; a name that says what it is stands alone. */
function introduceName(name: string, kind: string): string {
  return kind === "" || name.toLowerCase().includes(kind) || name.startsWith("Team ")
    ? name
    : `${withArticle(kind)} named ${name}`;
}

/** Where the words do not tell, a person or animal is he or she by choice, and a machine is it. */
function openPronoun(being: Being, choose: Chooser): Pronoun {
  if (being.plural) return "they";
  const told = pronounOfNoun(being.head);
  if (told && told !== "they") return told;
  return /robot|machine|rover|drone|monster|creature/.test(being.head) ? "it" : choose.pick(["he", "she"]);
}

function kebab(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f']/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 50)
    .replace(/-+$/, "");
}

function freeId(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let count = 2; ; count++) if (!taken.has(`${wanted}-${count}`)) return `${wanted}-${count}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
