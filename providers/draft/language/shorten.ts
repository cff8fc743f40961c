import type { Clause } from "./clauses.ts";
import { namedPlace } from "./places.ts";
import { countWords } from "./sentences.ts";
import { protagonists, type Story } from "./story.ts";

/** A clause with its place in the story. */
export interface Piece {
  sentence: number;
  clause: number;
  part: Clause;
  words: number;
}

/** A story this many times longer than what can be told of it loses its thread, and keeps its course. */
const EXCERPT = 5;

/** How much a clause of this kind carries. */
const WEIGHT: Record<Clause["role"], number> = { tail: 3, gerund: 2.2, shared: 3.4, independent: 3.6, main: 4.2 };

/**
 * The story's clauses in order, with so many left out that about `budget` words remain: of a story many times too long
 * they come from all over it. The first and the last thing told always stay.
 */
export function shortenStory(story: Story, budget: number, scenes: number): Piece[] {
  const pieces = piecesOf(story);
  const isExcerpt = story.wordCount > budget * EXCERPT;
  const rank = importance(story, pieces, isExcerpt);
  const end = lastWords(pieces, budget);
  let blocks = pieces.filter((piece) => piece.part.alone !== null).length;
  let excess = pieces.reduce((sum, piece) => sum + piece.words, 0) - budget;
  while (excess > 0) {
    // A scene with a sentence of its own is worth a few words too many.
    const spare = blocks > scenes || excess > budget * 0.2;
    const at = leastNeeded(
      pieces,
      rank,
      isExcerpt ? null : excess,
      (piece) => !end.has(piece) && (spare || piece.part.alone === null),
    );
    if (at === null) break;
    const dropped = pieces.splice(at, tailsEnd(pieces, at) - at);
    excess -= wordsOf(dropped);
    blocks -= dropped.filter((piece) => piece.part.alone !== null).length;
  }
  return pieces;
}

/** The last sentence, whole where it takes no more than half of the time; of a longer one its last clause. */
function lastWords(pieces: readonly Piece[], budget: number): ReadonlySet<Piece> {
  const last = pieces.filter((piece) => piece.sentence === pieces.at(-1)?.sentence);
  const standing = last.filter((piece) => piece.part.alone !== null);
  return new Set(wordsOf(last) <= budget / 2 ? last : standing.slice(-1));
}

/**
 * Of the least important clauses the one whose length comes nearest to what is too much; where that is not asked for,
 * the one that leaves the smallest gap in the story. Never the first.
 */
function leastNeeded(
  pieces: readonly Piece[],
  rank: ReadonlyMap<Piece, number>,
  excess: number | null,
  mayDrop: (piece: Piece) => boolean,
): number | null {
  const open = pieces.flatMap((piece, at) => (at > 0 && mayDrop(piece) ? [{ at, rank: rank.get(piece) ?? 0 }] : []));
  const least = open.reduce((lowest, candidate) => Math.min(lowest, candidate.rank), Number.POSITIVE_INFINITY);
  let best: { at: number; cost: number } | null = null;
  for (const { at, rank } of open) {
    if (rank > least + 0.8) continue;
    const cost =
      excess === null ? gapAround(pieces, at) : Math.abs(wordsOf(pieces.slice(at, tailsEnd(pieces, at))) - excess);
    if (!best || cost < best.cost) best = { at, cost };
  }
  return best?.at ?? null;
}

/** How many sentences would lie between the neighbours of a clause that is left out. */
function gapAround(pieces: readonly Piece[], at: number): number {
  const before = pieces[at - 1]?.sentence ?? -1;
  return (pieces[tailsEnd(pieces, at)]?.sentence ?? before) - before;
}

/** Clauses that cannot stand alone go with the one that they lean on: the index behind the last of them. */
function tailsEnd(pieces: readonly Piece[], at: number): number {
  let end = at + 1;
  const leans = (piece: Piece | undefined) => piece?.sentence === pieces[at]?.sentence && piece?.part.alone === null;
  while (pieces[at]?.part.alone !== null && leans(pieces[end])) end++;
  return end;
}

function wordsOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + piece.words, 0);
}

export function piecesOf(story: Story): Piece[] {
  return story.sentences.flatMap((sentence, index) =>
    sentence.clauses.map((part, clause) => ({ sentence: index, clause, part, words: countWords(part.text) })),
  );
}

/** Clauses about what the whole story is about count more, as do its ends. */
function importance(story: Story, pieces: readonly Piece[], isExcerpt: boolean): Map<Piece, number> {
  const counts = new Map<string, number>();
  for (const word of story.sentences.flatMap((sentence) => sentence.words)) {
    if (word.tags.has("Noun") && !word.tags.has("Pronoun")) counts.set(word.lower, (counts.get(word.lower) ?? 0) + 1);
  }
  const most = Math.max(1, ...counts.values());
  const last = story.sentences.length - 1;
  // What comes just before the end makes the end understood, unless it is all of the story beside its ends.
  const firstOfEnd = isExcerpt ? last : last - 1;
  const [lead] = protagonists(story);
  return new Map(
    pieces.map((piece) => {
      const nouns = piece.part.words.filter((word) => counts.has(word.lower));
      const theme =
        nouns.reduce((sum, word) => sum + (counts.get(word.lower) ?? 0) / most, 0) / Math.max(1, nouns.length);
      const ends = piece.sentence === 0 || piece.sentence >= firstOfEnd ? 1.2 : 0;
      const hasLead = lead && story.sentences[piece.sentence]?.beings.includes(lead) ? 0.6 : 0;
      const saysWhy = /^(however|despite|everyone|it realized|according|legend|the legend)/i.test(piece.part.text)
        ? -0.8
        : 0;
      const place = piece.part.role === "main" && namedPlace(piece.part.words) ? 0.8 : 0;
      const kept = piece.part.alone === null ? 1 : WEIGHT[piece.part.role];
      return [piece, kept + theme + ends + hasLead + saysWhy + place] as const;
    }),
  );
}
