/** A character of the film as a figure: the same in every scene and on its sheet. */
import type { CharacterProfile } from "../../../models/character.ts";
import { hash } from "../random.ts";
import type { Figure, FigureLook } from "./figure.ts";
import { drawFigure, figureQuality } from "./figures/index.ts";
import { drawPerson } from "./people/index.ts";

/** A character's figure hangs on the profile alone, so that it is the same in every scene. */
export function drawCharacter(character: CharacterProfile, manner: Manner): Figure {
  const look = characterLook(character, manner);
  const named = drawPerson(character.kind, look);
  if (named) return named;
  // Somebody in a story whom no word list knows is more likely a person than a thing.
  const unknown = figureQuality(character.kind) === "fallback";
  return (unknown ? drawPerson("person", look) : null) ?? drawFigure(character.kind, look);
}

/** All of a look that the character does not decide. */
export type Manner = Omit<FigureLook, "seed" | "appearance">;

export function characterLook(character: CharacterProfile, manner: Manner): FigureLook {
  const seed = hash(`${character.id}/${character.kind}/${character.appearance}`) >>> 0;
  return { ...manner, seed, appearance: character.appearance };
}
