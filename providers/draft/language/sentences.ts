/** Text as a narrator can read it: no markup, no emoji, no control characters, single spaces. */
export function speakable(text: string): string {
  return text
    .normalize("NFC")
    .replace(/https?:\/\/\S+/g, " ")
    .replace(/<[^<>]{1,200}>/g, " ")
    .replace(/\p{Extended_Pictographic}|[\u{1F1E6}-\u{1F1FF}\u{1F3FB}-\u{1F3FF}]|\u{FE0F}|\u{200D}|\u{20E3}/gu, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, (character) => (character === "\u200c" ? character : " "))
    .replace(/[*_`#~^|\\[\]{}<>=]+/g, " ")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/\s*[—–]\s*/g, " — ")
    .replace(/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d]{46,}/gu, (word) => word.slice(0, 30))
    .replace(/\s+/g, " ")
    .replace(/ ([,.;:!?…])/g, "$1")
    .trim();
}

/** Sentences in any language, in order, each with its end mark. */
export function splitSentences(text: string, language: string): string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: "sentence" });
  const parts = [...segmenter.segment(text)]
    .map((part) => part.segment.trim())
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
  const joined: string[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    if (before !== undefined && /\b(Mr|Mrs|Ms|Dr|St|Prof|vs|etc|e\.g|i\.e)\.$/.test(before))
      joined[joined.length - 1] = `${before} ${part}`;
    else joined.push(part);
  }
  return joined;
}

/** How many words a narrator speaks; in scripts without spaces, two or three characters make one. */
export function countWords(text: string, language = "en"): number {
  if (/^(zh|ja|th|lo|km|my)/.test(language)) {
    const segmenter = new Intl.Segmenter(language, { granularity: "word" });
    return [...segmenter.segment(text)].filter((part) => part.isWordLike).length;
  }
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** Longest narration in characters that a scene can hold. */
const LONGEST_NARRATION = 1900;

/** A text without any pause can be longer than a scene holds: it breaks off between words. */
export function clipNarration(text: string): string {
  if (text.length <= LONGEST_NARRATION) return text;
  const cut = text.slice(0, LONGEST_NARRATION).replace(/[\uD800-\uDBFF]$/, "");
  return `${/\s/.test(cut) ? cut.replace(/\s+\S*$/u, "") : cut}…`;
}

/** With a capital letter and an end mark. */
export function asSentence(text: string): string {
  const bare = text.trim().replace(/^[\s,;:.—-]+|[\s,;:—-]+$/g, "");
  const capital = bare.replace(/^(["'(]*)(\p{Ll})/u, (_, open: string, letter: string) => open + letter.toUpperCase());
  return /[.!?…。！？।؟]["')]*$/.test(capital) ? capital : `${capital}.`;
}
