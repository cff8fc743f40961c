/**
 * A line of the lexicon: what a noun is drawn with, how tall it is, where it belongs.
 * Not here: how a phrase is taken apart (phrase.ts) or drawn (index.ts).
 */
import type { Habitat } from "../../figure.ts";

/** `own` is drawn by this folder, `noto` is colour art, `game` is a silhouette. */
export type ArtSource = "own" | "noto" | "game";

export interface Entry {
  source: ArtSource;
  art: string;
  metres: number;
  habitat: Habitat;
  glows: boolean;
  /** Base colour `#rrggbb`; null where the art brings its own. */
  color: string | null;
  /** Where the stored art looks; what has no side, or writing on it, is never turned. */
  faces: "left" | "right" | "front";
  /** Openings that must stay see-through, such as the inside of a ring. */
  open: boolean;
  /** An emblem of something that cannot be seen, such as courage. */
  emblem: boolean;
}

const HABITATS: readonly Habitat[] = ["ground", "air", "water", "sky", "object", "landmark"];

/**
 * Reads a table of lines `name, other name = source art metres flags`. Flags: `<` faces left (colour art without it faces the viewer), `*` glows, `o` open,
 * `#rrggbb` base colour, a habitat's name instead of the table's own.
 */
export function readTable(habitat: Habitat, lines: string, emblem = false): [name: string, entry: Entry][] {
  return lines
    .split("\n")
    .filter((line) => line.includes("="))
    .flatMap((line) => {
      const [names = "", rest = ""] = line.split("=");
      const [source, art = "", metres, ...flags] = rest.trim().split(/\s+/);
      const entry: Entry = {
        source: source === "own" || source === "noto" ? source : "game",
        art,
        metres: Number(metres),
        habitat: HABITATS.find((known) => flags.includes(known)) ?? habitat,
        glows: flags.includes("*"),
        color: flags.find((flag) => flag.startsWith("#")) ?? null,
        faces: flags.includes("<") ? "left" : source === "noto" ? "front" : "right",
        open: flags.includes("o"),
        emblem,
      };
      return names.split(",").map((name): [string, Entry] => [name.trim(), entry]);
    });
}
