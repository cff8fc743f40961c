import type { Phase } from "./line.ts";

/** A product and what it is good for. */
export const PROMO: readonly Phase[] = [
  {
    name: "need",
    title: "Every Day",
    rank: 3,
    lines: [
      "You know those mornings when nothing seems to work?|A tired person at a kitchen table in the morning",
      "Everyday life is busy enough.|A busy desk full of things",
      "What if one small thing could change your day?|{Topic} under a cloth, waiting",
      "Some things are worth waiting for.|The outline of {topic} in soft light",
    ],
    sights: ["A busy everyday scene"],
  },
  {
    name: "reveal",
    title: "Here It Is",
    rank: 0,
    lines: [
      "Meet {topic}.|{Topic} on a clean table, in bright light",
      "This is {one topic}: simple, beautiful, and made to last.|{Topic} shining in the light",
      "Here it is: {one topic}.|{Topic} presented on a pedestal",
    ],
    sights: ["{Topic} in bright light"],
  },
  {
    name: "virtues",
    title: "Made for You",
    rank: 2,
    lines: [
      "Every detail has been thought through.|Close view of the details of {topic}",
      "One touch, and it is ready.|A hand touching {topic}",
      "Made with care, from materials you can trust.|{Topic} and its fine materials",
      "It fits your home, and it fits your life.|{Topic} in a cosy home",
      "Quiet when you need quiet, and strong when you need strength.|{Topic} at work",
      "Easy to use from the very first day.|A smiling person using {topic}",
      "You will wonder how you ever lived without it.|A happy family around {topic}",
      "Less effort. More joy.|A smiling person relaxing beside {topic}",
      "It saves time for what really matters.|Friends laughing around a table with {topic}",
      "Designed today, for the years to come.|{Topic} seen from the side, in soft light",
    ],
    sights: ["{Topic} in use", "{Topic} seen from near"],
  },
  {
    name: "call",
    title: "Your Turn",
    rank: 1,
    lines: [
      "{Topic}. Try it, and feel the difference.|{Topic} alone in warm light",
      "Make today the day: {topic}.|{Topic} at sunrise",
      "Ready when you are.|{Topic} waiting on a table",
    ],
    sights: ["{Topic} in warm light"],
  },
];

/** How something works or why something is. `{topic}` is a noun phrase, `{question}` the clause. */
export const EXPLAINER: readonly Phase[] = [
  {
    name: "question",
    title: "The Question",
    rank: 0,
    lines: [
      "Have you ever wondered {question}?|A curious person looking at {topic}",
      "Let us take a closer look at {topic}.|{Topic} under a magnifying glass",
      "It is all around us, and yet few people know it: {topic}.|{Topic} in everyday life",
      "One question, and a little patience: {question}.|A curious person thinking about {topic}",
    ],
    sights: ["{Topic}, seen for the first time"],
  },
  {
    name: "parts",
    title: "How It Works",
    rank: 2,
    ordered: true,
    lines: [
      "To understand it, we begin with the parts.|The parts of {topic}, laid out in order",
      "Everything starts very small.|A tiny detail of {topic}, enlarged",
      "First, something has to set it in motion.|The beginning of {topic}",
      "Each part has its own task.|The parts of {topic} working together",
      "Then one step leads to the next.|{Topic}, step by step",
      "Energy has to come from somewhere.|Rays of light and energy around {topic}",
      "Nothing is lost; it only changes its form.|One form of {topic} changing into another",
      "You can see it best when you slow it down.|{Topic} in slow motion",
      "What looks like magic follows a simple rule.|A simple drawing of {topic}",
      "Over and over, the cycle repeats.|{Topic} as a circle of arrows",
    ],
    sights: ["A clear view of {topic}", "The inner life of {topic}"],
  },
  {
    name: "meaning",
    title: "Why It Matters",
    rank: 3,
    lines: [
      "It took people centuries to find this out.|An old scientist with books and instruments",
      "Without {topic}, our world would be a different place.|The earth with forests and seas",
      "And we meet it every single day.|People outdoors on a bright day",
      "There is still much to discover about {topic}.|A young scientist at a microscope",
    ],
    sights: ["People and {topic}"],
  },
  {
    name: "closing",
    title: "To Remember",
    rank: 1,
    lines: [
      "So the next time you think of {topic}, you will know.|A person smiling at {topic}",
      "That is all there is to it, and it is wonderful.|{Topic}, seen from afar",
      "Simple, once you see it: {topic}.|{Topic} in bright light",
    ],
    sights: ["{Topic}, seen as a whole"],
  },
];

/** Something to cook. */
export const RECIPE: readonly Phase[] = [
  {
    name: "welcome",
    title: "In the Kitchen",
    rank: 0,
    lines: [
      "Today, we make {topic}.|{Topic} on a wooden table",
      "Few things smell as good as {topic}.|Steam rising from {topic}",
      "All you need for {topic} is a little time.|A kitchen table with bowls and {topic}",
    ],
    sights: ["A kitchen prepared for {topic}"],
  },
  {
    name: "steps",
    title: "Step by Step",
    rank: 2,
    ordered: true,
    lines: [
      "First, put everything on the table.|Fresh ingredients on a wooden table",
      "Wash, chop, and measure, without any hurry.|A knife and chopped vegetables on a board",
      "Now mix it all, until it feels right under your hands.|Hands mixing in a large bowl",
      "Add a pinch of salt, and then one more.|A pinch of salt over a bowl",
      "Warm the pan, and listen for the first small hiss.|A hot pan on the stove",
      "Stir gently, and let the heat do its work.|A wooden spoon stirring a pot",
      "The kitchen begins to smell wonderful.|Steam rising in a warm kitchen",
      "Let it rest. Patience is an ingredient, too.|A covered bowl by the window",
      "Taste it. Good? Then it is almost done.|A spoon being tasted",
      "A handful of fresh herbs, and the colours come alive.|Fresh green herbs on a board",
    ],
    sights: ["Cooking {topic} in a warm kitchen"],
  },
  {
    name: "serving",
    title: "At the Table",
    rank: 1,
    lines: [
      "Here it is: {topic}, ready to share.|{Topic} served on a plate",
      "Call everyone to the table.|Friends around a table with {topic}",
      "The first bite is the best. Enjoy your meal.|A happy person tasting {topic}",
    ],
    sights: ["{Topic} served on a beautiful plate"],
  },
];

/** A thing without a deed: `an old typewriter`. */
export const THING: readonly Phase[] = [
  {
    name: "look",
    title: "First Look",
    rank: 0,
    lines: [
      "Look at this: {a topic}.|{A topic} on a table, in soft light",
      "Here it is, {a topic}, as if it had always been here.|{A topic} {in place}",
      "Every thing has a story. This is the story of {a topic}.|{A topic} in a beam of light",
    ],
    sights: ["{A topic} {in place}"],
  },
  {
    name: "story",
    title: "Its Story",
    rank: 2,
    lines: [
      "Somebody made it once, with patient hands.|Hands making {a topic}",
      "It has been carried, lost, and found again.|{A topic} being carried",
      "It has seen more mornings than anyone can count.|{A topic} in morning light",
      "A child once thought it was a treasure.|A child with {a topic}",
      "For years, nobody looked at it twice.|{A topic} covered with dust",
      "Every scratch is a memory.|Close view of {a topic} with scratches",
      "In the right light, it almost seems alive.|{A topic} in glowing light",
      "It does not ask for much.|{A topic}, quiet and small",
      "One day, someone stopped, and smiled.|A smiling person beside {a topic}",
    ],
    sights: ["{A topic} in changing light", "{A topic} seen from near"],
  },
  {
    name: "closing",
    title: "To Remember",
    rank: 1,
    lines: [
      "And so it waits for its next story.|{A topic} waiting in the evening light",
      "Some things never grow old.|{A topic} in warm light",
      "Keep it well.|{A topic} held in two hands",
    ],
    sights: ["{A topic} seen from afar"],
  },
];
