/** What flies, swims, shines in the sky or falls from it. */
import { readTable } from "./entry.ts";

export const FLYERS = readTable(
  "air",
  `
bird, songbird, sparrow, robin, finch, nightingale, canary, wren, swallow, starling, lark, cuckoo = own bird 0.25
blue bird, bluebird, blue jay, kingfisher = own blue-bird 0.25
crow, raven, blackbird, jackdaw, rook, magpie = own crow 0.45
eagle, hawk, falcon, vulture, condor, bird of prey, kite bird, osprey = own eagle 0.9
seagull, gull, albatross, tern = own gull 0.5
dove, pigeon = own dove 0.35
hummingbird, humming bird = game hummingbird 0.15 #2fa37c
parrot, macaw, cockatoo, parakeet, toucan = noto parrot 0.5 <
owl, barn owl, owlet = own owl 0.5 ground
duck, mallard, drake duck = own duck 0.4 water
duckling, ugly duckling, baby duck = own duckling 0.25 water
swan, cygnet = own swan 0.9 water
goose, geese, gosling = noto goose 0.8 ground <
chicken, hen = own hen 0.45 ground
rooster, cockerel = noto rooster 0.55 ground
chick, baby chick, baby bird = own chick 0.18 ground
turkey = noto turkey 0.9 ground
peacock = noto peacock 1.2 ground
penguin = own penguin 0.9 ground
flamingo = noto flamingo 1.4 ground <
heron, crane bird, stork, egret, ibis = game heron 1.2 ground #a9b6c4
ostrich, emu = game ostrich 2.3 ground #5d5560
pelican = game eating-pelican 1 ground #d9d2c4
woodpecker = own bird 0.3
butterfly, moth, monarch = own butterfly 0.2
monarch butterfly = own monarch-butterfly 0.2
bee, honeybee, bumblebee, bumble bee, wasp, hornet = noto honeybee 0.15 <
dragonfly, damselfly = game dragonfly 0.18 #3c9fb8
mosquito = noto mosquito 0.1 <
fly = noto fly 0.1
nest, bird nest, birds nest = noto nest-with-eggs 0.3 object
feather, plume = noto feather 0.25 object
wing, wings = game feathered-wing 0.8 object #e6ddd0
egg, eggs, dragon egg = own egg 0.2 object
beehive, hive, honeycomb = game beehive 0.5 object #dba93f
`,
);

export const SWIMMERS = readTable(
  "water",
  `
fish, goldfish, salmon, trout, carp, cod, tuna, minnow, school of fish, koi = own fish 0.35
tropical fish, clownfish, angelfish, clown fish = noto tropical-fish 0.3 <
pufferfish, blowfish = noto blowfish 0.3 <
angler fish, anglerfish, deep sea fish = game angler-fish 0.5 #4a5b7a
whale, blue whale, humpback, humpback whale, sperm whale = own whale 3.2
orca, killer whale = noto orca 2.2 <
dolphin, porpoise = own dolphin 1.1
shark, great white, great white shark = noto shark 1.5 <
seal, walrus = noto seal 0.9 ground <
octopus = noto octopus 0.7
squid = noto squid 0.7
jellyfish = noto jellyfish 0.5
crab, hermit crab = noto crab 0.2 ground
lobster, crayfish = noto lobster 0.3 ground
shrimp, prawn = noto shrimp 0.15 <
oyster, clam, mussel = noto oyster 0.15 object
pearl = game oyster-pearl 0.15 object #dfe3ec
shell, seashell, sea shell, conch = noto spiral-shell 0.15 object
starfish, sea star = game sea-star 0.2 ground #e8825a
seahorse, sea horse = game seahorse 0.2 #e5a34a
eel = game eel 0.3 #5d7a5e
stingray, manta ray, ray = game manta-ray 0.6 #5d7489
coral, coral reef, reef = noto coral 0.6 ground
seaweed, kelp, algae = game algae 0.8 ground #4f8f5a
tadpole = game tadpole 0.1 #4d5a44
iceberg, glacier = game iceberg 12 #bfe0ee
ocean, sea, river, stream, flood, wave, tidal wave, tsunami = noto water-wave 3
whirlpool = noto cyclone 3
pond, lake, puddle, lagoon, water lily, lily pad, lilypad = own lotus 0.3
lotus, lotus flower, lotus blossom, waterlily = own lotus 0.35
buoy = game buoy 1 #d8503f
island, desert island = noto desert-island 8
`,
);

export const SKY = readTable(
  "sky",
  `
moon, full moon, moonlight = own full-moon 1 *
crescent moon, crescent, new moon, half moon = own crescent-moon 1 *
star, north star, morning star, evening star, wishing star, starlight = own star 0.8 *
shooting star, falling star = own shooting-star 1 *
meteor, meteorite, fireball, asteroid, falling meteor = own meteor 1.4 *
comet = own comet 1.2 *
sun, sunlight, sunshine = own sun 1.4 *
planet, saturn, ringed planet, distant planet = own ringed-planet 1.2
mars, red planet = own mars 1.1
jupiter, venus, mercury, neptune, uranus, pluto = own planet 1.1
earth, globe, world, planet earth = noto globe-showing-europe-africa 1.1
galaxy, milky way, nebula, universe, cosmos = own galaxy 2 *
constellation = own constellation 2 *
cloud, storm cloud, rain cloud, sky = own cloud 1.2
rainbow = own rainbow 2.5
lightning, lightning bolt, thunderbolt, bolt of lightning, thunder = own lightning 1.6 *
tornado, hurricane, cyclone, whirlwind, twister = noto tornado 5
snowflake, snow = noto snowflake 0.5 air
fireworks, firework = own fireworks 2 *
aurora, northern lights = own rainbow 3 *
satellite = noto satellite 2
space station, spacestation = noto satellite 4
storm, thunderstorm = own lightning 1.6 *
raindrop, rain, droplet, water drop, drop, dew, dewdrop = noto droplet 0.3 object
black hole = game vortex 1.6 #5a4a86
eclipse, solar eclipse = game eclipse 1 #f0b04f *
sunrise, sunset = own sun 1.4 *
`,
);
