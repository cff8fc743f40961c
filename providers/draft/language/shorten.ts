import type { Clause } from "./clauses.ts";
import { namedPlace } from "./places.ts";
import { countWords } from "./sentences.ts";
import type { Story } from "./story.ts";

/** A clause with its place in the story. */
export interface Piece {
  sentence: number;
  clause: number;
  part: Clause;
  words: number;
}

/** How much a clause of this kind carries. */
const WEIGHT: Record<Clause["role"], number> = { tail: 3, gerund: 2.2, shared: 3.4, independent: 3.6, main: 4.2 };

/**
 * The story's clauses in order, with so many left out that about `budget` words remain.
 * The first and the last thing told always stay.
 */
export function shortenStory(story: Story, budget: number, scenes: number): Piece[] {
  let pieces = piecesOf(story);
  const rank = importance(story, pieces);
  const total = () => pieces.reduce((sum, piece) => sum + piece.words, 0);
  for (let excess = total() - budget; excess > 0; excess = total() - budget) {
    const blocks = pieces.filter((piece) => piece.part.alone !== null).length;
    // A scene with a sentence of its own is worth a few words too many.
    const spare = blocks > scenes || excess > budget * 0.2;
    const droppable = pieces.filter((piece) => mayDrop(piece, pieces) && (spare || piece.part.alone === null));
    if (droppable.length === 0) break;
    const least = Math.min(...droppable.map((piece) => rank.get(piece) ?? 0));
    const similar = droppable.filter((piece) => (rank.get(piece) ?? 0) <= least + 0.8);
    const best = similar.reduce((a, b) =>
      Math.abs(withTails(a, pieces) - excess) <= Math.abs(withTails(b, pieces) - excess) ? a : b,
    );
    pieces = pieces.filter((piece) => piece !== best && !leansOn(piece, best, pieces));
  }
  return pieces;
}

export function piecesOf(story: Story): Piece[] {
  return story.sentences.flatMap((sentence, index) =>
    sentence.clauses.map((part, clause) => ({ sentence: index, clause, part, words: countWords(part.text) })),
  );
}

function mayDrop(piece: Piece, pieces: readonly Piece[]): boolean {
  if (piece === pieces[0]) return false;
  const end = pieces.findLast((candidate) => candidate.part.alone !== null);
  return piece !== end;
}

/** Clauses that cannot stand alone go with the one that they lean on. */
function leansOn(piece: Piece, dropped: Piece, pieces: readonly Piece[]): boolean {
  if (piece.sentence !== dropped.sentence || piece.clause <= dropped.clause || piece.part.alone !== null) return false;
  if (dropped.part.alone === null) return false;
  const between = pieces.filter(
    (other) => other.sentence === piece.sentence && other.clause > dropped.clause && other.clause < piece.clause,
  );
  return between.every((other) => other.part.alone === null);
}

function withTails(piece: Piece, pieces: readonly Piece[]): number {
  return pieces
    .filter((other) => other === piece || leansOn(other, piece, pieces))
    .reduce((sum, other) => sum + other.words, 0);
}

/** Clauses about what the whole story is about count more, as do its ends. */
function importance(story: Story, pieces: readonly Piece[]): Map<Piece, number> {
  const counts = new Map<string, number>();
  for (const word of story.sentences.flatMap((sentence) => sentence.words)) {
    if (word.tags.has("Noun") && !word.tags.has("Pronoun")) counts.set(word.lower, (counts.get(word.lower) ?? 0) + 1);
  }
  const most = Math.max(1, ...counts.values());
  const last = story.sentences.length - 1;
  return new Map(
    pieces.map((piece) => {
      const nouns = piece.part.words.filter((word) => counts.has(word.lower));
      const theme =
        nouns.reduce((sum, word) => sum + (counts.get(word.lower) ?? 0) / most, 0) / Math.max(1, nouns.length);
      const ends = piece.sentence === 0 || piece.sentence === last ? 1.2 : 0;
      const saysWhy = /^(however|despite|everyone|it realized|according|legend|the legend)/i.test(piece.part.text)
        ? -0.8
        : 0;
      const place = piece.part.role === "main" && namedPlace(piece.part.words) ? 0.8 : 0;
      const kept = piece.part.alone === null ? 1 : WEIGHT[piece.part.role];
      return [piece, kept + theme + ends + saysWhy + place] as const;
    }),
  );
}
