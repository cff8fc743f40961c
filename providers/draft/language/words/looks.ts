/** Clothes and things by what somebody is. `{colour}` is the character's own colour. */
export const OUTFITS: readonly (readonly [RegExp, string])[] = [
  [/knight/, "polished silver armour under a {colour} cape, a long sword at the side"],
  [/warrior|soldier|samurai|ninja|archer/, "dark leather armour with {colour} bands, a round shield on the back"],
  [/princess|queen|empress|duchess/, "a long {colour} gown with golden embroidery, a small golden crown"],
  [
    /prince|king|emperor|lord|nobleman|sultan|pharaoh/,
    "a {colour} velvet coat with golden buttons, a narrow golden crown",
  ],
  [
    /wizard|sorcerer|witch|magician|necromancer/,
    "a wide {colour} robe with silver stars, a pointed hat, a gnarled staff",
  ],
  [/astronaut|cosmonaut/, "a white space suit with {colour} stripes, a round helmet with a clear visor"],
  [/chef|cook|baker|barista/, "a white jacket with {colour} buttons, a tall white hat, a striped apron"],
  [/painter|artist|sculptor/, "a loose {colour} shirt with spots of paint, a dark beret, a brush in one hand"],
  [/pirate|captain|sailor|crew/, "a {colour} coat with brass buttons, a broad belt, a black three-cornered hat"],
  [/raider|archaeologist/, "a brown field jacket with a {colour} scarf, a headlamp, a rope over the shoulder"],
  [
    /adventurer|explorer|traveller|traveler|hiker|climber|wanderer/,
    "a brown leather jacket, a {colour} scarf, a small canvas backpack",
  ],
  [
    /clockmaker|watchmaker|toymaker|carpenter|blacksmith|inventor|shoemaker|mechanic/,
    "a leather apron over a {colour} shirt, rolled-up sleeves, round brass spectacles",
  ],
  [/scientist|doctor|professor|nurse/, "a white coat over a {colour} pullover, a pen in the breast pocket"],
  [/teacher|student|librarian|writer|poet/, "a {colour} cardigan, a white shirt, a worn leather satchel"],
  [
    /runner|athlete|player|swimmer|boxer|skater/,
    "a {colour} sports shirt with a white number, {colour} shorts, white shoes",
  ],
  [/detective|spy/, "a long {colour} trench coat, a dark hat, a small notebook"],
  [/farmer|gardener|shepherd|fisherman|fisher|keeper/, "a {colour} checked shirt, sturdy trousers, a straw hat"],
  [/musician|pianist|violinist|singer|dancer|ballerina/, "an elegant {colour} outfit with a silver brooch"],
  [/guardian|guard|elf|elves|fairy|fairies/, "a {colour} cloak with a leaf-shaped clasp, soft boots"],
  [/villager|townspeople|family|people|couple/, "simple woollen clothes in {colour} and brown"],
  [/superhero|hero/, "a {colour} suit with a bright emblem, a long cape"],
  [/grandmother|grandma|old woman/, "a {colour} woollen shawl over a dark dress, small round glasses"],
  [/grandfather|grandpa|old man|hermit|monk/, "a {colour} waistcoat over a white shirt, a wooden walking stick"],
  [/girl|child|kid|boy/, "a {colour} coat with wooden buttons, warm boots, a small shoulder bag"],
];

export const PLAIN_OUTFIT = "a {colour} jacket, dark trousers, a light scarf";

/** Colours that are told apart at a glance, in the order in which a cast takes them. */
export const OWN_COLOURS = ["red", "blue", "green", "mustard-yellow", "purple", "teal", "orange"] as const;

export const HAIR_COLOURS = ["black", "dark brown", "chestnut", "golden blond", "copper-red"] as const;
export const LONG_HAIR = [
  "long wavy {hair} hair",
  "{hair} hair in two braids",
  "shoulder-length {hair} hair",
  "{hair} hair tied in a ponytail",
] as const;
export const SHORT_HAIR = [
  "short {hair} hair",
  "tousled {hair} hair",
  "neatly parted {hair} hair",
  "short curly {hair} hair",
] as const;
export const SKIN = [
  "light skin with freckles",
  "warm brown skin",
  "dark brown skin",
  "olive skin",
  "fair skin",
] as const;
export const EYES = ["brown eyes", "green eyes", "grey eyes", "dark eyes", "blue eyes"] as const;

/** What a species looks like by itself. */
export const COATS: readonly (readonly [RegExp, string])[] = [
  [/mechanical bird/, "brass feathers, visible gears, round glass eyes"],
  [/fox/, "russet-red fur, white chest and tail tip, black paws"],
  [/wolf/, "thick grey fur, pale muzzle, amber eyes"],
  [/polar bear/, "thick cream-white fur, black nose"],
  [/panda/, "black and white fur, black ears and eye patches"],
  [/bear/, "shaggy brown fur, round ears, dark nose"],
  [/cat|kitten/, "soft ginger fur with darker stripes, white paws, green eyes"],
  [/dog|puppy/, "golden-brown fur, floppy ears, dark friendly eyes"],
  [/pig/, "rosy pink skin, curly tail, small bright eyes"],
  [/lion/, "tawny fur, a full dark-gold mane"],
  [/tiger/, "orange fur with black stripes, white cheeks"],
  [/rabbit|hare|bunny/, "soft grey-brown fur, long ears, white tail"],
  [/mouse/, "light grey fur, large round ears, thin pink tail"],
  [/duckling/, "fluffy grey down, large dark eyes, small orange feet"],
  [/duck/, "brown feathers, green head, orange bill"],
  [/swan/, "pure white feathers, long slender neck, orange bill"],
  [/penguin/, "black back, white belly, orange beak and feet"],
  [/owl/, "brown speckled feathers, large amber eyes"],
  [/eagle|hawk|falcon/, "dark brown feathers, white head, yellow beak"],
  [/crow|raven/, "glossy black feathers, clever dark eyes"],
  [/bird|parrot/, "bright blue feathers, yellow breast, small orange beak"],
  [/horse|pony/, "chestnut coat, dark mane, white blaze"],
  [/elephant/, "wrinkled grey skin, large ears, short ivory tusks"],
  [/turtle|tortoise/, "green-brown shell with a clear pattern, kind old eyes"],
  [/whale|dolphin/, "smooth blue-grey skin, pale belly"],
  [/frog/, "bright green skin, golden eyes"],
  [/dinosaur/, "green scaly skin with darker stripes, short strong arms"],
  [/dragon/, "emerald-green scales, golden belly, wide leathery wings"],
  [/unicorn/, "snow-white coat, silver mane, one spiral horn"],
  [/sea monster|kraken/, "deep-blue scales, long neck, glowing green eyes"],
  [/ghost|spirit/, "a pale translucent shape with a soft bluish glow, flowing outline"],
  [/robot|android|droid|drone|rover/, "a rounded body of brushed metal, large round glowing eyes, a small antenna"],
  [/demon|monster|beast|troll|ogre|giant/, "rough dark skin, curved horns, glowing eyes"],
  [/alien/, "smooth pale-green skin, large dark eyes, slender limbs"],
  [/snowman/, "three round snowballs, a carrot nose, buttons of coal"],
];

export const PLAIN_COAT = "a soft brown coat, bright dark eyes";

/** What an animal may wear so that it is known again. */
export const TOKENS = [
  "a small {colour} scarf",
  "a thin {colour} collar",
  "a {colour} ribbon",
  "a little {colour} bag on a strap",
] as const;

/** Nouns of what somebody wears or has, as a prompt may say it. */
export const WORN =
  /^(coat|hat|cap|dress|scarf|cape|cloak|armou?r|glasses|spectacles|hair|eyes|beard|boots|shoes|jacket|hoodie|suit|uniform|shirt|t-shirt|sweater|pullover|skirt|robe|crown|helmet|mask|gloves|umbrella|backpack|bag|braids|ponytail|moustache|mustache|fur|feathers|wings|tail|mane|horn|horns|scales|kimono|sari|turban|apron|necklace|ring|raincoat|overalls)$/;
