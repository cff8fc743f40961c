/** What the writer of the character bible is told. */
export const BIBLE_INSTRUCTIONS = `You keep the character bible of a film.
For each member of "cast" fix what must never change from picture to picture, so that an illustrator who sees only your words draws the same being every time.

Rules
- One entry for each id of "cast", with the same id and name.
- kind: what the character is, as one English noun phrase.
- appearance: in English, concrete and visible only: age, build, hair, skin or fur, clothes with colours, one prop that is always carried. No mood, no action, no place.
- What the story says wins; invent the rest so that the characters are easy to tell apart.`;
