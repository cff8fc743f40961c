import { beingKind, type Pronoun, pronounOf, pronounOfNoun } from "./beings.ts";
import { singularOf, type Word } from "./grammar.ts";
import { findMentions, type Mention } from "./mentions.ts";
import { GROUPS } from "./words/beings.ts";

/** Somebody of the story, while it is read. */
export interface Being {
  name: string | null;
  /** Head noun in the singular. */
  head: string;
  /** What is drawn: `young girl`, `warriors`. */
  kind: string;
  plural: boolean;
  /** `two`, `three`, … as first spoken of. */
  count?: string | null;
  pronoun: Pronoun | null;
  mentions: number;
  asSubject: number;
}

/** Follows who is spoken of, sentence after sentence. */
export interface Reader {
  /** Those that this sentence shows, most important first. Unknown beings are taken in unless the reader is closed. */
  read(words: readonly Word[]): Being[];
  readonly beings: readonly Being[];
}

/** With `known`, only these are followed and nobody new is met. */
export function createReader(story: string, known: readonly Being[] | null = null): Reader {
  const sport = sportOf(story);
  const beings: Being[] = known ? [...known] : firstTeam(story, sport);
  let recent: Being[] = [...beings];

  const meet = (mention: Mention): Being | null => {
    const found = playsFor(mention, beings, recent) ?? recognise(mention, beings);
    if (found || known) return found;
    const being = introduce(mention, sport);
    beings.push(being);
    return being;
  };

  return {
    beings,
    read(words) {
      const seen: Being[] = [];
      const note = (being: Being | null, isSubject: boolean) => {
        if (!being) return;
        if (!known) {
          being.mentions += 1;
          if (isSubject) being.asSubject += 1;
        }
        if (!seen.includes(being)) seen.push(being);
      };
      const mentions = findMentions(words);
      for (const [at, word] of words.entries()) {
        const mention = mentions.find((candidate) => candidate.at === at);
        if (mention) note(meet(mention), mention.isSubject);
        else note(beings.find((being) => isCalled(being, word)) ?? referredTo(word, seen, recent), at < 2);
      }
      recent = [...seen, ...recent.filter((being) => !seen.includes(being))];
      return seen;
    },
  };
}

/** In a match of teams, a runner or player is the one of the team that was spoken of last. */
function playsFor(mention: Mention, beings: readonly Being[], recent: readonly Being[]): Being | null {
  if (mention.name !== null || !/^(runner|player|forward|team|teammate|member|side|opponent)$/.test(mention.head))
    return null;
  return [...recent, ...beings].find((being) => being.head === "team" && being.name !== null) ?? null;
}

/** A match's players are of some team, even before it is named. */
function firstTeam(story: string, kind: string): Being[] {
  const name = /\bTeam [A-Z]\b/.exec(story)?.[0];
  return name
    ? [{ name, head: "team", kind, plural: kind.endsWith("s"), pronoun: "they", mentions: 0, asSubject: 0 }]
    : [];
}

function recognise(mention: Mention, beings: readonly Being[]): Being | null {
  if (mention.name !== null) {
    const name = mention.name;
    const same = beings.find((being) => being.name !== null && sharesName(being.name, name));
    if (same) return same;
    if (mention.head === "") return null;
    return (
      beings.find(
        (being) => being.name === null && being.head === mention.head && !being.plural && takesName(being, mention),
      ) ?? null
    );
  }
  const alike = beings.filter((being) => being.head === mention.head);
  if (mention.isNew && alike.length > 0 && plainKind(mention) !== alike.at(-1)?.kind && mention.phrase.includes(" "))
    return null;
  return alike.find((being) => being.plural === mention.plural) ?? alike[0] ?? null;
}

function sharesName(known: string, name: string): boolean {
  if (known.startsWith("Team ") || name.startsWith("Team ")) return known === name;
  return known === name || known.split(" ").includes(name) || name.split(" ").includes(known.split(" ").at(-1) ?? "");
}

/** `a young girl named Emily`: the girl of this sentence gets the name. */
function takesName(being: Being, mention: Mention): boolean {
  if (being.kind !== mention.phrase) return false;
  being.name = mention.name;
  return true;
}

function introduce(mention: Mention, sport: string): Being {
  const team = mention.name?.startsWith("Team ") ?? false;
  const kind = team ? sport : plainKind(mention);
  const head = singularOf(kind.split(" ").at(-1) ?? "");
  return {
    name: mention.name,
    head: team ? "team" : mention.head || head,
    kind,
    plural: mention.plural || mention.head in GROUPS || (team && sport.endsWith("s")),
    pronoun: mention.plural ? "they" : (pronounOfNoun(mention.head || head) ?? mention.pronoun),
    count: mention.count,
    mentions: 0,
    asSubject: 0,
  };
}

const SEEN_IN_KIND =
  /^(young|old|little|tiny|small|big|bad|giant|huge|elderly|ugly|fat|tall|baby|red|blue|green|yellow|golden|silver|white|black|grey|gray|brown|pink|purple|orange|wooden|polar|sea|teenage|medieval|robotic|mechanical|dark|invisible|ghostly|snow)$/;

/** A phrase without what cannot be drawn: `brave young girl` → `young girl`. */
function plainKind(mention: Mention): string {
  const group = GROUPS[mention.head];
  if (group) return /raid/.test(mention.phrase) ? "tomb raiders" : group;
  const words = mention.phrase.split(" ");
  const head = words.at(-1) ?? mention.head;
  const before = words
    .slice(0, -1)
    .filter((word) => SEEN_IN_KIND.test(word) || beingKind(word) !== null || isNounLike(word));
  return [...before, head].join(" ");
}

function isNounLike(word: string): boolean {
  return /^(lighthouse|tomb|circus|street|space|school|farm|desert|forest|mountain|taxi|bus|train|pirate|police|music|book|village|water|fire|ice|stone|clock|toy|sword|river|sand|moon|star|bird|snow|cave|street|jazz|soccer|football|basketball|ballet)$/.test(
    word,
  );
}

/** A name is known again even where the grammar hides it. */
function isCalled(being: Being, word: Word): boolean {
  return (
    /^\p{Lu}\p{Ll}/u.test(word.text) &&
    (being.name?.split(" ").includes(word.text.replace(/['’]s$/, "")) ?? false) &&
    being.head !== "team"
  );
}

/** The one that a pronoun means: first somebody of this sentence, then the last spoken of. */
function referredTo(word: Word, seen: readonly Being[], recent: readonly Being[]): Being | null {
  const pronoun = pronounOf(word.lower);
  if (!pronoun || !word.tags.has("Pronoun")) return null;
  const candidates = [...seen, ...recent];
  const exact = candidates.find((being) => being.pronoun === pronoun);
  const open = candidates.find((being) => being.pronoun === null && !being.plural);
  if (pronoun === "they") return candidates.find((being) => being.plural) ?? null;
  const isThing = (being: Being) =>
    beingKind(being.head) !== "person" && !being.plural && (being.pronoun ?? "it") === "it";
  const found = pronoun === "it" ? (candidates.find(isThing) ?? null) : (exact ?? open ?? null);
  if (found) found.pronoun ??= pronoun;
  return found;
}

/** What a team's members are called and drawn as. */
function sportOf(story: string): string {
  if (/\b(race|runner|baton|marathon|sprint)/i.test(story)) return "runner";
  if (/\b(three-pointer|basketball|dunk|beyond the arc)/i.test(story)) return "basketball players";
  if (/\b(volleyball|serves?|smash|set)\b/i.test(story)) return "volleyball players";
  if (/\b(goal|football|soccer|penalty)/i.test(story)) return "football players";
  return "players";
}
