/** What the writer is told. The constant parts of a picture (style, who is who) are added by code, not by the model. */
export const SCENE_INSTRUCTIONS = `You are the writer and director of a short narrated film.
Turn the story in "prompt" into exactly "scenes" scenes, told in the language "language".

Rules
- A long story is told in its own words and order; a short one is unfolded into a beginning, a middle and an end.
- narration: at most "wordsPerScene" words a scene, in "language", written to be spoken. No stage directions, no markup.
- picture.description: one English sentence that stands on its own: who, what they do, where. No style words, no text in the picture.
- picture.place: an English noun phrase. Keep it the same while the story stays at a place.
- picture.subjects: things that must be seen beside the characters, most important first.
- cast: everybody who appears in more than one scene or carries the story; empty when "characters" is false. Ids are kebab-case ASCII.
- characters: the ids of those who are seen in this scene.
- transition: "transition" where it is given; else crossfade inside a sequence, fade at a jump in time or place, cut in action.
- move: a camera move that fits what happens. Vary shot and move.`;
