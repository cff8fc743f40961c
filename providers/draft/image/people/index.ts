/**
 * People and beings like people, full length, drawn by rule.
 * Not here: animals and things, the place, and where a person stands in it.
 */
import type { Figure, FigureLook } from "../figure.ts";
import { dress } from "./dress.ts";
import { drawGroup, groupSize } from "./group.ts";
import { drawCostumed, type View } from "./person.ts";
import { readPerson } from "./vocabulary.ts";

export type { View } from "./person.ts";
export { personWords } from "./vocabulary.ts";

/**
 * Draws the person that a noun phrase names.
 * @param phrase a kind of person, `old fisherman`, `brave young girl`; groups are drawn as two to four people
 * @param view three-quarter in scenes; the others for character sheets, standing and with the same colours
 * @returns null when the head noun is nobody: foxes and lanterns are drawn elsewhere
 */
export function drawPerson(phrase: string, look: FigureLook, view: View = "three-quarter"): Figure | null {
  const named = readPerson(phrase);
  if (!named) return null;
  const described = `${look.appearance} . ${afterNoun(phrase.slice(0, 400))}`;
  const drawOne = (own: FigureLook, appearance: string): Figure => {
    const costume = dress({ role: named.role, adjectives: named.adjectives, appearance, seed: own.seed });
    return drawCostumed(costume, own, view, named.role.rig);
  };
  if (!named.many) return drawOne(look, described);
  return drawGroup(groupSize(phrase, look.seed), look, (own) => drawOne(own, described));
}

/** What a phrase says after its noun also describes: `girl with a red scarf`. */
function afterNoun(phrase: string): string {
  const start = phrase.search(/\b(?:with|in|wearing|holding|carrying)\b/i);
  return start < 0 ? "" : phrase.slice(start);
}
