import type { Asset } from "../models/asset.ts";
import { type Character, CharacterBible, type CharacterProfile, type SheetView } from "../models/character.ts";
import { isVendorFailure } from "../models/error.ts";
import { frameSize, type VideoRequest } from "../models/request.ts";
import type { Scene } from "../models/scene.ts";
import type { Degradation } from "../models/video.ts";
import { StepArguments } from "./arguments.ts";
import { askModel } from "./ask-model.ts";
import { BIBLE_INSTRUCTIONS } from "./character-generator.prompt.ts";
import type { Story } from "./materials.ts";
import { order, passedOver } from "./order.ts";
import { sheetPrompt } from "./picture-prompt.ts";
import type { Tool, ToolDeps } from "./types.ts";

const Arguments = StepArguments;

export interface Data {
  request: VideoRequest;
  language: string;
  cast: Story["cast"];
  scenes: readonly Scene[];
  /** The user's own pictures: the first is of the first of the cast, and so on. They take the sheets' place. */
  references: readonly Asset[];
}

/** The front comes first: the other views are drawn after it. */
const TURNED: readonly SheetView[] = ["side", "back"];

/** Fixes how each member of the cast looks, once for the whole film, and draws a sheet of each. */
export const characterGenerator: Tool<typeof Arguments, Data, Character[]> = {
  name: "character_generator",
  description:
    "Fixes how each recurring character looks and draws its sheet (front, side, back), so that it looks the same in every scene. Leave it out when nobody recurs.",
  arguments: Arguments,
  async run(args, deps) {
    const degraded = unusedReferences(args);
    if (args.cast.length === 0) return { result: [], degraded };
    const profiles = await writeBible(args, deps);
    let drawn = 0;
    const drawings = await Promise.allSettled(
      profiles.map(async (profile, position) => {
        const own = args.references[position];
        const sheets = own ? { front: own } : await drawSheets(profile, args.request, deps, degraded);
        const character = { ...profile, sheets };
        drawn += 1;
        deps.report.progress(profile.name, drawn / profiles.length);
        deps.report.character(character);
        return character;
      }),
    );
    return { result: drawings.map(settled), degraded };
  },
};

function unusedReferences({ references, cast }: Data): Degradation[] {
  const unused = references.length - cast.length;
  if (unused <= 0) return [];
  const reason = `the story has only ${cast.length} ${cast.length === 1 ? "character" : "characters"}`;
  return [{ scene: null, wanted: `${references.length} pictures as reference`, got: `${cast.length}`, reason }];
}

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
    check: (bible: CharacterBible) => missingFrom(bible, args.cast),
  };
  const bible = await askModel(deps, question);
  return profilesOf(args.cast, bible);
}

/** One profile for each of the cast, in its order, as far as the bible has them. */
function profilesOf(cast: Data["cast"], { characters }: CharacterBible): CharacterProfile[] {
  return cast.flatMap((member) => characters.find((character) => character.id === member.id) ?? []);
}

function missingFrom(bible: CharacterBible, cast: Data["cast"]): string | null {
  const written = profilesOf(cast, bible);
  const missing = cast.filter((member) => !written.some((profile) => profile.id === member.id));
  return missing.length === 0 ? null : `${missing.map((member) => member.id).join(", ")} is missing.`;
}

/** The front from words, the other views after it. A view that cannot be drawn costs some likeness, not the character. */
async function drawSheets(
  profile: CharacterProfile,
  request: VideoRequest,
  deps: ToolDeps,
  degraded: Degradation[],
): Promise<Character["sheets"]> {
  const draw = async (view: SheetView, front: Asset | null) => {
    try {
      return { [view]: await drawSheet({ profile, view, front, request }, deps, degraded) };
    } catch (error) {
      if (!isVendorFailure(error)) throw error;
      const got = front ? "the front view alone" : "its description in words";
      degraded.push({ scene: null, wanted: `${view} sheet of ${profile.name}`, got, reason: error.message });
      return {};
    }
  };
  const first: Character["sheets"] = await draw("front", null);
  const { front } = first;
  if (!front) return first;
  const turned = await Promise.allSettled(TURNED.map((view) => draw(view, front)));
  return Object.assign(first, ...turned.map(settled));
}

interface Sheet {
  profile: CharacterProfile;
  view: SheetView;
  /** The front view, for the others. */
  front: Asset | null;
  request: VideoRequest;
}

async function drawSheet({ profile, view, front, request }: Sheet, deps: ToolDeps, degraded: Degradation[]) {
  const references = front ? [await deps.providers.storage.localPath(front.key, deps)] : [];
  const wish = {
    prompt: sheetPrompt(profile, view, request.style, front !== null),
    references,
    subject: { kind: "sheet" as const, character: profile, view },
    style: request.style,
    ...frameSize("1:1", "720p"),
    seed: request.seed,
  };
  const item = `sheet:${profile.id}:${view}`;
  const sheet = await order({ kind: "sheet", item, wish }, deps.providers.image.generate, deps);
  degraded.push(...passedOver(null, `${view} sheet of ${profile.name}`, sheet));
  return sheet.asset;
}
