import { type Character, CharacterBible, type CharacterProfile, type SheetView } from "../models/character.ts";
import { isVendorFailure, PixoraError } from "../models/error.ts";
import { frameSize, type VideoRequest } from "../models/request.ts";
import type { Scene } from "../models/scene.ts";
import type { Degradation } from "../models/video.ts";
import { StepArguments } from "./arguments.ts";
import { askModel } from "./ask-model.ts";
import { BIBLE_INSTRUCTIONS } from "./character-generator.prompt.ts";
import { keep } from "./keep.ts";
import type { Story } from "./materials.ts";
import { sheetPrompt } from "./picture-prompt.ts";
import type { Tool, ToolDeps } from "./types.ts";

const Arguments = StepArguments;

export interface Data {
  request: VideoRequest;
  language: string;
  cast: Story["cast"];
  scenes: readonly Scene[];
}

const VIEWS: readonly SheetView[] = ["front", "side", "back"];

/** Fixes how each member of the cast looks, once for the whole film, and draws a sheet of each. */
export const characterGenerator: Tool<typeof Arguments, Data, Character[]> = {
  name: "character_generator",
  description:
    "Fixes how each recurring character looks and draws its sheet (front, side, back), so that it looks the same in every scene. Leave it out when nobody recurs.",
  arguments: Arguments,
  async run(args, deps) {
    if (args.cast.length === 0) return { result: [], degraded: [] };
    const profiles = await writeBible(args, deps);
    const degraded: Degradation[] = [];
    let drawn = 0;
    const drawings = await Promise.allSettled(
      profiles.map(async (profile) => {
        const character = await drawSheets(profile, args.request, deps, degraded);
        drawn += 1;
        deps.report.progress(profile.name, drawn / profiles.length);
        return character;
      }),
    );
    return { result: drawings.map(settled), degraded };
  },
};

/** A failure is told only when all the others have ended, so that nothing is drawn for a step that is over. */
function settled<Value>(outcome: PromiseSettledResult<Value>): Value {
  if (outcome.status === "rejected") throw outcome.reason;
  return outcome.value;
}

async function writeBible(args: Data, deps: ToolDeps): Promise<CharacterProfile[]> {
  const scenes = args.scenes.map(({ title, narration, picture, characters }) => ({
    title,
    narration,
    description: picture.description,
    characters,
  }));
  const { prompt, style, seed } = args.request;
  const question = {
    name: "character_bible",
    schema: CharacterBible,
    instructions: BIBLE_INSTRUCTIONS,
    data: { prompt, style, language: args.language, cast: args.cast, scenes, seed },
  };
  const bible = await askModel(deps.providers.language.chat, question, deps.signal);
  return args.cast.map((member) => {
    const profile = bible.characters.find((character) => character.id === member.id);
    if (profile) return profile;
    throw new PixoraError("answer_rejected", `The language model left ${member.name} out of the character bible.`, {
      retryable: true,
    });
  });
}

/** A view that cannot be drawn costs the film some likeness, not the character. */
async function drawSheets(
  profile: CharacterProfile,
  request: VideoRequest,
  deps: ToolDeps,
  degraded: Degradation[],
): Promise<Character> {
  const sheets: Character["sheets"] = {};
  for (const view of VIEWS) {
    try {
      sheets[view] = await drawSheet(profile, view, request, deps);
    } catch (error) {
      if (!isVendorFailure(error)) throw error;
      degraded.push({
        scene: null,
        wanted: `${view} sheet of ${profile.name}`,
        got: "its description in words",
        reason: error.message,
      });
    }
  }
  return { ...profile, sheets };
}

async function drawSheet(character: CharacterProfile, view: SheetView, request: VideoRequest, deps: ToolDeps) {
  const size = frameSize("1:1", "720p");
  const picture = await deps.providers.image.generate(
    {
      prompt: sheetPrompt(character, view, request.style),
      subject: { kind: "sheet", character, view },
      style: request.style,
      ...size,
      seed: request.seed,
    },
    deps,
  );
  return keep("sheet", picture, deps);
}
