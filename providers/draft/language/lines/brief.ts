import type { Lines } from "./line.ts";

/** Most words of a scene in which only a few words can be said. */
export const BRIEF_WORDS = 4;

/** Lines for scenes of a second or two, by the name of the phase. They need no lead-in and no breath. */
export const BRIEF: Readonly<Record<string, Lines>> = {
  intro: ["{A hero}.", "Meet {a hero}."],
  wish: ["{They} <dream>.", "A wish.", "{Hero} <dream>."],
  leaving: ["{They} <go>.", "{Hero} <set> out."],
  path: ["On and on.", "{They} <go> on.", "Further.", "Onward.", "{They} <listen>."],
  obstacle: ["{They} <wait>.", "Then, trouble.", "{They} <falter>.", "Not yet.", "{Hero} <wait>."],
  doubt: ["{They} <doubt>.", "Too far?", "Alone.", "{Hero} <rest>."],
  sign: ["A sign.", "Listen!", "A glimmer.", "{Hero} <look> up."],
  wonder: ["{They} <stare>.", "{Object}!", "Oh!", "{Hero} <marvel>."],
  meaning: ["{They} <understand>.", "At last.", "Now {they} <know>."],
  test: ["{They} <tremble>.", "Darkness.", "Hold on!", "{Hero} <hold> on."],
  help: ["Help <s:come>.", "A friend.", "Not alone."],
  turn: ["Then, joy.", "Yes!", "{They} <laugh>.", "{Hero} <laugh>."],
  change: ["{They} <share> it.", "All <s:be> new.", "Light. Shadow.", "Then, gold.", "{They} <shine>."],
  return: ["Homeward.", "{They} <return>.", "Back home."],
  ending: ["{They} <smile>.", "All <s:be> well.", "{Hero} <smile>."],
  closing: ["Remember.", "Then, silence.", "Stay a while."],
  virtues: ["Simple.", "Strong.", "Quiet.", "Ready."],
  look: ["Look: {a topic}.|{A topic} {in place}", "{A topic}.|{A topic} {in place}"],
  story: [
    "Made by hand.|{A topic} seen from near",
    "Well used.|{A topic} seen from near",
    "Once lost.|{A topic} in changing light",
    "Found again.|{A topic} in soft light",
    "So quiet.|{A topic}, quiet and small",
    "Still here.|{A topic} in glowing light",
    "Almost alive.|{A topic} in glowing light",
  ],
  arrival: ["{Topic}.|{Topic}", "Look: {topic}.|{Topic}"],
  detail: [
    "Look closer.|{Topic}, seen from near",
    "Such colours.|{Topic}",
    "So still.|{Topic}, perfectly still",
    "No hurry.|{Topic}, perfectly still",
    "How wide!|{Topic} from another side",
  ],
};

/** Moments of any place, in a word or two. */
export const BRIEF_AIR: Lines = [
  "Silence.|{Place} in silence",
  "Then, silence.|{Place} in silence",
  "Night <s:fall>.|{Place} at night",
  "A breeze.|{Place} in the wind",
  "Time <s:pass>.|{Place}, quiet and still",
  "Light <s:fade>.|{Place} in fading light",
  "Shadows <p:grow>.|{Place} in long shadow",
  "All <s:be> quiet.|{Place}, quiet and still",
  "A pause.|{Place} in silence",
  "A whisper.|{Place} in the wind",
  "Stillness.|{Place}, quiet and still",
  "Nothing <s:move>.|{Place}, quiet and still",
  "Soft light.|{Place} in soft light",
  "Listen.|{Place} in silence",
  "And then?|{Place}, quiet and still",
];
