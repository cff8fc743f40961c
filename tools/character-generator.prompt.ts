/** What the writer of the character bible is told. */
export const BIBLE_INSTRUCTIONS = `You keep the character bible of a film.
For each member of "cast" fix what must never change from picture to picture, so that an illustrator who sees only your words draws the same being every time.

Rules
- One entry for each id of "cast", with the same id and name, and none besides.
- kind: what the character is, as one English noun phrase.
- appearance: in English, at most 60 words, concrete and visible only, in this order: age and build; face, hair, skin or fur, with their colours; each piece of clothing with its colour; one prop that is always carried; one mark by which it is known at once. One colour word for each thing, never "colourful" or "various".
- No mood, no action, no place, no light, no style, no writing on clothes.
- What the story and its scenes say wins; invent the rest so that the characters are easy to tell apart by shape and colour.`;
