import type { SceneBreakdown } from "../../../models/scene.ts";
import { filmBeats } from "./filming.ts";
import { settleCast } from "./members.ts";
import { namedPlace } from "./places.ts";
import type { BreakdownData } from "./protocol.ts";
import { chooser } from "./random.ts";
import { speakable } from "./sentences.ts";
import { shortenStory } from "./shorten.ts";
import { protagonists, readStory } from "./story.ts";
import { sayPieces, spreadPieces } from "./tell.ts";
import { titleFilm } from "./titles.ts";

/** Tells the prompt in exactly as many scenes as asked. */
export function writeBreakdown(data: BreakdownData): SceneBreakdown {
  const text = speakable(data.prompt);
  const choose = chooser(data.seed, text);
  const story = readStory(text);
  const cast = settleCast(protagonists(story), choose);
  const groups = spreadPieces(shortenStory(story, data.wordsPerScene * data.scenes * 1.05), data.scenes);
  const beats = Array.from({ length: data.scenes }, (_, at) => ({
    text: sayPieces(groups[Math.min(at, groups.length - 1)] ?? []),
  }));
  const scenes = filmBeats(beats, { text, cast, characters: data.characters, transition: data.transition, choose });
  const things = scenes.flatMap((scene) => scene.picture.subjects);
  return {
    title: titleFilm(cast, things, namedPlace(story.sentences[0]?.words ?? [])),
    cast: data.characters ? cast.map(({ id, name, kind }) => ({ id, name, kind })) : [],
    scenes,
  };
}
