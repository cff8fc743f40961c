/**
 * Lines of the narrator, with slots. Each may say after a bar what is seen.
 * `{hero}` and the other slots are filled by the story; a line whose slot is empty is passed over.
 * A line that begins with `^` needs the open air.
 * `<walk>` agrees with the hero, `<s:glow>` with one thing, `<p:sway>` with many; all take the story's tense.
 */
export type Lines = readonly string[];

/** A stretch of a story and the lines that may fill it. */
export interface Phase {
  name: string;
  /** A title for a scene of it. */
  title: string;
  /** Where scenes are few, phases of a lower rank are told first. */
  rank: number;
  /** Lines that make sense in this order only. */
  ordered?: boolean;
  lines: Lines;
  /** What is seen when a line does not say: one of these. */
  sights: Lines;
}
