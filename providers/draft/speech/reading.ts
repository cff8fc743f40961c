/**
 * How a text is read aloud by an English voice that knows letters, digits and simple punctuation only.
 * Not here: how it sounds, and when.
 */

/** One word of the text as it is written, and as it is said. */
export interface Token {
  /** As written, punctuation included. */
  text: string;
  /** Whether it counts as a word: it has letters or digits of any script. */
  isWord: boolean;
  /** What is given to the voice, with the punctuation that shapes the melody; empty when nothing can be said. */
  spoken: string;
}

/** Words said in one breath, and the silence after them. */
export interface Sentence {
  tokens: Token[];
  /** Seconds. */
  pause: number;
}

const PAUSES = { cut: 0.12, sentence: 0.42, trailing: 0.6, paragraph: 0.75 } as const;

/** Longer ones are cut at a comma, so that memory and the time until cancelling takes effect stay small. */
const LONGEST_SENTENCE = 40;
const SHORTEST_PIECE = 12;

const ABBREVIATION =
  /^["'(]*(mr|mrs|ms|dr|st|prof|jr|sr|vs|etc|no|fig|capt|col|gen|lt|sgt|rev|hon|mt|ft|[a-z]|([a-z]\.)+[a-z])\.$/i;

/** Splits into sentences. Every word of the text is a token of exactly one of them, in order. */
export function readText(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  for (const paragraph of text.split(/\n\s*\n/)) {
    const tokens = paragraph.split(/\s+/u).filter(Boolean).map(readToken);
    const pieces = splitSentences(tokens).flatMap(cutLong);
    const last = pieces.at(-1);
    if (last) last.pause = Math.max(last.pause, PAUSES.paragraph);
    sentences.push(...pieces);
  }
  return sentences;
}

function readToken(text: string): Token {
  return { text, isWord: /[\p{L}\p{N}]/u.test(text), spoken: say(text) };
}

function splitSentences(tokens: readonly Token[]): Sentence[] {
  const sentences: Sentence[] = [];
  let open: Token[] = [];
  tokens.forEach((token, at) => {
    open.push(token);
    const next = tokens[at + 1];
    if (next && !endsSentence(token.text, next.text)) return;
    const trailsOff = /(\.{3}|…)\P{L}*$/u.test(token.text);
    sentences.push({ tokens: open, pause: trailsOff ? PAUSES.trailing : PAUSES.sentence });
    open = [];
  });
  return sentences;
}

function endsSentence(written: string, next: string): boolean {
  if (!/[.!?…]["'”’»)\]]*$/u.test(written)) return false;
  if (/^\P{L}*\p{Ll}/u.test(next)) return false;
  return !ABBREVIATION.test(written);
}

function cutLong({ tokens, pause }: Sentence): Sentence[] {
  if (tokens.length <= LONGEST_SENTENCE) return [{ tokens, pause }];
  const window = tokens.slice(0, LONGEST_SENTENCE);
  const comma = window.findLastIndex(({ text }) => /[,;:—–]$/.test(text));
  const cut = comma + 1 >= SHORTEST_PIECE ? comma + 1 : LONGEST_SENTENCE;
  const first: Sentence = { tokens: tokens.slice(0, cut), pause: PAUSES.cut };
  return [first, ...cutLong({ tokens: tokens.slice(cut), pause })];
}

const LETTERS: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  Æ: "Ae",
  ø: "o",
  Ø: "O",
  œ: "oe",
  Œ: "Oe",
  ł: "l",
  Ł: "L",
  đ: "d",
  ð: "d",
  þ: "th",
  Þ: "Th",
  ı: "i",
};

/** In this order: later rules see what earlier ones made. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/[‘’ʼ`´]/g, "'"],
  [/<\/?[a-z][^<>]*>/gi, " "],
  [/[\\_|{}[\]<>]+/g, " "],
  [/(€)(\d[\d.,]*\d|\d)/g, "$2 euros"],
  [/(£)(\d[\d.,]*\d|\d)/g, "$2 pounds"],
  [/(¥)(\d[\d.,]*\d|\d)/g, "$2 yen"],
  [/#(?=\d)/g, "number "],
  [/(?<=\d)\s*°\s*C\b/g, " degrees Celsius"],
  [/(?<=\d)\s*°\s*F\b/g, " degrees Fahrenheit"],
  [/°/g, " degrees "],
  [/&/g, " and "],
  [/%/g, " percent"],
  [/\+/g, " plus "],
  [/=/g, " equals "],
  [/@/g, " at "],
  [/×/g, " times "],
  [/⁄/g, "/"],
  [/^https?:\/\/(www\.)?/i, ""],
  [/^(e\.g\.|eg\.)/i, "for example"],
  [/^(i\.e\.)/i, "that is"],
  [/^vs\.?$/i, "versus"],
  [/(?<=\p{L}{2})\.(?=\p{L}{2})/gu, " dot "],
  [/^[-−](?=\d)/g, "minus "],
  [/(…|\.{2,})(?=\P{L}*$)/gu, "."],
  [/…|\.{2,}|--+|[—–−]/g, ", "],
  [/(?<=\p{L})\/(?=\p{L})/gu, " "],
];

/** What the voice is given for one written word. */
function say(written: string): string {
  const plain = [...written].map((letter) => LETTERS[letter] ?? letter).join("");
  const base = plain.replace(/[‘’´]/g, "'").normalize("NFKD").replace(/\p{M}/gu, "");
  const replaced = RULES.reduce((text, [pattern, spoken]) => text.replace(pattern, spoken), base);
  const known = replaced.replace(/[^A-Za-z0-9'$.,;:!?/ -]/g, "");
  const tidy = known.replace(/^[^A-Za-z0-9$.,;:!?]+|['\s-]+$/g, "").replace(/\s+/g, " ");
  return /[A-Za-z0-9]/.test(tidy) ? tidy.replace(/^[.,;:!?\s]+/, "") : pauseMark(replaced);
}

/** A dash between words is heard as a short rest. */
function pauseMark(text: string): string {
  return /^\s*[,;:.!?][,;:.!?\s]*$/.test(text) ? "," : "";
}
