/** What the model is told when a vendor's safety rules refused a description. */
export const SOFTEN_INSTRUCTIONS = `A picture vendor's safety rules refused "description" as part of a story film.
Write it again so that a family film could show it: the same characters, place and moment of the story, with violence, blood, nudity, fear of harm, weapons and real people's names replaced by what can be seen just before or after, or at a distance. Keep it one English sentence that stands on its own. Add nothing new.`;
