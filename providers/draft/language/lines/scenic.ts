import type { Phase } from "./line.ts";

/** A place or a sight, looked at with patience. `{topic}` is the prompt's own phrase. */
export const SCENIC: readonly Phase[] = [
  {
    name: "arrival",
    title: "Arrival",
    rank: 0,
    lines: [
      "There are sights that one never forgets: {topic}.|{Topic}",
      "All eyes are on {the topic}.|{Topic}",
      "And there it is: {one topic}.|{Topic}, seen from afar",
      "Sometimes one sight is enough: {topic}.|{Topic}",
    ],
    sights: ["{Topic}, wide and calm"],
  },
  {
    name: "detail",
    title: "A Closer Look",
    rank: 2,
    lines: [
      "The longer you look, the more you see.|{Topic}, in all its detail",
      "Every line here has been drawn by time.|Fine details of {place}",
      "Light moves over everything, like a slow hand.|Soft light moving over {place}",
      "Nothing is in a hurry here.|{Topic}, perfectly still",
      "Colours arrive that have no name.|{Topic} in glowing colours",
      "Even the air seems to be listening.|{Place} in clear air",
      "A thousand small things make one great picture.|{Topic} with many small details",
    ],
    sights: ["{Topic}, seen from near", "{Topic} from another side"],
  },
  {
    name: "change",
    title: "A New Light",
    rank: 3,
    lines: [
      "Then the light begins to change.|{Topic} in changing light",
      "Shadow and gold trade places.|Shadow and golden light over {place}",
      "What was bright grows soft, and what was soft begins to glow.|{Topic} with a soft glow",
      "For a few minutes, everything is perfect.|{Topic} at its most beautiful moment",
      "Every day it is the same, and every day it is new.|{Topic}, bright and new",
    ],
    sights: ["{Topic} in changing light", "{Place} between light and shadow"],
  },
  {
    name: "closing",
    title: "To Remember",
    rank: 1,
    lines: [
      "Stay as long as you like.|{Topic}, seen from far away",
      "Tomorrow it will all begin again.|{Topic} in the last light",
      "And then, quietly, the moment is over.|{Place} growing quiet",
      "What remains is silence, and a picture to keep.|{Topic} in silence",
    ],
    sights: ["{Topic}, seen one last time"],
  },
];

/** A city or land in a year gone by. */
export const ERA: readonly Phase[] = [
  {
    name: "arrival",
    title: "Arrival",
    rank: 0,
    lines: [
      "{Topic}. The day begins as any other.|Morning over {topic}",
      "Imagine {topic}, alive again.|{Topic}, alive with people",
      "We have travelled far. This is {topic}.|A wide view of {topic}",
    ],
    sights: ["A wide view of {topic}"],
  },
  {
    name: "life",
    title: "Everyday Life",
    rank: 2,
    lines: [
      "Traders open their stalls and shout out the price of figs and oil.|Traders at their market stalls",
      "Children chase each other between the columns.|Children running between stone columns",
      "Masons raise one stone upon another, for centuries to come.|Masons building with great stones",
      "Carts roll over the worn paving stones.|Carts on old paving stones",
      "Somewhere a smith strikes iron, again and again.|A smith at the anvil",
      "At the well, people trade news from far away.|People gathered around a well",
      "A messenger hurries past, with dust on his sandals.|A messenger running through a street",
      "Bread is baked, oil lamps are filled, and stories are told.|Fresh bread and oil lamps",
    ],
    sights: ["Daily life in {topic}"],
  },
  {
    name: "power",
    title: "Great Decisions",
    rank: 3,
    lines: [
      "But power has its price, and the walls have ears.|Guards at a palace gate",
      "Here decisions are made that the world will remember.|A great hall with columns",
      "The crowd gathers. Something is about to happen.|A crowd gathering in a square",
      "Nobody knows yet what tomorrow will bring.|Dark clouds over old roofs",
    ],
    sights: ["A great building in {topic}"],
  },
  {
    name: "closing",
    title: "To Remember",
    rank: 1,
    lines: [
      "The lamps go out, and night falls over {topic}.|Night over {topic}",
      "Stones fall, but stories stay.|Old ruins in evening light",
      "All this is long ago. And yet, it feels so near.|{Topic} in the last light",
    ],
    sights: ["{Topic} in the last light of day"],
  },
];

/** A feeling or an idea, told through small sights. */
export const ABSTRACT: readonly Phase[] = [
  {
    name: "question",
    title: "A Question",
    rank: 0,
    lines: [
      "What is {topic}? Everyone has asked it once.|A person looking up at the stars",
      "You cannot hold {topic} in your hands.|Two open hands in soft light",
      "{Topic}. A small word for something so large.|A tiny figure under a huge sky",
    ],
    sights: ["A lone figure under a wide sky"],
  },
  {
    name: "signs",
    title: "Small Signs",
    rank: 2,
    lines: [
      "Some find it in a letter that was kept for years.|An old letter on a wooden table",
      "Some find it on a bench, beside an old friend.|Two old friends on a park bench",
      "It is there when a child learns to walk.|A small child taking first steps",
      "It is there in the steam of a cup of tea.|A steaming cup of tea by a window",
      "Sometimes it waits at a station, in the rain.|A person with an umbrella at a train station",
      "It grows like a seed, in the dark, unseen.|A seedling breaking through the earth",
      "It may be as quiet as snow.|Snow falling on a quiet street",
      "A door left open can be enough.|An open door with warm light behind it",
      "Sailors know it, and so do those who wait for them.|A lighthouse over a dark sea",
    ],
    sights: ["Small signs of {topic} in everyday life"],
  },
  {
    name: "closing",
    title: "To Remember",
    rank: 1,
    lines: [
      "In the end, {topic} is what we make of it.|Hands joined in warm light",
      "Look around. {Topic} may be nearer than you think.|A sunrise over a quiet town",
      "And perhaps that is the answer.|A path leading toward the light",
    ],
    sights: ["A path leading toward the light"],
  },
];
