import { wordSet } from "./list.ts";

/** Words that describe and that a general tagger takes for something else. */
export const ADJECTIVES = wordSet(
  "snowy stormy moonlit sunlit starlit candlelit rainy foggy misty windy sunny cloudy icy frosty muddy dusty sandy rocky grassy leafy mossy",
  "neon haunted enchanted cursed ruined abandoned forgotten hidden lost sunken frozen floating flying sleeping sleepy tiny little lonely",
  "magical mystical legendary underground underwater futuristic medieval victorian cosy cozy busy crowded quiet silent empty bustling",
  "red blue green yellow golden silver copper bronze purple violet pink orange white black grey gray brown crimson turquoise blood-red",
  "wooden royal sacred holy dark bright shiny glowing giant huge enormous massive brave young old ancient",
  "paralysed homeless retired grumpy clumsy curious shy gentle kind clever naughty playful fearless heroic wise evil wicked fierce tired hungry",
  "deep distant remote faraway vast desolate scorching towering tropical arctic coastal rural urban local nearby",
);

/** What can be said of a thing but not be seen, so that it says nothing about a picture. */
export const UNSEEN_ADJECTIVES = wordSet(
  "first second third fourth fifth sixth next last final same other another certain own true real main key new only whole entire",
  "unexpected slight significant crucial excellent due earlier impending original specific various different several many few five four three two one",
  "unfulfilled familiar ordinary unprecedented thrilling upcoming precious right perpetual dire possible late early constant tough narrow",
  "legendary immortal lifelong missing lost best worst good bad great favourite favorite well-known",
);
