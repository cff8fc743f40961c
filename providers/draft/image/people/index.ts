/**
 * People and beings like people, full length, drawn by rule.
 * Not here: animals and things, the place, and where a person stands in it.
 */
import { countOf } from "../counts.ts";
import type { Figure, FigureLook } from "../figure.ts";
import { dress } from "./dress.ts";
import { drawGroup } from "./group.ts";
import { drawCostumed, type View } from "./person.ts";
import type { Role } from "./role.ts";
import { readPerson } from "./vocabulary.ts";

export type { View } from "./person.ts";
export { personWords } from "./vocabulary.ts";

/**
 * Draws the person that a noun phrase names.
 * @param phrase a kind of person, `old fisherman`, `brave young girl`; groups are drawn as two to five people
 * @param view three-quarter in scenes; the others for character sheets, standing and with the same colours
 * @returns null when the head noun is nobody: foxes and lanterns are drawn elsewhere
 */
export function drawPerson(phrase: string, look: FigureLook, view: View = "three-quarter"): Figure | null {
  const named = readPerson(phrase);
  if (!named) return null;
  const described = `${look.appearance} . ${afterNoun(phrase.slice(0, 400))}`;
  const adjectives = [...named.adjectives, ...afterOf(phrase)];
  const drawOne = (role: Role, own: FigureLook, clothSeed: number): Figure => {
    const costume = dress({ role, adjectives, appearance: described, seed: own.seed, clothSeed });
    return drawCostumed(costume, own, view, role.rig);
  };
  if (!named.many) return drawOne(named.role, look, look.seed);
  return drawGroup(countOf(phrase), look, (own, index) => {
    const uniform = wearsUniform(named.role);
    return drawOne(memberOf(named.role, index, look.seed, uniform), own, uniform ? look.seed : own.seed);
  });
}

/** Women and men take turns where the word leaves it open; a team shares one ball. */
function memberOf(role: Role, index: number, seed: number, uniform: boolean): Role {
  const age = role.ages?.[index];
  return {
    ...role,
    ...(age && { age }),
    ...(uniform && index > 0 && { prop: null }),
    feminine: role.feminine ?? (index + seed) % 2 === 0,
  };
}

const wearsUniform = (role: Role): boolean => role.top === "jersey" || (role.group === true && role.top !== undefined);

/** `god of lightning`, `queen of the sea`: what somebody rules colours the clothes. */
function afterOf(phrase: string): string[] {
  const [, realm] = /\bof (?:the )?(\p{L}+)/iu.exec(phrase.slice(0, 400)) ?? [];
  return realm === undefined ? [] : [realm.toLowerCase()];
}

/** What a phrase says after its noun also describes: `girl with a red scarf`. */
function afterNoun(phrase: string): string {
  const start = phrase.search(/\b(?:with|in|wearing|holding|carrying)\b/i);
  return start < 0 ? "" : phrase.slice(start);
}
