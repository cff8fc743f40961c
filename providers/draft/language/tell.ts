import type { Beat } from "./beats.ts";
import { parseWords } from "./grammar.ts";
import { createLineBook } from "./line-book.ts";
import { impliedPlace, namedPlace, type Place } from "./places.ts";
import type { Chooser } from "./random.ts";
import { asSentence } from "./sentences.ts";
import type { Piece } from "./shorten.ts";
import type { Story } from "./story.ts";
import type { Room } from "./unfold.ts";
import { storyWording } from "./wording.ts";

/** Clauses that must stay in one scene, because the later ones lean on the first. */
interface Block {
  pieces: Piece[];
  words: number;
}

/** Spreads pieces over at most `scenes` scenes, in order and evenly, rather between sentences than inside one. */
export function spreadPieces(pieces: readonly Piece[], scenes: number): Piece[][] {
  const blocks = toBlocks(pieces);
  if (blocks.length <= scenes) return blocks.map((block) => block.pieces);
  const cuts = bestCuts(blocks, scenes);
  return cuts.slice(1).map((end, at) => blocks.slice(cuts[at] ?? 0, end).flatMap((block) => block.pieces));
}

/** What is said of pieces in a row: as written where nothing is missing, else as sentences of their own. */
export function sayPieces(pieces: readonly Piece[]): string {
  const sentences: string[] = [];
  let open = "";
  let before: Piece | null = null;
  for (const piece of pieces) {
    const goesOn = before?.sentence === piece.sentence && before.clause === piece.clause - 1;
    const leans = before?.sentence === piece.sentence && piece.part.alone === null;
    if (goesOn || leans) open = `${open} ${goesOnWith(piece, pieces)}`;
    else {
      if (open) sentences.push(closeSentence(open));
      open = piece.part.alone ?? piece.part.text;
    }
    before = piece;
  }
  if (open) sentences.push(closeSentence(open));
  return sentences.join(" ");
}

/** A list that loses its last item needs an "and" before the item that is last now. */
function goesOnWith(piece: Piece, pieces: readonly Piece[]): string {
  const { role, text } = piece.part;
  const isLast = !pieces.some((other) => other.sentence === piece.sentence && other.clause > piece.clause);
  return role === "shared" && isLast && !/^(and|but|so|then|or)\b/i.test(text) ? `and ${text}` : text;
}

function closeSentence(text: string): string {
  return asSentence(text.replace(/[\s,;:—–-]+$/u, "").replace(/,? (and|but|so|while)$/i, ""));
}

function toBlocks(pieces: readonly Piece[]): Block[] {
  const blocks: Block[] = [];
  for (const piece of pieces) {
    const last = blocks.at(-1);
    if (last && piece.part.alone === null) {
      last.pieces.push(piece);
      last.words += piece.words;
    } else blocks.push({ pieces: [piece], words: piece.words });
  }
  return blocks;
}

/** Ends of the scenes, found by dynamic programming over all ways to cut. */
function bestCuts(blocks: readonly Block[], scenes: number): number[] {
  const ideal = blocks.reduce((sum, block) => sum + block.words, 0) / scenes;
  const sums = [0];
  for (const block of blocks) sums.push((sums.at(-1) ?? 0) + block.words);
  const splits = blocks.map((block, at) => {
    const inside = block.pieces[0]?.sentence === blocks[at - 1]?.pieces[0]?.sentence;
    return inside ? ideal * ideal * 0.12 : 0;
  });
  const costOf = (from: number, to: number) => ((sums[to] ?? 0) - (sums[from] ?? 0) - ideal) ** 2 + (splits[from] ?? 0);
  let costs = sums.map((_, end) => (end === 0 ? 0 : Number.POSITIVE_INFINITY));
  const choices: number[][] = [];
  for (let scene = 0; scene < scenes; scene++) {
    const before = costs;
    const ways = sums.map((_, end) => cheapest(end, (start) => (before[start] ?? 0) + costOf(start, end)));
    costs = ways.map((way) => way.cost);
    choices.push(ways.map((way) => way.start));
  }
  const cuts = [blocks.length];
  for (const choice of choices.toReversed()) cuts.unshift(choice[cuts[0] ?? 0] ?? 0);
  return cuts;
}

/** The start below `end` that costs least. */
function cheapest(end: number, costOf: (start: number) => number): { start: number; cost: number } {
  let best = { start: 0, cost: Number.POSITIVE_INFINITY };
  for (let start = 0; start < end; start++) {
    const cost = costOf(start);
    if (cost < best.cost) best = { start, cost };
  }
  return best;
}

/** Own words in their scenes; where the scenes are more, moments of the place between them. */
export function tellWithPauses(texts: readonly string[], story: Story, room: Room, choose: Chooser): Beat[] {
  const gaps = room.scenes - texts.length;
  const book = createLineBook(choose);
  let place: Place | null = null;
  return texts.flatMap((text, at) => {
    const words = parseWords(text);
    place = namedPlace(words) ??
      place ??
      impliedPlace(text) ??
      impliedPlace(story.text) ?? { phrase: "wide open landscape", kind: "field" };
    const pauses = Math.floor(((at + 1) * gaps) / texts.length) - Math.floor((at * gaps) / texts.length);
    const wording = storyWording(null, place, null, story.tense);
    const { kind } = place;
    const filled = Array.from(
      { length: pauses },
      (): Beat => book.air(kind, wording, room.wordsPerScene) ?? { text: "A quiet moment.", empty: true },
    );
    // The film ends with the story's own last words.
    return at === texts.length - 1 ? [...filled, { text }] : [{ text }, ...filled];
  });
}
