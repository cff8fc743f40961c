import { detectLanguage, mayBeIn } from "../../../models/language.ts";
import type { PlanStep, ProposedCall, ToolName } from "../../../models/plan.ts";
import { hasCharacters, ownSentences, storyMood } from "./analysis.ts";
import { scenesWithWords } from "./foreign-parts.ts";
import type { PlanningData } from "./protocol.ts";
import { tellable } from "./sentences.ts";

/** Shortest scene in seconds that the storyteller chooses by itself: less has no room for a whole sentence. */
const SHORTEST_SCENE = 4;
/** Length in seconds of a scene that a story is told in at ease. */
const USUAL_SCENE = 5;

/** The calls that make the film, in order; or a sentence saying why there can be none. */
export function planFilm(data: PlanningData, bound: ReadonlySet<string>): ProposedCall[] | string {
  const hopeless = findHopeless(data);
  if (hopeless) return hopeless;
  const wanted = wantedTools(data);
  return wanted
    .filter(({ tool }) => bound.has(tool) && !data.done.includes(tool) && data.ruledOut[tool] === undefined)
    .map(({ tool, args }) => ({ name: tool, args: { ...args, after: [] } }));
}

/** Length in seconds of a scene beyond which it is rather silent than longer. */
const LONG_SCENE = 10;

/** How many scenes fit the story and the time. */
export function chooseScenes(prompt: string, durationSeconds: number, asked: string | null = null): number {
  const language = asked !== null && mayBeIn(asked, prompt) ? asked : detectLanguage(prompt);
  const scenes = scenesInTime(prompt, durationSeconds);
  if (/^en\b/.test(language)) return scenes;
  // In other languages nothing is added to the story's own words.
  const told = scenesWithWords(tellable(prompt), language, scenes);
  return Math.min(scenes, Math.max(told, Math.ceil(durationSeconds / LONG_SCENE)));
}

function scenesInTime(prompt: string, durationSeconds: number): number {
  const most = Math.max(1, Math.min(60, Math.floor(durationSeconds / SHORTEST_SCENE)));
  const usual = Math.min(most, Math.max(3, Math.round(durationSeconds / USUAL_SCENE)));
  const sentences = ownSentences(prompt);
  if (sentences <= 3) return usual;
  return Math.min(
    most,
    Math.max(3, clamp(sentences, Math.round(durationSeconds / 8), Math.round(durationSeconds / 4.2))),
  );
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

function wantedTools({ request, failed }: PlanningData): Pick<PlanStep, "tool" | "args">[] {
  const hasFailed = (tool: ToolName) => failed.some((failure) => failure.tool === tool);
  const scenes = request.scenes ?? chooseScenes(request.prompt, request.durationSeconds, request.language);
  const steps: Pick<PlanStep, "tool" | "args">[] = [{ tool: "scene_generator", args: { scenes } }];
  if (request.characterConsistency && !hasFailed("character_generator") && hasCharacters(request.prompt)) {
    steps.push({ tool: "character_generator", args: {} });
  }
  steps.push({ tool: "scene_asset_generator", args: {} });
  if (request.music && !hasFailed("music_generator")) {
    steps.push({ tool: "music_generator", args: { mood: storyMood(request.prompt) } });
  }
  return [...steps, { tool: "video_composer", args: {} }];
}

/** A film can do without music or character sheets; any other failure is tried again if that may help. */
function findHopeless({ failed }: PlanningData): string | null {
  const final = failed.find(
    ({ tool, problem }) => tool !== "music_generator" && tool !== "character_generator" && !problem.retryable,
  );
  return final ? `There is no film without ${final.tool}, and it failed: ${final.problem.message}` : null;
}
