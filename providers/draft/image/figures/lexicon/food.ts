/** Food, and the emblems of what cannot be seen. */
import { readTable } from "./entry.ts";

export const FOOD = readTable(
  "object",
  `
apple, red apple, fruit = noto red-apple 0.12
green apple = noto green-apple 0.12
pear = noto pear 0.14
peach, apricot = noto peach 0.12
orange, tangerine, mandarin = noto tangerine 0.12
lemon = noto lemon 0.12
banana, bananas = noto banana 0.2
grape, grapes = noto grapes 0.2
strawberry, strawberries = noto strawberry 0.1
cherry, cherries = noto cherries 0.1
blueberry, blueberries, berry, berries = noto blueberries 0.1
watermelon = noto watermelon 0.25
melon = noto melon 0.25
pineapple = noto pineapple 0.35
coconut = noto coconut 0.2
mango = noto mango 0.14
kiwi = noto kiwi-fruit 0.1
tomato = noto tomato 0.12
carrot = noto carrot 0.25
corn, maize = noto ear-of-corn 0.3
potato = noto potato 0.12
onion = noto onion 0.12
garlic = noto garlic 0.1
bean, beans, magic beans, magic bean, peas = noto beans 0.1
bread, loaf, loaf of bread, toast = noto bread 0.2
baguette = noto baguette-bread 0.2
croissant = noto croissant 0.15
bagel = noto bagel 0.12
pretzel = noto pretzel 0.15
cheese = noto cheese-wedge 0.15
cake, birthday cake = noto birthday-cake 0.3
cupcake, muffin = noto cupcake 0.12
cookie, biscuit = noto cookie 0.1
doughnut, donut = noto doughnut 0.12
pie = noto pie 0.15
chocolate, chocolate bar = noto chocolate-bar 0.15
candy, sweets, sweet = noto candy 0.1
lollipop = noto lollipop 0.2
ice cream, ice cream cone = noto soft-ice-cream 0.2
honey, honey pot, pot of honey, jar of honey = noto honey-pot 0.25
pizza = noto pizza 0.2
hamburger, burger = noto hamburger 0.15
sandwich = noto sandwich 0.15
hot dog = noto hot-dog 0.15
taco = noto taco 0.15
noodles, ramen, soup, stew, bowl of soup, meal, dinner = noto steaming-bowl 0.2
rice, bowl of rice = noto cooked-rice 0.18
sushi = noto sushi 0.1
pancake, pancakes = noto pancakes 0.15
waffle = noto waffle 0.15
meat, ham = noto meat-on-bone 0.2
steak = noto cut-of-meat 0.2
milk, glass of milk = noto glass-of-milk 0.15
wine, glass of wine = noto wine-glass 0.2
beer = noto beer-mug 0.2
juice, drink, lemonade = noto cup-with-straw 0.2
water, glass of water = noto droplet 0.3
salad = noto green-salad 0.2
popcorn = noto popcorn 0.25
salt = noto salt 0.12
chili, pepper, hot pepper = noto hot-pepper 0.12
eggplant, aubergine = noto eggplant 0.2
peanut, nut, nuts = noto peanuts 0.08
dumpling = noto dumpling 0.1
spaghetti, pasta = noto spaghetti 0.2
feast, banquet = noto pot-of-food 0.4
`,
);

/** What cannot be seen, shown by an emblem. */
export const EMBLEMS = readTable(
  "object",
  `
courage, bravery, hero, honor, honour, strength, protection, defence, defense, safety, war, battle, fight = own shield 0.9
love, friendship, kindness, care, joy, happiness, family, emotion, feeling, passion, compassion, hope, trust, faith, forgiveness = noto red-heart 0.5 *
time, eternity, patience, past, future, history, age, moment, waiting, deadline, memory = noto hourglass-not-done 0.5
thought, inspiration, knowledge, invention idea, solution, innovation, insight, discovery = noto light-bulb 0.3 *
wisdom, learning, education, story, tale, legend, lesson, truth, science, study, myth, history lesson = own book 0.35 *
dream, wish, magic, spell, destiny, fate, miracle, glory, success, victory, fame, triumph, enchantment, ambition = own star 0.6 air *
secret, mystery, curse, riddle answer, promise, contract, law, rule, name, language, word = own scroll 0.4
freedom, peace, soul = own dove 0.35 air
journey, adventure, quest, exploration, direction, voyage, travel, path, way = noto compass 0.3
life, nature, photosynthesis, growth, spring, birth, health, healing, beginning, environment, ecology = own sprout 0.4 *
death, loss, grief, sadness, sorrow, end, loneliness, despair = own autumn-leaf 0.3
anger, power, energy, rage, electricity, force = own lightning 0.9 air *
justice, balance, fairness, equality = noto balance-scale 0.6
wealth, luck, greed, economy, business, trade, price = own chest 0.6 *
fear, darkness, nightmare, evil, danger, shadow = own crow 0.5 air
party, celebration, birthday, festival, holiday = own balloon 0.9 air
work, technology, engineering, industry, system, process = game big-gear 0.5 #b8935a o
silence, sleep, night, calm, rest, solitude = own crescent-moon 1 sky *
game, sport, competition, match, race, contest = noto trophy 0.4
art, beauty, creativity, imagination, color, colour = noto artist-palette 0.35
sound, voice, noise, dance, rhythm, harmony = noto musical-note 0.5 air
communication, news, information, data, internet = noto love-letter 0.3
cold, winter, frost = noto snowflake 0.5 air
heat, summer, warmth, day, morning = own sun 1 sky *
autumn, fall, wind, breeze = own autumn-leaf 0.3 air
tear, tears = noto droplet 0.3 air
`,
  true,
);
