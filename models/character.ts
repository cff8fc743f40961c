import { z } from "zod";
import { Asset } from "./asset.ts";

/** Kebab-case name by which scenes refer to a character. */
export const CharacterId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60);

/** What the writer fixes about a character before anything is drawn: one entry of the character bible. */
export const CharacterProfile = z.object({
  id: CharacterId,
  name: z.string().min(1).max(80),
  /** What the character is, as one noun phrase: `fox`, `young girl`, `robot`. */
  kind: z.string().min(1).max(80),
  /** What must not change from scene to scene: hair, skin, clothes, props, colours. */
  appearance: z.string().min(1).max(600),
});
export type CharacterProfile = z.infer<typeof CharacterProfile>;

/** The views of a character sheet. */
export const SheetView = z.enum(["front", "side", "back"]);
export type SheetView = z.infer<typeof SheetView>;

/** The writer's answer about the cast. */
export const CharacterBible = z.object({ characters: z.array(CharacterProfile).max(12) });
export type CharacterBible = z.infer<typeof CharacterBible>;

/** A character with the sheet pictures that were made of it. */
export const Character = CharacterProfile.extend({ sheets: z.partialRecord(SheetView, Asset) });
export type Character = z.infer<typeof Character>;
