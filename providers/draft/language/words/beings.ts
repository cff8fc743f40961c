import { wordSet } from "./list.ts";

/** People by what they are called in English, where the word tells he or she. */
export const MEN = wordSet(
  "man men boy boys king prince knight wizard sorcerer grandfather grandpa father dad brother uncle son gentleman monk sultan emperor duke lord fisherman sailor pirate viking samurai cowboy warlock husband nephew groom waiter actor businessman postman fireman santa policeman pharaoh",
);
export const WOMEN = wordSet(
  "woman women girl girls queen princess witch grandmother grandma mother mum mom sister aunt daughter lady nun sultana empress duchess mermaid fairy ballerina wife niece bride waitress actress businesswoman goddess sorceress enchantress granddaughter maiden heroine",
);
export const PEOPLE = wordSet(
  "child children kid kids baby person people adult teenager friend friends stranger adventurer explorer traveller traveler wanderer painter artist musician pianist violinist singer dancer actor writer author poet",
  "chef cook baker barista farmer gardener hunter fisher blacksmith carpenter clockmaker watchmaker toymaker tailor shoemaker inventor scientist professor teacher student students pupil doctor nurse surgeon engineer mechanic pilot driver captain soldier soldiers",
  "warrior warriors guard guards guardian ninja archer hero heroes villain thief thieves detective spy astronaut astronauts cosmonaut diver athlete runner runners player players swimmer skater surfer climber cyclist boxer coach keeper",
  "raider raiders crew villager villagers townspeople elf elves dwarf dwarves gnome giant hermit shepherd merchant librarian postman firefighter police officer worker workers builder photographer barber monk magician juggler clown acrobat twins family team gang tribe sculptor hiker camper tourist backpacker vampire zombie caveman superhero programmer hacker gamer beekeeper orphan apprentice nomad ancestors necromancer sister siblings couple neighbours neighbors grandson",
);
export const ANIMALS = wordSet(
  "fox foxes wolf wolves bear bears cat cats kitten kittens dog dogs puppy puppies lion lions tiger tigers elephant elephants mouse mice rabbit rabbits bunny hare deer fawn owl owls eagle eagles raven crow bird birds sparrow robin parrot penguin penguins duck ducks duckling ducklings swan swans goose geese chicken hen rooster horse horses pony ponies cow cows bull pig pigs piglet sheep lamb goat goats donkey camel camels",
  "whale whales dolphin dolphins shark sharks octopus fish turtle turtles tortoise frog frogs toad snake snakes lizard crocodile dinosaur dinosaurs t-rex snail snails bee bees butterfly butterflies dragonfly firefly fireflies ladybug ant ants spider spiders squirrel squirrels hedgehog hedgehogs badger otter otters beaver raccoon panda pandas koala kangaroo monkey monkeys gorilla giraffe giraffes zebra zebras hippo rhino seal walrus jellyfish crab bat bats mole hamster otter leopard cheetah moose reindeer llama alpaca sloth peacock pigeon seagull caterpillar mammoth",
);
export const FANTASTIC = wordSet(
  "dragon dragons unicorn unicorns phoenix griffin monster monsters ghost ghosts spirit spirits troll trolls goblin ogre demon elf creature creatures beast beasts alien aliens yeti snowman golem genie angel kraken",
);
export const MACHINES = wordSet("robot robots android droid cyborg drone toaster rover automaton");

/** Groups that are spoken of as one or as many, with what is seen of them. */
export const GROUPS: Readonly<Record<string, string>> = {
  team: "team members",
  crew: "sailors",
  family: "family",
  gang: "gang members",
  tribe: "villagers",
  couple: "couple",
  twins: "twins",
  people: "people",
  townspeople: "townspeople",
  villagers: "villagers",
  siblings: "siblings",
};

/** Words before a name that tell what its bearer is. */
export const TITLES: Readonly<Record<string, string>> = {
  princess: "princess",
  prince: "prince",
  king: "king",
  queen: "queen",
  captain: "captain",
  sir: "knight",
  lady: "noble lady",
  lord: "nobleman",
  doctor: "doctor",
  dr: "doctor",
  professor: "professor",
  wizard: "wizard",
  detective: "detective",
  grandma: "grandmother",
  grandpa: "grandfather",
  uncle: "man",
  aunt: "woman",
  raider: "tomb raider",
  mr: "man",
  mrs: "woman",
  ms: "woman",
};
