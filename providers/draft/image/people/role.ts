/** What one entry of the vocabulary fixes; everything else is chosen by seed and by the appearance. */
import type { Age, Costume, Palette } from "./costume.ts";

export interface Role extends Partial<Omit<Costume, "palette">> {
  /** Words and pairs of words, split by `|`. */
  words: string;
  colours?: Partial<Palette>;
  /** Drawn by a rig of its own. */
  rig?: "robot" | "ghost" | "skeleton" | "mermaid";
  /** The word means several people. */
  group?: boolean;
  /** Ages of the members, where they differ. */
  ages?: readonly Age[];
}
