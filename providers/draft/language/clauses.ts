import { gerundOf, infinitiveOf, pastOf, presentOf, type Word } from "./grammar.ts";
import { nounPhrases } from "./noun-phrases.ts";

/** A part of a sentence that may be left out, or told by itself. */
export interface Clause {
  /** As written, with the punctuation behind it. */
  text: string;
  words: readonly Word[];
  role: "main" | "independent" | "shared" | "gerund" | "tail";
  /** As a sentence of its own, without the first capital; null when it only lives behind the clause before. */
  alone: string | null;
}

export type Tense = "past" | "present";

/** Names the subject of a clause again, with a capital: `She`, `The runner`; null when the clause names none. */
export type SubjectOf = (words: readonly Word[]) => string | null;

/** Cuts a sentence at the borders where a narrator could breathe. */
export function splitClauses(text: string, words: readonly Word[], subjectOf: SubjectOf, tense: Tense): Clause[] {
  const starts = clauseStarts(words);
  let subject = "It";
  return starts.map((start, at) => {
    const end = starts[at + 1] ?? words.length;
    const part = words.slice(start, end);
    const spoken = text.slice(at === 0 ? 0 : words[start]?.from, words[end]?.from ?? text.length).trim();
    const role = at === 0 ? "main" : (roleOf(part) ?? "tail");
    if (role === "main" || role === "independent") subject = subjectOf(part) ?? subject;
    return { text: spoken, words: part, role, alone: standAlone(spoken, part, role, subject, tense) };
  });
}

function clauseStarts(words: readonly Word[]): number[] {
  const starts = [0];
  for (let at = 1; at < words.length; at++) {
    const from = starts.at(-1) ?? 0;
    const start = isBorder(words, at, from) ? withOpening(words, at, from) : 0;
    if (start > from) starts.push(start);
  }
  return starts;
}

/** `…, and in the end, he won`: the words that open a clause go with it and not with the clause before. */
function withOpening(words: readonly Word[], at: number, from: number): number {
  const role = roleOf(words.slice(at));
  if (words[at - 1]?.after !== "," || (role !== "independent" && role !== "shared")) return at;
  for (let start = at - 1; start > from + 2 && start >= at - 9; start--) {
    if (isTensed(words[start])) return at;
    if (words[start - 1]?.after.includes(",") || isConjunction(words[start]))
      return opensClause(words, start) ? start : at;
  }
  return at;
}

function opensClause(words: readonly Word[], start: number): boolean {
  const first = words[isConjunction(words[start]) ? start + 1 : start];
  return first !== undefined && (OPENING.test(first.lower) || first.tags.has("Adverb"));
}

const OPENING =
  /^(in|on|at|with|upon|by|under|during|after|before|until|to|from|through|for|as|without|finally|suddenly|then|when)$/;

function isConjunction(word: Word | undefined): boolean {
  return CONJUNCTION.test(word?.lower ?? "");
}

/** Past when the story's verbs are mostly past. */
export function tenseOf(words: readonly Word[]): Tense {
  const finite = words.filter(
    (word) => word.tags.has("Verb") && !word.tags.has("Infinitive") && !word.tags.has("Gerund"),
  );
  const past = finite.filter((word) => word.tags.has("PastTense")).length;
  return past * 2 > finite.length ? "past" : "present";
}

function isBorder(words: readonly Word[], at: number, from: number): boolean {
  const before = words[at - 1];
  if (!before) return false;
  const clause = words.slice(from, at);
  const rest = words.slice(at);
  const breathes = /[,;:—–]/.test(before.after);
  const role = roleOf(rest);
  if (role === null) return false;
  // A list item or an opening such as "In the end," leans on what follows.
  if (!hasFiniteVerb(clause) || onlyOpens(clause)) return false;
  if (breathes) return true;
  return (
    hasFiniteVerb(sinceComma(clause)) &&
    role === "independent" &&
    /^(and|but|while|so)$/.test(words[at]?.lower ?? "") &&
    clause.length >= 4
  );
}

/** `With the wolf gone,` leads in to what follows and says nothing by itself. */
function onlyOpens(clause: readonly Word[]): boolean {
  const first = clause[0];
  const leads = first !== undefined && (LEAD_IN.test(first.lower) || first.tags.has("Gerund"));
  return leads && !clause.slice(0, -1).some((word) => word.after.includes(","));
}

const LEAD_IN =
  /^(in|on|at|with|by|to|under|over|near|through|using|upon|when|as|after|before|if|once|although|though|since|while|until|because|despite|during|for|from)$/;

function sinceComma(clause: readonly Word[]): readonly Word[] {
  return clause.slice(clause.slice(0, -1).findLastIndex((word) => word.after.includes(",")) + 1);
}

const CONJUNCTION = /^(and|but|so|then|yet|or)$/;
const SUBORDINATE = /^(while|as|when|until|because|though|although|since|if|after|before|once|where|whereas)$/;
const RELATIVE = /^(who|which|whose|whom|that)$/;

/** What a clause that begins here would be; null when nothing that can stand begins here. */
function roleOf(rest: readonly Word[]): Clause["role"] | null {
  const body = afterOpening(isConjunction(rest[0]) ? rest.slice(1) : rest);
  const clause = upToPause(body);
  const first = body.find((word) => !word.tags.has("Adverb") || word.tags.has("Verb"));
  if (!first) return null;
  if (RELATIVE.test(first.lower)) return "tail";
  if (SUBORDINATE.test(first.lower)) return hasFiniteVerb(clause) ? "tail" : null;
  if (first.tags.has("Gerund")) return isConjunction(rest[0]) ? null : "gerund";
  if (isTensed(first)) return isPassive(body, first) ? "tail" : "shared";
  return opensWithSubject(clause) && hasFiniteVerb(clause) ? "independent" : null;
}

/** Without a lead-in such as "in the final moments,". */
function afterOpening(words: readonly Word[]): readonly Word[] {
  const pause = words.findIndex((word) => word.after.includes(","));
  if (pause < 0 || pause > 7 || !OPENING.test(words[0]?.lower ?? "")) return words;
  return words.slice(0, pause + 1).some(isTensed) ? words : words.slice(pause + 1);
}

function upToPause(words: readonly Word[]): readonly Word[] {
  const near = words.slice(0, 14);
  const pause = near.findIndex((word) => /[,;:—–.!?]/.test(word.after));
  return pause < 0 ? near : near.slice(0, pause + 1);
}

function opensWithSubject(clause: readonly Word[]): boolean {
  const first = clause[0];
  if (!first) return false;
  if (first.tags.has("Pronoun")) return clause.length > 1;
  const verb = clause.findIndex(isTensed);
  const phrase = nounPhrases(clause)[0];
  if (!phrase || clause.slice(0, verb).some((word) => RELATIVE.test(word.lower))) return false;
  return phrase.head < verb && phrase.start <= 2 && phrase.preposition === "";
}

/** `cursed by a wizard`: a participle, not what somebody did. */
function isPassive(body: readonly Word[], verb: Word): boolean {
  const next = body[body.indexOf(verb) + 1]?.lower ?? "";
  return (
    verb.tags.has("PastTense") &&
    /^(by|with|from|in|as|named|called|to|of)$/.test(next) &&
    !/^(went|came|ran|walked|returned|led|rose|fell|flew|sailed|set)$/.test(verb.lower)
  );
}

export function hasFiniteVerb(clause: readonly Word[]): boolean {
  return clause.some((word, at) => isTensed(word) && clause[at - 1]?.lower !== "to");
}

export function isTensed(word: Word | undefined): boolean {
  if (!word?.tags.has("Verb") || word.tags.has("Gerund") || word.tags.has("Pronoun")) return false;
  return (
    ["PastTense", "PresentTense", "Copula", "Modal", "Auxiliary"].some((tag) => word.tags.has(tag)) &&
    !word.tags.has("Infinitive")
  );
}

function standAlone(
  text: string,
  words: readonly Word[],
  role: Clause["role"],
  subject: string,
  tense: Tense,
): string | null {
  if (role === "main") return text;
  const bare = isConjunction(words[0]) ? text.slice((words[1]?.from ?? 0) - (words[0]?.from ?? 0)) : text;
  if (role === "independent") return bare.replace(/^while /i, "");
  if (role === "shared") {
    const lead = /^((?:in|on|at|with|upon|by|under|during|after|before|without) [^,]{1,60}, )(.*)$/.exec(bare);
    return lead ? `${lead[1]}${midSentence(subject)} ${lead[2]}` : `${subject} ${bare.replace(/^, */, "")}`;
  }
  if (role === "tail") return /^where (he|she|it|they|the|a)\b/.test(text) ? text.replace(/^where/, "There,") : null;
  return fromGerund(text, words, subject, tense);
}

/** `finding the way and opening the door` → `She found the way and opened the door`. */
function fromGerund(text: string, words: readonly Word[], subject: string, tense: Tense): string | null {
  const plural = /^(They|We|You|I)$/.test(subject);
  const told = (verb: string): string | null => {
    const plain = infinitiveOf(verb);
    // Only a verb that comes back unharmed is sure to have been understood.
    if (gerundOf(plain) !== verb || /^(be|include|accord|allow|cause|make|leave|emit|end)$/.test(plain)) return null;
    if (tense === "past") return pastOf(plain);
    return plural ? plain : presentOf(plain);
  };
  const at = words.findIndex((word) => word.tags.has("Gerund"));
  const verb = words[at];
  const form = verb ? told(verb.lower) : null;
  if (!verb || !form || words.length < 3 || /^(them|him|her|us)$/.test(words[at + 1]?.lower ?? "")) return null;
  const rest = text.slice(verb.from - (words[0]?.from ?? 0) + verb.text.length);
  const second = rest.replace(/\band (\p{L}+ing)\b/gu, (whole, other: string) => {
    const known = words.some((word) => word.lower === other && word.tags.has("Gerund"));
    return known ? `and ${told(other) ?? other}` : whole;
  });
  return [subject, ...words.slice(0, at).map((word) => word.text), form].join(" ") + second;
}

function midSentence(subject: string): string {
  return subject === "I" || /^\p{Lu}\p{L}+ \p{Lu}/u.test(subject)
    ? subject
    : subject.charAt(0).toLowerCase() + subject.slice(1);
}
