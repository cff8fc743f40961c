/**
 * What the agent can do. A tool is one object: the model sees its name, description and arguments;
 * a node calls its `run` with the arguments the model chose and the data it picked from the graph's state.
 * Not here: the graph's state and its steps (nodes), vendors' protocols (providers).
 */
import type { z } from "zod";
import type { CuttingRoom, FilmFormat, Media, PieceReady } from "../media/types.ts";
import type { Asset } from "../models/asset.ts";
import type { Character } from "../models/character.ts";
import type { BillItem, Ledger, StepMemory } from "../models/ledger.ts";
import type { ToolName } from "../models/plan.ts";
import type { Degradation } from "../models/video.ts";
import type { Providers } from "../providers/types.ts";

/** What a tool tells while it works. The node adds which step speaks. */
export interface Reporter {
  progress(message: string, fraction: number, scenes?: { index: number; title: string }[]): void;
  /** @param scene the one that it is for; the step's own when absent */
  asset(asset: Asset, scene?: number | null): void;
  piece(piece: PieceReady): void;
  /** A character is complete: scenes that wait for it may go on. */
  character(character: Character): void;
}

/** All that a tool needs beside its arguments. */
export interface ToolDeps {
  taskId: string;
  /** Whose task it is: `user:<id>`, `key:<name>`, or null for nobody's. */
  owner: string | null;
  /** Absolute path of the output folder. */
  folder: string;
  providers: Providers;
  media: Media;
  /** The task's cutting room: opened by the first call, the same one ever after. */
  cuttingRoom(format: FilmFormat): Promise<CuttingRoom>;
  report: Reporter;
  signal: AbortSignal;
  /** The step's books: what costs money goes through them. */
  ledger: Ledger;
  /** What the step made and kept, also in an earlier process. */
  memory: StepMemory;
  /** Whether a paid call whose answer was lost may be made again. */
  retryInDoubt: boolean;
  /** Everything the task has bought so far. */
  bill(): Promise<readonly BillItem[]>;
}

/** What a tool gives back beside its result. */
export interface Outcome<Result> {
  result: Result;
  /** What was asked for and could not be had, each with its reason. */
  degraded: Degradation[];
}

export interface Tool<Arguments extends z.ZodObject, Data, Result> {
  readonly name: ToolName;
  readonly description: string;
  /** What the model may choose. Safe for strict mode: every field is required. */
  readonly arguments: Arguments;
  run(args: z.output<Arguments> & Data, deps: ToolDeps): Promise<Outcome<Result>>;
}
