/** What a place is like: which stage it needs and which lines fit it. */
export type PlaceKind =
  | "forest"
  | "lake"
  | "sea"
  | "mountain"
  | "desert"
  | "snow"
  | "city"
  | "village"
  | "room"
  | "hall"
  | "workshop"
  | "underground"
  | "field"
  | "arena"
  | "space"
  | "sky";

/** Nouns of places by kind, separated by commas. */
export const PLACE_NOUNS: Record<PlaceKind, string> = {
  forest: "bamboo forest, forest, forests, woods, woodland, jungle, rainforest, grove, thicket, taiga",
  lake: "lake, lakes, river, rivers, pond, stream, creek, waterfall, waterfalls, swamp, marsh, lagoon, canal, riverbank, lakeside",
  sea: "sea, seas, ocean, oceans, beach, beaches, shore, coast, seaside, bay, harbour, harbor, island, islands, reef, coral, seabed, seafloor, cliff, cliffs, port, dock, pier, lighthouse, ship, boat, sailboat, submarine, shipwreck, wreck, wreckage, atlantis",
  mountain:
    "mountain range, mountain, mountains, mountaintop, peak, peaks, summit, hill, hills, hilltop, valley, valleys, canyon, volcano, volcanoes, alps, himalayas, ridge, gorge, everest",
  desert: "desert, deserts, dunes, dune, sahara, oasis, wasteland, savanna, savannah, pyramid, pyramids, badlands",
  snow: "snowy plains, snowy plain, north pole, south pole, ice field, icy lands, icy land, arctic, antarctica, tundra, glacier, snowfield, iceberg, igloo",
  city: "market square, train station, san francisco, parking lot, los angeles, hong kong, las vegas, bus stop, car park, new york, city, cities, street, streets, town, downtown, alley, rooftop, rooftops, skyscraper, skyscrapers, road, roads, highway, bridge, square, plaza, metropolis, market, bazaar, station, airport, subway, metro, bus, train, car, taxi, suburb, neighbourhood, neighborhood, block, mall, crossroads, avenue, boulevard, paris, london, tokyo, rome, venice, berlin, madrid, istanbul, mumbai, delhi, cairo, athens, kyoto, beijing, shanghai, moscow, sydney, amsterdam, vienna, prague, barcelona, lisbon, seoul, nairobi, rio, chicago, babylon, pompeii",
  village:
    "village, villages, house, houses, home, farm, farmhouse, countryside, cottage, barn, hamlet, homestead, stable, windmill, mill, ranch, hut, lane, backyard, yard, vineyard, orchard",
  room: "living room, coffee shop, toy shop, log cabin, cabin, room, rooms, bedroom, kitchen, bathroom, attic, basement, apartment, flat, office, classroom, school, schoolhouse, hospital, cafe, café, restaurant, bakery, bar, pub, shop, store, bookshop, bookstore, hotel, porch, garage, study, nursery, diner, tavern, inn, elevator",
  hall: "opera house, throne room, clock tower, castle, castles, palace, temple, temples, church, cathedral, library, libraries, museum, theatre, theater, hall, tower, towers, fortress, monastery, mosque, mansion, ballroom, court, gallery, university, shrine, observatory, colosseum, forum, kingdom, kingdoms, empire",
  workshop:
    "power plant, server room, engine room, workshop, laboratory, lab, studio, factory, forge, garage, smithy, warehouse, greenhouse, observatory, dome",
  underground:
    "burial chamber, cave, caves, cavern, caverns, tomb, tombs, crypt, dungeon, mine, mines, tunnel, tunnels, catacombs, underground, underworld, chamber, lair, den, pit, sewer, sewers, well, ruins, ruin, labyrinth, maze",
  field:
    "lavender field, valley floor, wheat field, sacred land, field, fields, meadow, meadows, garden, gardens, park, parks, grassland, grasslands, plain, plains, prairie, pasture, lawn, playground, zoo, cemetery, graveyard, camp, campsite, battlefield, cornfield",
  arena:
    "basketball court, volleyball court, football pitch, football field, running track, swimming pool, tennis court, concert hall, boxing ring, circus tent, finish line, golf course, skate park, ski slope, ice rink, stadium, arena, track, pitch, court, gym, ring, racetrack, pool, circus, stage, concert",
  space:
    "space station, lunar surface, solar system, outer space, milky way, moon base, space, moon, mars, planet, planets, galaxy, orbit, spaceship, starship, asteroid, nebula, universe, cosmos, venus, jupiter, saturn, cockpit, spacecraft",
  sky: "cloud kingdom, sky, skies, clouds, heaven, heavens, airship, balloon, treetops",
};

/** Places that are spoken of without being named: a word tells where it must be. */
export const IMPLIED_PLACES: readonly (readonly [RegExp, string, PlaceKind])[] = [
  [/\b(snowm[ae]n|snowballs?|in the snow|sledges?|sleds?)\b/i, "snowy field", "snow"],
  [/\b(space|spaceships?|starships?|galax(y|ies)|planets?|asteroids?)\b/i, "outer space", "space"],
  [/\b(baton|relay|sprint(ed|s)?|runner|marathon|\d+ km mark|hurdles|finish line)\b/i, "running track", "arena"],
  [/\b(three-pointers?|basketball|slam dunk|fast breaks?|free throw)\b/i, "basketball court", "arena"],
  [
    /\b(volleyball|serves|serving phase|smash|spike[sd]?)\b.*\b(set|team|match)\b|\bvolleyball\b/i,
    "volleyball court",
    "arena",
  ],
  [/\b(football|soccer|penalty kick|goalkeeper|striker)\b/i, "football stadium", "arena"],
  [/\b(tennis|wimbledon)\b/i, "tennis court", "arena"],
  [/\b(boxer|boxing|knockout)\b/i, "boxing ring", "arena"],
  [/\b(skateboard(er|ing)?|skater)\b/i, "skate park", "arena"],
  [/\b(ski|skis|skier|skiing|snowboard(er|ing)?)\b/i, "snowy mountain slope", "mountain"],
  [/\b(surf|surfs|surfer|surfing|surfboard)\b/i, "sunny beach", "sea"],
  [/\b(swimmer|freestyle|butterfly stroke)\b/i, "swimming pool", "arena"],
  [/\b(formula one|racing cars?|race car|motor race)\b/i, "racetrack", "arena"],
  [/\b(tomb raiders?|raiders|mummy|pharaoh|sarcophagus|coffin)\b/i, "ancient tomb", "underground"],
  [
    /\b(astronauts?|rocket|space probe|satellite|alien|aliens|cosmonaut|black hole|supernova)\b/i,
    "outer space",
    "space",
  ],
  [
    /\b(pirates?|sailors?|mermaids?|whales?|dolphins?|octopus|shark|sharks|sea monster|sail(s|ed|ing)?)\b/i,
    "open sea",
    "sea",
  ],
  [/\blighthouse\b/i, "rocky coast", "sea"],
  [/\b(jellyfish|clownfish|seahorse|coral|diver|divers|scuba)\b/i, "coral reef", "sea"],
  [/\b(penguins?|polar bears?|eskimo|walrus)\b/i, "icy shore", "snow"],
  [/\b(camels?|bedouin|caravan|scorpion)\b/i, "sandy desert", "desert"],
  [/\b(lions?|zebras?|giraffes?|gazelle|safari|elephants?)\b/i, "wide savanna", "desert"],
  [/\b(kings?|queens?|princess|prince|throne|court jester)\b/i, "castle hall", "hall"],
  [/\b(knights?|dragons?|jousting)\b/i, "old castle", "hall"],
  [
    /\b(wizards?|witch|witches|sorcerer|elf|elves|fairy|fairies|gnome|unicorn|bears?|wolf|wolves|deer|owls?|fox|foxes|squirrel|hedgehog)\b/i,
    "quiet forest",
    "forest",
  ],
  [
    /\b(chef|cook|cooking|baker|baking|bake|recipe|cake|bread|soup|pancakes?|cookies|pasta|sauce|oven|breakfast|dinner)\b/i,
    "warm kitchen",
    "room",
  ],
  [/\b(coffee|espresso|latte|barista|tea)\b/i, "cosy café", "room"],
  [/\b(teacher|students?|pupils?|homework|lesson)\b/i, "bright classroom", "room"],
  [/\b(doctor|nurse|surgeon|patient)\b/i, "hospital ward", "room"],
  [
    /\b(scientist|inventor|experiment|chemistry|atoms?|molecules?|dna|bacteria|virus|vaccine)\b/i,
    "bright laboratory",
    "workshop",
  ],
  [/\b(painter|paints?|painting|sculptor|artist|pottery|canvas)\b/i, "painter's studio", "workshop"],
  [
    /\b(clockmaker|watchmaker|toymaker|carpenter|blacksmith|tailor|shoemaker|cobbler|mechanic|violin maker)\b/i,
    "old workshop",
    "workshop",
  ],
  [
    /\b(musician|pianist|violinist|band|orchestra|concert|singer|guitar|dancer|ballerina|ballet|actor)\b/i,
    "lit stage",
    "arena",
  ],
  [
    /\b(robots?|android|cyborg|ai|artificial intelligence|computer|software|app|startup|hacker)\b/i,
    "city street",
    "city",
  ],
  [/\b(detective|police|thief|thieves|bank robbery|taxi driver|office workers?|superhero)\b/i, "city street", "city"],
  [
    /\b(farmer|cows?|sheep|goats?|chickens?|hens?|rooster|pigs?|ducks?|duckling|tractor|harvest)\b/i,
    "old farm",
    "village",
  ],
  [
    /\b(horse|horses|rabbits?|bunny|butterfly|butterflies|bees?|flowers?|sunflowers?|picnic|kite|kites)\b/i,
    "flowering meadow",
    "field",
  ],
  [
    /\b(cats?|kitten|kittens|grandmother|grandma|grandfather|grandpa|baby|toys?|teddy bear|toaster|sofa)\b/i,
    "cosy living room",
    "room",
  ],
  [/\b(dogs?|puppy|puppies)\b/i, "sunny park", "field"],
  [/\b(child|children|kids?|boys?|girls?)\b/i, "small village", "village"],
  [
    /\b(birds?|eagle|plane|pilot|airplane|aeroplane|hot air balloon|parachute|rainbow|angel|angels)\b/i,
    "wide sky",
    "sky",
  ],
  [/\b(sunset|sunrise|dawn|dusk|aurora|northern lights|stars?|starry)\b/i, "open hills", "mountain"],
  [/\b(fish|fisherman|fishing|frogs?|swan|swans)\b/i, "quiet lake", "lake"],
  [/\b(soldiers?|battle|army|warriors?|war)\b/i, "wide battlefield", "field"],
  [/\b(photosynthesis|plants?|leaf|leaves|seeds?|chlorophyll|gardener|trees?)\b/i, "green garden", "field"],
  [/\b(rain|rainbow|water cycle|clouds?|storm|thunder|lightning)\b/i, "wide sky", "sky"],
];
