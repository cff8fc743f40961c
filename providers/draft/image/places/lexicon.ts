/** Which words name which place. Not here: how a place looks. */

/** The names of the places in `places/index.ts`. */
export type PlaceName =
  | "arena"
  | "beach"
  | "bedroom"
  | "bridge"
  | "cabin"
  | "cascade"
  | "castle"
  | "cave"
  | "classroom"
  | "clouds"
  | "desert"
  | "dungeon"
  | "farm"
  | "forest"
  | "futureCity"
  | "garden"
  | "graveyard"
  | "harbour"
  | "highlands"
  | "hospital"
  | "ice"
  | "island"
  | "jungle"
  | "kitchen"
  | "laboratory"
  | "lake"
  | "library"
  | "livingRoom"
  | "meadow"
  | "museum"
  | "office"
  | "oldTown"
  | "planetGround"
  | "playground"
  | "restaurant"
  | "river"
  | "road"
  | "ruins"
  | "sea"
  | "shop"
  | "skyline"
  | "space"
  | "spaceship"
  | "station"
  | "street"
  | "studio"
  | "study"
  | "summit"
  | "theatre"
  | "throneHall"
  | "underwater"
  | "village"
  | "volcano"
  | "workshop";

/**
 * Phrases for each place, singular. Where several fit, the longest phrase wins, then the one that ends last:
 * in English the last noun names the thing (`forest lake` is a lake).
 */
export const PLACE_PHRASES: Record<PlaceName, readonly string[]> = {
  forest: words(
    `forest, wood, woods, woodland, grove, thicket, taiga, clearing, glade, tree, treehouse, pine, trail, hideout, campsite, camp, wilderness, nature reserve, national park, undergrowth, birch, campfire, tent`,
  ),
  jungle: words(
    `jungle, rainforest, rain forest, tropical forest, tropics, amazon, swamp, mangrove, bayou, bamboo forest`,
  ),
  meadow: words(
    `meadow, field, grassland, prairie, pasture, plain, savanna, savannah, steppe, hill, hillside, hilltop, valley, countryside, moor, heath, outdoor, outside, landscape, battlefield, lawn, picnic, land, open country, somewhere quiet, nature`,
  ),
  highlands: words(
    `mountain, mountainside, mountain range, mountain path, mountain trail, mountain pass, alp, highland, canyon, gorge, ravine, cliff, ridge, slope, ski slope, fjord, andes, himalaya, mountain village road, glen, rock`,
  ),
  volcano: words(`volcano, lava, volcanic, crater of fire, magma, underworld, hell`),
  desert: words(`desert, dune, sahara, wasteland, oasis, badland, outback, wild west, mesa, sand`),
  ice: words(
    `ice, arctic, antarctic, antarctica, iceberg, glacier, tundra, polar, north pole, south pole, frozen sea, frozen lake, ice floe, igloo`,
  ),
  beach: words(
    `beach, coast, shore, seaside, seashore, coastline, bay, lagoon, cove, resort, promenade, sea side, rocky shore, coastal town`,
  ),
  island: words(`island, isle, atoll, desert island, deserted island, tropical island, treasure island`),
  sea: words(
    `sea, ocean, open water, wave, storm at sea, ship, boat, deck, pirate ship, raft, lighthouse, strait, yacht, sailing ship, on the water, high sea`,
  ),
  harbour: words(
    `harbour, harbor, port, dock, pier, marina, wharf, fishing village, jetty, quay, shipyard, boathouse, waterfront`,
  ),
  underwater: words(
    `underwater, under the sea, under water, coral reef, reef, seabed, sea bed, sea floor, ocean floor, deep sea, aquarium, wreck, shipwreck, wreckage, sunken, inside the wreck, sunken treasure, diving, beneath the waves, underwater city, sunken ship, bottom of the sea, under the ocean, coral, depths, mermaid kingdom`,
  ),
  lake: words(
    `lake, pond, lakeside, reservoir, wetland, marsh, mirror lake, forest lake, mountain lake, loch, waterhole, watering hole, spring, pool, lakeshore`,
  ),
  river: words(`river, stream, creek, brook, riverbank, riverside, canal, ford, rapids, delta, raging river`),
  cascade: words(`waterfall, cascade, falls, cataract`),
  village: words(
    `village, lane, village lane, hamlet, cottage, farmhouse, settlement, house, home, mill, hut, neighbourhood, neighborhood, suburb, front yard, countryside house, mountain village, small town, porch, bakery street, inn yard, tavern yard, hobbit hole`,
  ),
  farm: words(
    `farm, barn, farmland, orchard, vineyard, ranch, stable, wheat field, cornfield, corn field, rice field, paddy, plantation, field of wheat, windmill, barnyard, farmyard, chicken coop, pigsty, tea field, sunflower field`,
  ),
  castle: words(
    `castle, fortress, kingdom, palace, citadel, manor, mansion, chateau, fort, haunted house, haunted castle, haunted mansion, castle gate, tower, stronghold, drawbridge, keep, enchanted kingdom, realm, empire`,
  ),
  oldTown: words(
    `old town, medieval city, medieval town, medieval village, medieval street, market, marketplace, market square, town square, bazaar, ancient city, town, alley, cobbled street, village square, fair, souk, old city, fairground, carnival, circus, festival, christmas market, plaza, piazza, square, venice, rome, florence, prague, vienna, lisbon, istanbul, jerusalem, marrakesh, renaissance city, victorian street`,
  ),
  graveyard: words(`graveyard, cemetery, grave, churchyard, burial ground, haunted forest graveyard`),
  ruins: words(
    `ruin, ruins, ancient ruin, temple, ancient temple, shrine, pyramid, greece, athens, ancient rome, roman empire, roman forum, pompeii, babylon, ancient greece, monastery, sanctuary, stonehenge, parthenon, lost city, egypt, ancient egypt, jungle temple, acropolis, monument, altar, abandoned temple`,
  ),
  bridge: words(`bridge, aqueduct, overpass, embankment, stone bridge, footbridge`),
  garden: words(
    `garden, park, backyard, back yard, yard, courtyard, greenhouse, flower garden, botanical garden, city park, rose garden, flower field, patio, terrace, maze, zoo, palace garden, cherry blossom, school garden, fountain, dog park, vegetable garden, public park, path`,
  ),
  playground: words(
    `playground, schoolyard, school yard, kindergarten, sandbox, amusement park, theme park, skate park, swing`,
  ),
  street: words(
    `street, city street, road in the city, avenue, sidewalk, crosswalk, downtown, shopping street, busy street, corner, bus stop, city, boulevard, intersection, crossroad in the city, parking lot, new york street, paris, london, tokyo street, neon street, main street, pavement, berlin, madrid, barcelona, amsterdam, moscow, san francisco, crowded street, block, storefront`,
  ),
  skyline: words(
    `skyline, city skyline, cityscape, rooftop, roof, metropolis, skyscraper, balcony, big city, new york, manhattan, chicago, hong kong, singapore, seoul, los angeles, tokyo, shanghai, dubai, city at night, modern city, observation deck`,
  ),
  futureCity: words(
    `futuristic city, future city, cyberpunk city, neon city, cyber city, city of the future, megacity, sci-fi city, dystopian city, futuristic metropolis, cyberspace, virtual world, digital world, neon street, future, space city, cyberpunk street, robot city, tron, neo tokyo, futuristic street, neon`,
  ),
  road: words(
    `road, highway, motorway, freeway, country road, dirt road, desert road, mountain road, forest road, crossroads, route, driveway, asphalt, winding road`,
  ),
  arena: words(
    `arena, stadium, court, tennis court, basketball court, pitch, football field, soccer field, race track, racetrack, racecourse, track, colosseum, gym, gymnasium, ice rink, rink, ring, boxing ring, velodrome, playing field, sports hall, olympic, finish line, starting line, race, football pitch, baseball field, running track, race circuit, circuit, grandstand, bullring, swimming pool, tournament, competition`,
  ),
  station: words(
    `station, train station, railway station, railway, platform, subway, metro, subway station, railroad, train, train track, bus station, airport, terminal, train carriage, rail`,
  ),
  livingRoom: words(
    `living room, room, sitting room, lounge, apartment, flat, parlour, parlor, indoors, inside, attic, hallway, family room, den, nursery room, house interior, interior, sofa, dining room, hotel, lobby, corridor, basement, waiting room`,
  ),
  cabin: words(
    `cabin, log cabin, fireplace, hearth, lodge, cottage interior, hut interior, inn, tavern, wooden cabin, chalet, by the fire, fireside, farmhouse kitchen, witch hut`,
  ),
  bedroom: words(
    `bedroom, bed, nursery, children's room, child's room, kid's room, dorm, dormitory, hotel room, bathroom, under the bed, small room`,
  ),
  kitchen: words(`kitchen, pantry, bakery kitchen, stove, cooking, kitchen table`),
  classroom: words(
    `classroom, school, school room, lecture hall, university, college, academy, kindergarten room, chalkboard, blackboard, lesson, exam`,
  ),
  study: words(
    `study, office at home, home office, writer's room, detective's office, reading room, private study, writing desk, wizard's study, den of books`,
  ),
  office: words(
    `office, workplace, meeting room, conference room, bank, headquarters, newsroom, startup, cubicle, courtroom, police station, boardroom, open office, company, call center`,
  ),
  studio: words(
    `studio, music room, dance studio, art studio, recording studio, atelier, ballroom studio, rehearsal room, yoga studio, painter's studio`,
  ),
  hospital: words(
    `hospital, clinic, ward, doctor's office, hospital room, infirmary, surgery, emergency room, nursing home`,
  ),
  shop: words(
    `shop, store, bakery, bookshop, bookstore, supermarket, grocery, grocery store, toy shop, toy store, boutique, pharmacy, market stall, candy shop, mall, shopping mall, flower shop, antique shop, pet shop, warehouse, clock shop, general store`,
  ),
  restaurant: words(
    `restaurant, cafe, café, diner, coffee shop, bar, pub, bistro, canteen, pizzeria, teahouse, tea house, cafeteria, jazz club, nightclub, ice cream parlour`,
  ),
  laboratory: words(
    `laboratory, lab, observatory, planetarium, research lab, secret lab, science lab, research centre, research center, testing facility, factory, power plant, facility, server room, control room`,
  ),
  workshop: words(
    `workshop, garage, shed, forge, smithy, blacksmith, carpenter's shop, toolshed, toy workshop, tinker's workshop, inventor's workshop, santa's workshop, potter's workshop`,
  ),
  throneHall: words(
    `throne room, throne, great hall, palace hall, ballroom, castle hall, royal hall, banquet hall, hall, throne hall, royal court, cathedral, church, chapel, mosque, banquet, royal palace interior, inside the castle`,
  ),
  library: words(`library, archive, old library, hall of books, book room, magic library`),
  museum: words(`museum, gallery, art gallery, exhibition, exhibit, louvre`),
  theatre: words(
    `theatre, theater, stage, opera, opera house, concert, concert hall, cinema, auditorium, talent show, show, circus tent, circus ring, spotlight, puppet theatre`,
  ),
  cave: words(
    `cave, cavern, grotto, underground, tunnel, mine, crystal cave, lair, burrow, dragon's lair, mineshaft, underground world, den in the earth, treasure cave, sewer, hole, ice cave`,
  ),
  dungeon: words(
    `dungeon, tomb, crypt, prison, jail, cell, catacomb, burial chamber, secret chamber, treasure chamber, pyramid interior, inside a pyramid, inside the pyramid, cellar, labyrinth, vault, chamber, ancient tomb, underground temple`,
  ),
  clouds: words(
    `cloud, sky, heaven, above the clouds, in the sky, air, sky kingdom, cloud castle, hot air balloon, airplane, in the air, dream, dreamland, dream world, floating island`,
  ),
  summit: words(
    `summit, mountaintop, mountain top, peak, mountain peak, top of the mountain, top of a mountain, cliff edge, cliff top, clifftop, everest, top of the hill, lookout, edge of a cliff`,
  ),
  space: words(
    `space, outer space, galaxy, universe, cosmos, star, solar system, nebula, orbit, milky way, void, deep space, asteroid, asteroid belt, among the stars, black hole, stars`,
  ),
  planetGround: words(
    `planet, alien planet, mars, moon, lunar surface, moon surface, surface of the moon, alien world, martian, jupiter, saturn, venus planet, surface of mars, exoplanet, strange planet, crater, distant planet, alien landscape, moon base, red planet, another world`,
  ),
  spaceship: words(
    `spaceship, spacecraft, space station, space ship, rocket, starship, shuttle, cockpit, bridge of a spaceship, spaceship interior, rocket ship, ufo, submarine, time machine, control centre, mission control, inside a robot`,
  ),
};

function words(list: string): string[] {
  return list.split(",").map((word) => word.trim());
}
