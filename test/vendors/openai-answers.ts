/** What a good model answers to Pixora's questions, made by rule from the question's data: the same every time. */
type Data = Record<string, unknown>;

export interface Call {
  name: string;
  args: Data;
}

export interface ToolShape {
  name: string;
  parameters: Data;
}

/** The facts of the question: the JSON of the last `<data>` block. Throws when there is none. */
export function dataOf(messages: readonly { role: string; content: string }[]): Data {
  const text = messages.findLast((message) => message.content.includes("<data>"))?.content ?? "";
  return JSON.parse(text.slice(text.lastIndexOf("<data>") + "<data>".length, text.lastIndexOf("</data>")));
}

/** The calls of a plan: every tool that is not ruled out and not done; none when what failed cannot succeed. */
export function planCalls(
  { request = {}, done = [], failed = [], ruledOut = {} }: Data,
  tools: readonly ToolShape[],
): Call[] {
  const lost = (failed as { problem?: { retryable?: boolean } }[]).some(({ problem }) => !problem?.retryable);
  if (lost) return [];
  const { music = true, characterConsistency = true } = request as Data;
  const unwanted = [
    ...(done as string[]),
    ...Object.keys(ruledOut as Data),
    ...(music ? [] : ["music_generator"]),
    ...(characterConsistency ? [] : ["character_generator"]),
  ];
  const left = tools.filter(({ name }) => !unwanted.includes(name));
  const choices: Record<string, Data> = {
    scene_generator: { scenes: scenesOf(request as Data) },
    music_generator: { mood: "calm" },
  };
  return left.map(({ name }) => ({ name, args: { after: [], ...choices[name] } }));
}

function scenesOf({ scenes, durationSeconds }: Data): number {
  return typeof scenes === "number" ? scenes : Math.max(1, Math.min(60, Math.round(Number(durationSeconds) / 5)));
}

/** A story of as many scenes as asked: two characters, of whom one is in every scene. */
export function breakdown({ prompt, scenes, wordsPerScene, characters = true }: Data): Data {
  const title = String(prompt).split(/\s+/).slice(0, 6).join(" ").slice(0, 60);
  return {
    title,
    cast: characters ? CAST : [],
    scenes: Array.from({ length: Number(scenes) }, (_, index) => ({
      title: `Part ${index + 1}`,
      narration: narration(index, Number(wordsPerScene)),
      picture: {
        description: `A red fox with a brass lantern walks past tree number ${index + 1} of a snowy forest.`,
        place: "snowy forest",
        subjects: ["brass lantern"],
        timeOfDay: TIMES[index % TIMES.length],
        weather: "snow",
        shot: SHOTS[index % SHOTS.length],
      },
      mood: "calm",
      characters: characters ? (index % 2 === 0 ? ["fox"] : ["fox", "owl"]) : [],
      move: MOVES[index % MOVES.length],
      motion: "The fox walks on and snow falls.",
    })),
  };
}

const CAST = [
  { id: "fox", name: "Ember", kind: "fox" },
  { id: "owl", name: "Hoot", kind: "owl" },
];
const TIMES = ["dusk", "night", "dawn", "day"];
const SHOTS = ["wide", "medium", "close"];
const MOVES = ["zoom_in", "pan_right", "zoom_out", "pan_left"];

/** At most so many words, and never the same in scenes that follow each other. */
function narration(index: number, words: number): string {
  const numbered = ["Snow", "Light", "Wind", "Night", "Home"][index % 5] ?? "Snow";
  const all = `${numbered} is all around as Ember the fox carries her little lantern home through the deep white wood`;
  return `${all.split(" ").slice(0, Math.max(2, words)).join(" ")}.`;
}

/** One entry for each member of the cast that was asked about. */
export function bible({ cast }: Data): Data {
  const characters = (cast as { id: string; name: string; kind: string }[]).map(({ id, name, kind }, index) => ({
    id,
    name,
    kind,
    appearance: `small ${kind}, ${["russet", "grey", "white"][index % 3]}, bright eyes, a brass lantern on a cord`,
  }));
  return { characters };
}
