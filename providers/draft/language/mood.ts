import type { Mood } from "../../../models/vocabulary.ts";

/** Beginnings of words that carry a mood. What decides more is written first. */
const MOOD_WORDS: readonly (readonly [Mood, RegExp])[] = [
  [
    "triumphant",
    /\b(victor|triumph|won|wins?\b|winning|defeated|conquer|crossed the finish|saved the|champion|glory|celebrat|restored|succeeded|successfully|broke the curse|hero)/gi,
  ],
  [
    "tense",
    /\b(fight|fought|battle|attack|chas|danger|storm|monster|beast|escape|trap|dragon|curse|enem|threat|race|sprint|sorcerer|demon|collaps|explo|shout|scream|fell|crash|overt[ao]k|struggl|steal|stole|thief|thieves|guards?\b|war\b|injur|afraid|fear|danger|pressure|disaster|wrath|evil|suffocat|haunt)/gi,
  ],
  [
    "mysterious",
    /\b(myster|secret|strange|ancient|hidden|magic|mystic|whisper|ghost|glow|tomb|riddle|legend|unknown|shadow|dream|vanish|disappear|enchant|invisible|portal|prophec|spirit|moonl|fog|alien|detective|spell|puzzle)/gi,
  ],
  [
    "melancholic",
    /\b(lonely|lonel|alone|sad|tears?\b|cried|cry|cries|crying|lost\b|lose|loss|goodbye|farewell|miss(es|ed|ing)?\b|grief|griev|died|dies|death|rejected|forgotten|abandon|broken|empty|old photograph|rain\b|memor|sacrific|homesick|melanchol)/gi,
  ],
  [
    "joyful",
    /\b(happy|happi|joy|laugh|smil|friend|danc|party|birthday|play(?:s|ed|ing)?\b|fun\b|funny|sing|sang|festival|wedding|delight|cheer|sunny|bloom|picnic|celebr|candy|balloon|puppy|puppies|kitten|silly|hug|delicious|love)/gi,
  ],
  [
    "calm",
    /\b(calm|quiet|peace|gentl|still|slow|soft|sleep|rest|breez|meadow|sunset|sunrise|tea\b|garden|snow|lake|breath|relax|medit)/gi,
  ],
];

/** The mood that the words of a text speak of most, or null when they speak of none. */
export function moodOfWords(text: string): Mood | null {
  let best: { mood: Mood; count: number } | null = null;
  for (const [mood, pattern] of MOOD_WORDS) {
    const count = text.match(pattern)?.length ?? 0;
    if (count > (best?.count ?? 0)) best = { mood, count };
  }
  return best?.mood ?? null;
}
