import type { CharacterBible } from "../../../models/character.ts";
import type { BibleData } from "./protocol.ts";

export function writeBible(data: BibleData): CharacterBible {
  return { characters: data.cast.map((member) => ({ ...member, appearance: `A ${member.kind} with a red scarf.` })) };
}
