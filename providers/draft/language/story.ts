import { type Being, createReader } from "./cast.ts";
import { type Clause, isTensed, splitClauses, type Tense, tenseOf } from "./clauses.ts";
import { parseWords, type Word } from "./grammar.ts";
import { findMentions, type Mention } from "./mentions.ts";
import { nounPhrases } from "./noun-phrases.ts";
import { countWords, splitSentences } from "./sentences.ts";

/** A sentence of the prompt, taken apart. */
export interface Sentence {
  text: string;
  words: readonly Word[];
  clauses: readonly Clause[];
  /** Who is in it, most important first. */
  beings: readonly Being[];
}

/** An English story as it was read once, before it is told. */
export interface Story {
  text: string;
  sentences: readonly Sentence[];
  tense: Tense;
  beings: readonly Being[];
  wordCount: number;
}

export function readStory(text: string): Story {
  const parsed = splitSentences(text, "en").map((sentence) => ({ text: sentence, words: parseWords(sentence) }));
  const tense = tenseOf(parsed.flatMap((sentence) => sentence.words));
  const reader = createReader(text);
  const sentences = parsed.map((sentence) => {
    const beings = reader.read(sentence.words);
    return {
      ...sentence,
      beings,
      clauses: splitClauses(sentence.text, sentence.words, (words) => subjectOf(words, beings), tense),
    };
  });
  return { text, sentences, tense, beings: reader.beings, wordCount: countWords(text) };
}

/** How to go on about a clause's subject, with a capital: a pronoun where it is clear, else the noun again. */
function subjectOf(words: readonly Word[], beings: readonly Being[]): string | null {
  const verb = words.findIndex(isTensed);
  const before = words.slice(0, verb < 0 ? words.length : verb);
  const pronoun = before.findLast((word) => /^(i|we|you|he|she|it|they)$/.test(word.lower));
  if (pronoun) return capital(pronoun.lower);
  const phrase = nounPhrases(before).findLast((candidate) => candidate.preposition === "");
  const mention = findMentions(words).find((candidate) => candidate.at === phrase?.head) ?? findMentions(before)[0];
  const being = mention && beings.find((known) => isSame(known, mention));
  if (mention && being) {
    if (being.pronoun && being.plural === mention.plural) return capital(being.pronoun);
    return being.plural ? "They" : `The ${being.head}`;
  }
  const head = phrase ? words[phrase.head] : undefined;
  if (!head) return null;
  return head.tags.has("Plural") ? "They" : "It";
}

function isSame(being: Being, mention: Mention): boolean {
  if (mention.name !== null && being.name !== null)
    return being.name.includes(mention.name) || mention.name.includes(being.name);
  return being.head === mention.head || being.kind === mention.phrase;
}

function capital(word: string): string {
  return word === "i" ? "I" : word.charAt(0).toUpperCase() + word.slice(1);
}

/** Those who carry the story: the one it begins with, and whoever comes back. */
export function protagonists(story: Story): Being[] {
  const seenIn = (being: Being) => story.sentences.filter((sentence) => sentence.beings.includes(being)).length;
  const ranked = story.beings
    .map((being, at) => ({
      being,
      score: being.mentions + 2 * being.asSubject + (being.name ? 2 : 0) - at * 0.1,
      sentences: seenIn(being),
    }))
    .sort((a, b) => b.score - a.score);
  const least = story.sentences.length > 3 ? 2 : 1;
  return ranked
    .filter(({ score, sentences }, rank) => rank === 0 || (sentences >= least && score >= (least === 2 ? 4 : 0.5)))
    .slice(0, 4)
    .map(({ being }) => being);
}
