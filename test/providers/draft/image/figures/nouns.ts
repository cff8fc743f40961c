/** Everyday nouns as prompts have them; nearly all must be shown by a picture of the thing itself. */
export const NOUNS = `
accordion acorn airplane airport albatross alien alligator alpaca amulet anchor angel ankle ant apple aquarium armadillo armchair arrow
asteroid astronaut attic axe baby backpack bakery ball balloon bamboo banana banjo barn barrel baseball basket basketball bat bathtub battery beach
beaver bed bee beetle bell bench bicycle binoculars bison boat bone book boot bottle bouquet bow bowl box bracelet branch bread bridge broom brush
bubble bucket buffalo bus bush butterfly button cabin cactus cage cake calculator calendar camel camera campfire candle candy cannon canoe canyon
car cards caribou carousel carpet carrot cart castle cat caterpillar cathedral cave cello chair chameleon cheese cheetah cherry chess chest chicken chimney
chimpanzee chocolate church city clarinet clock cloud clover coat cobra coconut coffee coffin coin comet compass computer coral corn cottage couch
cow crab cradle crane crayon cricket crocodile crown crow crystal cup cupboard curtain dagger daisy dandelion deer desert desk diamond dinosaur
doctor dog doll dolphin donkey door dove dragon dragonfly drawer dress drum duck eagle ear earth egg elephant engine envelope eye
factory falcon fan farm feather fence fern ferry fiddle finger firefly fireplace firetruck firework fish flag flamingo flashlight flower flute fly
football forest fork fort fountain fox frog fruit garden garlic gate ghost gift giraffe glacier glass glasses globe glove goat
goldfish goose gorilla grape grapes grass grasshopper guitar hammer hammock hamster harbor harmonica harp hat hawk heart hedgehog helicopter helmet
hen heron hippo hive honey horn horse hospital hotel hourglass house hummingbird hut ice iceberg igloo inn island jacket jaguar jar jellyfish jewel
jungle kangaroo kayak kettle key keyboard kingfisher kite kitten knife knot koala ladder ladybug lake lamb lamp lantern laptop
lava lawn leaf lemon leopard letter library lighthouse lightning lion lizard llama lobster lock locket log lotus magnet mango map market mask
meadow medal melon mermaid meteor microphone microscope milk mill mirror mole monkey monument moon moose mosque mosquito moth motorcycle mountain
mouse mug museum mushroom nail necklace needle nest net newspaper nightingale notebook nut oak oar oasis ocean octopus office olive onion
orange orchid organ ostrich otter oven owl oyster paint painting palace palm pancake panda pants paper parachute parrot path peach peacock peanut
pear pearl pebble pelican pen pencil penguin pepper phone piano pie pig pigeon pillow pine pineapple pirate pizza planet plate plum
pocket pond pony popcorn potato potion prison puddle pumpkin puppet purse puzzle pyramid quilt rabbit raccoon radio raft rail rain
rainbow rat raven razor river robot rock rocket roof rooster root rope rose ruler sack saddle sail sailboat salmon sandwich
satellite saw saxophone scarecrow scarf school scissors scooter scorpion screw scroll seagull seahorse seal seaweed seed shark sheep shell shelf
shield ship shirt shoe shop shovel shrimp sink skateboard skeleton skirt skull sky sled sloth snail snake snow snowflake snowman soap sock
sofa soldier soup spaceship spider spoon squid squirrel stable stadium staff stairs star starfish statue stool storm stove strawberry
street submarine suitcase sun sunflower swan sweater swing sword table tank taxi tea teapot telescope temple tent theater thermometer throne
ticket tie tiger toad toast tomato tooth toothbrush torch tortoise towel tower toy tractor train treasure tree triangle trophy truck trumpet trunk
tulip tunnel turkey turtle umbrella unicorn university valley van vase vest village vine violin volcano vulture wagon wall wallet walrus wand
wardrobe watch waterfall watermelon wave whale wheat wheel whistle willow windmill window wing wolf wood worm wreath yacht yak zebra zeppelin
`
  .trim()
  .split(/\s+/);
